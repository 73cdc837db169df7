using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Signalbox.Venues.Kucoin;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>Checks key, time, passphrase and signature as documented: a request is good for five seconds.</summary>
internal sealed class KucoinGate(SandboxFloor floor)
{
    /// <summary>The passphrase of every key here.</summary>
    public const string Passphrase = "passphrase";

    private const long WindowMs = 5_000;

    public (SandboxAccount? Account, KucoinFault? Fault) Check(KucoinCall call)
    {
        var headers = call.Context.Request.Headers;
        var (key, sign, timestamp, passphrase) = (
            headers[KucoinSigner.KeyHeader].ToString(), headers[KucoinSigner.SignHeader].ToString(),
            headers[KucoinSigner.TimeHeader].ToString(), headers[KucoinSigner.PassphraseHeader].ToString());
        if (key.Length == 0 || sign.Length == 0 || timestamp.Length == 0 || passphrase.Length == 0)
        {
            return (null, KucoinFault.HeadersMissing);
        }

        if (!long.TryParse(timestamp, CultureInfo.InvariantCulture, out var at) || Math.Abs(floor.Now.ToUnixTimeMilliseconds() - at) > WindowMs)
        {
            return (null, KucoinFault.Time);
        }

        if (headers[KucoinSigner.VersionHeader].ToString() is not ("1" or "2" or "3") and var version)
        {
            return (null, version.Length == 0 ? KucoinFault.HeadersMissing : KucoinFault.KeyVersion);
        }

        if (floor.Find(key) is not { } account)
        {
            return (null, KucoinFault.Key);
        }

        var signer = new KucoinSigner(key, account.Key.Secret, Passphrase, version: headers[KucoinSigner.VersionHeader] == "1" ? 1 : 2);
        return !Same(passphrase, signer.Passphrase) ? (null, KucoinFault.Passphrase)
            : !Same(sign, signer.Sign(timestamp, call.Context.Request.Method, call.Target, Encoding.UTF8.GetBytes(call.Text))) ? (null, KucoinFault.Signature)
            : (account, null);
    }

    private static bool Same(string given, string expected) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
