using Signalbox.Markets;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>What futures tell everybody.</summary>
internal sealed class KrakenFuturesMarket(SandboxFloor floor, KrakenFuturesRoutes routes)
{
    public Task ContractsAsync(KrakenCall call) =>
        routes.AnswerAsync(call, json => json.WriteObjects("instruments", floor.Instruments, instrument => KrakenFuturesReports.WriteContract(json, instrument)));

    public Task StatusAsync(KrakenCall call) => routes.AnswerAsync(call, json =>
    {
        json.WriteString("tradeable", call.Context.Request.RouteValues["symbol"]?.ToString());
        json.WriteBoolean("isExpired", false);
    });

    public Task QuoteAsync(KrakenCall call) => floor.Book(new(call.Context.Request.RouteValues["symbol"]?.ToString()?.ToUpperInvariant() ?? "")) is { } book
        ? routes.AnswerAsync(call, json => json.WriteObject("ticker", () =>
        {
            json.WriteString("symbol", book.Listing.Instrument.Id.Value);
            json.WriteNumber("bid", book.BestBid?.Value ?? 0);
            json.WriteNumber("bidSize", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
            json.WriteNumber("ask", book.BestAsk?.Value ?? 0);
            json.WriteNumber("askSize", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
            json.WriteNumber("last", book.Last?.Value ?? 0);
            json.WriteNumber("markPrice", book.Mark?.Value ?? 0);
        }))
        : routes.RefuseAsync(call, "contractNotFound");
}
