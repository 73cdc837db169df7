using System.Globalization;
using System.Text;

namespace Signalbox.Bench.Webhook;

/// <summary>
/// One account and instrument. It buys and closes in turn, so that positions stay small however long a run is. The body is a
/// signal and, for the forwarder that posts it on as it is, an order at the sandbox.
/// </summary>
internal sealed class Lane(Uri address, string ticker, string quantity)
{
    private static long bodies;
    private int sent;

    public Uri Address => address;

    /// <summary>The next body, and the client id in it.</summary>
    public (byte[] Body, string ClientId) Next()
    {
        var (action, side) = sent++ % 2 == 0 ? ("buy", "buy") : ("exit", "sell");
        var clientId = Interlocked.Increment(ref bodies).ToString("x32", CultureInfo.InvariantCulture);
        var body = $$"""
            {"ticker":"{{ticker}}","action":"{{action}}","quantity":"{{quantity}}","time":"{{DateTimeOffset.UtcNow:O}}","clientId":"{{clientId}}","instrument":"{{ticker}}","side":"{{side}}","type":"market"}
            """;
        return (Encoding.UTF8.GetBytes(body), clientId);
    }
}
