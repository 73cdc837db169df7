using Microsoft.AspNetCore.Http;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>
/// One connection. The venue has a host for accounts and another for the market, under the same path; with one host here,
/// a connection serves the channels of both.
/// </summary>
internal static class KrakenSpotStream
{
    public static async Task ServeAsync(HttpContext context, SandboxStage stage, KrakenSpotTokens tokens, KrakenSpotDesk desk)
    {
        var socket = new SandboxSocket(stage);
        var account = new KrakenSpotAccountSocket(stage, tokens, desk, socket);
        var market = new KrakenSpotMarketSocket(stage, socket);
        using var joined = account.Join();
        using var watching = market.Watch();
        using var trading = market.Join();
        socket.Offer(KrakenSocketRequest.Greeting(), isNews: false);
        await socket.ServeAsync(context, message => stage.Floor.Read(now =>
        {
            Hear(message, now, socket, account, market);
            return true;
        }));
    }

    private static void Hear(ReadOnlyMemory<byte> message, DateTimeOffset now, SandboxSocket socket, KrakenSpotAccountSocket account, KrakenSpotMarketSocket market)
    {
        switch (KrakenSocketRequest.Read(message))
        {
            case null:
                socket.Offer(KrakenSocketRequest.Unreadable(now), isNews: false);
                break;
            case { Method: "ping" } ping:
                socket.Offer(ping.Answer(now, null, null), isNews: false);
                break;
            case { } request when !account.Hear(request):
                market.Hear(request);
                break;
        }
    }
}
