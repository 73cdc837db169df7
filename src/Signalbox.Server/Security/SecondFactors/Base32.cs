using System.Text;

namespace Signalbox.Server.Security.SecondFactors;

/// <summary>Base 32 of RFC 4648 without padding, as authenticators take secrets.</summary>
public static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerChar = 5;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (held, bits) = (0, 0);
        foreach (var each in bytes)
        {
            held = (held << 8) | each;
            bits += 8;
            while (bits >= BitsPerChar)
            {
                bits -= BitsPerChar;
                text.Append(Alphabet[(held >> bits) & 31]);
            }

            held &= (1 << bits) - 1;
        }

        return bits == 0 ? text.ToString() : text.Append(Alphabet[(held << (BitsPerChar - bits)) & 31]).ToString();
    }

    /// <summary>Of a text that <see cref="Encode"/> made.</summary>
    public static byte[] Decode(string text)
    {
        var bytes = new byte[text.Length * BitsPerChar / 8];
        var (held, bits, at) = (0, 0, 0);
        foreach (var each in text)
        {
            held = ((held << BitsPerChar) | Alphabet.IndexOf(each, StringComparison.Ordinal)) & 0xFFF;
            bits += BitsPerChar;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[at++] = (byte)(held >> bits);
            }
        }

        return bytes;
    }
}
