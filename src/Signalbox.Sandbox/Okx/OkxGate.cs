using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Signalbox.Venues.Okx;

namespace Signalbox.Sandbox.Okx;

/// <summary>Checks key, passphrase, time and signature as OKX documents it. Every key has the same passphrase here.</summary>
internal sealed class OkxGate(SandboxFloor floor)
{
    public const string Passphrase = "passphrase";

    public (SandboxAccount? Account, OkxFault? Fault) Check(OkxCall call)
    {
        var (key, signature, time, word) = (call.Header(OkxSigner.KeyHeader), call.Header(OkxSigner.SignHeader), call.Header(OkxSigner.TimeHeader), call.Header(OkxSigner.PassphraseHeader));
        var missing = key.Length == 0 ? OkxFault.NoKey : signature.Length == 0 ? OkxFault.NoSignature : time.Length == 0 ? OkxFault.NoTime : word.Length == 0 ? OkxFault.NoPassphrase : null;
        if (missing is not null)
        {
            return (null, missing);
        }

        if (floor.Find(key) is not { } account)
        {
            return (null, OkxFault.Key);
        }

        var fault = CheckTime(time)
            ?? (word == Passphrase ? null : OkxFault.Passphrase)
            ?? (IsSame(signature, Signer(account).Sign(time, call.Context.Request.Method, call.Target, call.Body)) ? null : OkxFault.Signature)
            ?? CheckExpiry(call.Header(OkxSigner.ExpiryHeader));
        return (fault is null ? account : null, fault);
    }

    /// <summary>The login of a stream.</summary>
    public (SandboxAccount? Account, OkxFault? Fault) CheckLogin(OkxFields login)
    {
        if (floor.Find(login["apiKey"] ?? "") is not { } account)
        {
            return (null, new("60005", "Invalid apiKey"));
        }

        if (login["passphrase"] != Passphrase)
        {
            return (null, new("60024", "Wrong passphrase"));
        }

        if (login.Number("timestamp") is not { } seconds)
        {
            return (null, new("60004", "Invalid timestamp"));
        }

        if (Math.Abs((floor.Now - DateTimeOffset.UnixEpoch.AddSeconds((double)seconds)).TotalSeconds) > OkxSigner.Tolerance.TotalSeconds)
        {
            return (null, new("60006", "Timestamp request expired"));
        }

        return IsSame(login["sign"] ?? "", Signer(account).SignLogin(login["timestamp"]!)) ? (account, null) : (null, new("60007", "Invalid sign"));
    }

    private OkxFault? CheckTime(string text)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return OkxFault.Time;
        }

        return (floor.Now - time).Duration() > OkxSigner.Tolerance ? OkxFault.TimeExpired : null;
    }

    private OkxFault? CheckExpiry(string text) =>
        long.TryParse(text, CultureInfo.InvariantCulture, out var until) && floor.Now.ToUnixTimeMilliseconds() > until ? OkxFault.Expired : null;

    private static OkxSigner Signer(SandboxAccount account) => new(account.Key.Key, account.Key.Secret, Passphrase);

    private static bool IsSame(string given, string expected) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
