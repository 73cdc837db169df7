using Signalbox.Identity;

namespace Signalbox.Venues.Wire;

/// <summary>
/// Writes the 128 bits of a client order id in a venue's alphabet, all of them, behind a prefix the venue may ask for; and
/// reads them back. A shorter alphabet needs more characters: 22 of 62 or 64, 25 of 36, 32 of 16, 39 of 10.
/// </summary>
public sealed class ClientIdText
{
    public static readonly string Hex = "0123456789abcdef";
    public static readonly string Base36 = "0123456789abcdefghijklmnopqrstuvwxyz";
    public static readonly string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private readonly string prefix;
    private readonly string alphabet;
    private readonly int digits;

    public ClientIdText(string alphabet, int charsMax, string prefix = "")
    {
        this.prefix = prefix;
        this.alphabet = alphabet;
        digits = Digits(alphabet.Length);
        if (prefix.Length + digits > charsMax)
        {
            throw new ArgumentException($"128 bits take {digits} of these characters and a prefix of {prefix.Length}; {charsMax} are allowed.", nameof(charsMax));
        }
    }

    public int Length => prefix.Length + digits;

    public string Write(ClientOrderId id) => string.Create(Length, (this, id.Bits), static (text, state) =>
    {
        var (codec, bits) = state;
        codec.prefix.CopyTo(text);
        var radix = (UInt128)codec.alphabet.Length;
        for (var index = text.Length - 1; index >= codec.prefix.Length; index--)
        {
            (bits, var digit) = UInt128.DivRem(bits, radix);
            text[index] = codec.alphabet[(int)digit];
        }
    });

    /// <summary>Null for an id that is not one of ours.</summary>
    public ClientOrderId? Read(string? text)
    {
        if (text is null || text.Length != Length || !text.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var bits = UInt128.Zero;
        foreach (var letter in text.AsSpan(prefix.Length))
        {
            var digit = alphabet.IndexOf(letter, StringComparison.Ordinal);
            var most = (UInt128.MaxValue - (UInt128)Math.Max(digit, 0)) / (UInt128)alphabet.Length;
            if (digit < 0 || bits > most)
            {
                return null;
            }

            bits = (bits * (UInt128)alphabet.Length) + (UInt128)digit;
        }

        return new(bits);
    }

    private static int Digits(int radix)
    {
        var digits = 0;
        for (var left = UInt128.MaxValue; left > 0; left /= (UInt128)radix)
        {
            digits++;
        }

        return digits;
    }
}
