using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Signalbox.Venues.Binance;

namespace Signalbox.Sandbox.Binance;

/// <summary>Checks key, time and signature as Binance documents it, in its order.</summary>
internal sealed class BinanceGate(SandboxFloor floor)
{
    private const long WindowMsMax = 60_000;
    private const long UsualWindowMs = 5_000;

    public (SandboxAccount? Account, BinanceFault? Fault) Check(BinanceCall call)
    {
        var key = call.Context.Request.Headers[BinanceSigner.KeyHeader].ToString();
        if (key.Length == 0)
        {
            return (null, BinanceFault.KeyFormat);
        }

        if (floor.Find(key) is not { } account)
        {
            return (null, BinanceFault.KeyRefused);
        }

        var fault = CheckTime(call["timestamp"], call.Number("recvWindow")) ?? CheckSignature(call["signature"], call.Payload, account);
        return (fault is null ? account : null, fault);
    }

    /// <summary>A request whose parameters came as a message.</summary>
    public (SandboxAccount? Account, BinanceFault? Fault) Check(IReadOnlyDictionary<string, string> parameters)
    {
        if (floor.Find(parameters.GetValueOrDefault("apiKey") ?? "") is not { } account)
        {
            return (null, BinanceFault.KeyRefused);
        }

        var payload = string.Join('&', parameters.Where(each => each.Key != "signature").OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Key}={each.Value}"));
        var window = decimal.TryParse(parameters.GetValueOrDefault("recvWindow"), CultureInfo.InvariantCulture, out var read) ? read : (decimal?)null;
        var fault = CheckTime(parameters.GetValueOrDefault("timestamp"), window) ?? CheckSignature(parameters.GetValueOrDefault("signature"), payload, account);
        return (fault is null ? account : null, fault);
    }

    private BinanceFault? CheckTime(string? timestamp, decimal? window)
    {
        if (!long.TryParse(timestamp, CultureInfo.InvariantCulture, out var at))
        {
            return BinanceFault.Missing("timestamp");
        }

        if (window > WindowMsMax)
        {
            return new(400, -1131, "recvWindow must be less than 60000");
        }

        // Microseconds are allowed too.
        at = at > 10_000_000_000_000 ? at / 1_000 : at;
        var late = floor.Now.ToUnixTimeMilliseconds() - at;
        return late <= -1_000 ? BinanceFault.TooEarly : late > (window ?? UsualWindowMs) ? BinanceFault.TooLate : null;
    }

    private static BinanceFault? CheckSignature(string? given, string payload, SandboxAccount account)
    {
        if (given is null)
        {
            return BinanceFault.Missing("signature");
        }

        using var signer = new BinanceSigner(account.Key.Key, account.Key.Secret);
        var expected = signer.Sign(payload);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected)) ? null : BinanceFault.Signature;
    }
}
