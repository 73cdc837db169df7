using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Signalbox.Venues.Kraken.Futures;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>Checks key, signature and nonce of requests, and the signed challenges of streams.</summary>
internal sealed class KrakenFuturesGate(SandboxFloor floor)
{
    private readonly Lock seeing = new();
    private readonly Dictionary<string, decimal> nonces = new(StringComparer.Ordinal);

    public (SandboxAccount? Account, string? Error) Check(KrakenCall call)
    {
        var headers = call.Context.Request.Headers;
        var nonce = headers["Nonce"].ToString();
        if (floor.Find(headers["APIKey"].ToString()) is not { } account
            || !IsSigned(headers["Authent"].ToString(), Signer(account).Sign(call.Context.Request.Path, nonce, call.Query + call.Body)))
        {
            return (null, "authenticationError");
        }

        // A nonce may be left out; one that is given must rise.
        if (nonce.Length == 0)
        {
            return (account, null);
        }

        if (!decimal.TryParse(nonce, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return (null, "nonceBelowThreshold");
        }

        lock (seeing)
        {
            if (nonces.TryGetValue(account.Key.Key, out var last) && number <= last)
            {
                return (null, number == last ? "nonceDuplicate" : "nonceBelowThreshold");
            }

            nonces[account.Key.Key] = number;
        }

        return (account, null);
    }

    /// <summary>The account whose secret has signed the challenge.</summary>
    public SandboxAccount? Check(string? key, string challenge, string? signed) =>
        floor.Find(key ?? "") is { } account && IsSigned(signed ?? "", Signer(account).Sign(challenge)) ? account : null;

    private static KrakenFuturesSigner Signer(SandboxAccount account) => new(account.Key.Key, account.Key.Secret, TimeProvider.System);

    private static bool IsSigned(string given, string expected) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
