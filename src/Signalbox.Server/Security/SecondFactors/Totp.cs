using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Signalbox.Server.Security.SecondFactors;

/// <summary>
/// One-time codes by time as RFC 6238 has them: SHA-1, six digits, steps of 30 seconds, which is what every authenticator
/// reads. The step before and the one after are taken too, for clocks that differ.
/// </summary>
public static class Totp
{
    public const int SecretBytes = 20;
    private const int StepSeconds = 30;
    private const int StepsAside = 1;
    private const int Modulus = 1_000_000;

    public static byte[] CreateSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The step whose code this is; null where it is none of those that count now.</summary>
    /// <param name="after">The last step that was used: it and those before it do not count again.</param>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long after)
    {
        var current = StepAt(now);
        long? found = null;
        for (var step = current - StepsAside; step <= current + StepsAside; step++)
        {
            // Every step is compared, wherever one fits.
            var fits = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeAt(secret, step)), Encoding.UTF8.GetBytes(code));
            found = fits && step > after ? step : found;
        }

        return found;
    }

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    public static string CodeAt(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> message = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The standard's own algorithm; as a keyed hash it is not broken.
        HMACSHA1.HashData(secret, message, mac);
#pragma warning restore CA5350
        var offset = mac[^1] & 0x0F;
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[offset..]) & int.MaxValue;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>What an authenticator reads from a picture or by hand.</summary>
    public static string Address(string secret, string user) =>
        $"otpauth://totp/Signalbox:{Uri.EscapeDataString(user)}?secret={secret}&issuer=Signalbox&algorithm=SHA1&digits=6&period={StepSeconds}";
}
