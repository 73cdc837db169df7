using System.Security.Cryptography;
using System.Text;
using Signalbox.Venues.Kraken.Spot;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>Checks key, signature and nonce: each nonce of a key must be above all before it.</summary>
internal sealed class KrakenSpotGate(SandboxFloor floor)
{
    private readonly Lock seeing = new();
    private readonly Dictionary<string, decimal> nonces = new(StringComparer.Ordinal);

    public (SandboxAccount? Account, string? Error) Check(KrakenCall call)
    {
        if (floor.Find(call.Context.Request.Headers[KrakenSpotSigner.KeyHeader].ToString()) is not { } account)
        {
            return (null, "EAPI:Invalid key");
        }

        if (call["nonce"] is not { } text || call.Number("nonce") is not { } nonce)
        {
            return (null, "EAPI:Invalid nonce");
        }

        var expected = new KrakenSpotSigner(account.Key.Key, account.Key.Secret, TimeProvider.System).Sign(call.Context.Request.Path, text, Encoding.UTF8.GetBytes(call.Body));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(call.Context.Request.Headers[KrakenSpotSigner.SignHeader].ToString())))
        {
            return (null, "EAPI:Invalid signature");
        }

        lock (seeing)
        {
            if (nonces.TryGetValue(account.Key.Key, out var last) && nonce <= last)
            {
                return (null, "EAPI:Invalid nonce");
            }

            nonces[account.Key.Key] = nonce;
        }

        return (account, null);
    }
}
