using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Signalbox.Venues.Okx;

namespace Signalbox.Sandbox.Okx;

/// <summary>One product of OKX over the floor: orders, the algo service, questions and streams as documented.</summary>
internal sealed class OkxExchange : ISandboxExchange
{
    private readonly SandboxStage stage;
    private readonly OkxGate gate;
    private readonly OkxTriggered triggered;
    private readonly OkxReports reports;
    private readonly string instType;
    private readonly bool isSpot;

    public OkxExchange(SandboxStage stage, OkxProduct product)
    {
        this.stage = stage;
        isSpot = product == OkxProduct.Spot;
        instType = product switch { OkxProduct.Spot => "SPOT", OkxProduct.Swap => "SWAP", _ => "FUTURES" };
        gate = new(stage.Floor);
        triggered = new(stage.Floor);
        reports = new(triggered, instType, instrument => stage.Floor.Book(instrument)?.Mark);
    }

    public void Map(IEndpointRouteBuilder builder)
    {
        var routes = new OkxRoutes(builder, gate, new(TimeProvider.System));
        var market = new OkxMarket(stage.Floor, reports, instType);
        routes.Open("/api/v5/public/time", 10, market.TimeAsync);
        routes.Open("/api/v5/public/instruments", 20, market.InstrumentsAsync);
        routes.Open("/api/v5/market/ticker", 20, market.QuoteAsync);
        routes.Open("/api/v5/market/tickers", 20, market.QuotesAsync);
        routes.Open("/api/v5/market/books", 40, market.BookAsync);

        MapTicks(routes, new(stage.Floor, instType));
        var desk = new OkxDesk(stage.Floor, triggered, reports, instType);
        MapMore(routes, desk, market);
        routes.Ask("/api/v5/account/config", 5, OkxDesk.ConfigAsync);
        routes.Ask("/api/v5/account/balance", 10, desk.BalancesAsync);
        routes.Ask("/api/v5/account/positions", 10, desk.PositionsAsync);
        routes.Ask("/api/v5/account/leverage-info", 20, desk.LeverageAsync);
        routes.Ask("/api/v5/account/trade-fee", 5, desk.FeesAsync);
        routes.Ask("/api/v5/trade/order", 60, desk.OrderAsync);
        routes.Ask("/api/v5/trade/order-algo", 20, desk.AlgoOrderAsync);
        routes.Ask("/api/v5/trade/orders-pending", 60, desk.OpenOrdersAsync);
        routes.Ask("/api/v5/trade/orders-algo-pending", 20, desk.OpenAlgoOrdersAsync);
        routes.Ask("/api/v5/trade/orders-history", 40, desk.HistoryAsync);
        routes.Ask("/api/v5/trade/fills", 60, desk.FillsAsync);
        routes.Ask("/api/v5/trade/fills-history", 10, desk.FillsAsync);
        routes.Tell("/api/v5/account/set-leverage", 20, desk.SetLeverageAsync);
        routes.Tell("/api/v5/account/set-position-mode", 5, OkxDesk.SetPositionModeAsync);

        var orders = new OkxOrderDesk(stage, desk, triggered, isSpot);
        routes.Tell("/api/v5/trade/close-position", 20, orders.CloseAsync);
        routes.Tell("/api/v5/trade/order", 60, orders.PlaceAsync);
        routes.Tell("/api/v5/trade/batch-orders", 300, orders.PlaceAsync);
        routes.Tell("/api/v5/trade/cancel-order", 60, orders.CancelAsync);
        routes.Tell("/api/v5/trade/cancel-batch-orders", 300, orders.CancelAsync);
        routes.Tell("/api/v5/trade/amend-order", 60, orders.AmendAsync);
        routes.Tell("/api/v5/trade/amend-batch-orders", 300, orders.AmendAsync);
        routes.Tell("/api/v5/trade/order-algo", 20, orders.PlaceAlgoAsync);
        routes.Tell("/api/v5/trade/cancel-algos", 20, orders.CancelAlgosAsync);
        routes.Tell("/api/v5/trade/amend-algos", 20, orders.AmendAlgoAsync);

        builder.MapGet("/ws/v5/private", context => new OkxAccountFeed(stage, gate, reports, instType, isBusiness: false).ServeAsync(context));
        builder.MapGet("/ws/v5/business", context => new OkxAccountFeed(stage, gate, reports, instType, isBusiness: true).ServeAsync(context));
        builder.MapGet("/ws/v5/public", context => new OkxMarketFeed(stage, instType).ServeAsync(context));
    }

    private static void MapTicks(OkxRoutes routes, OkxTicks ticks)
    {
        routes.Open("/api/v5/market/candles", 40, ticks.CandlesAsync);
        routes.Open("/api/v5/market/history-candles", 20, ticks.CandlesAsync);
        routes.Open("/api/v5/market/mark-price-candles", 20, ticks.CandlesAsync);
        routes.Open("/api/v5/market/trades", 100, ticks.TradesAsync);
        routes.Open("/api/v5/market/history-trades", 20, ticks.TradesAsync);
        routes.Open("/api/v5/public/mark-price", 10, ticks.MarkAsync);
        routes.Open("/api/v5/public/funding-rate", 20, ticks.FundingAsync);
        routes.Open("/api/v5/public/funding-rate-history", 10, ticks.PastFundingAsync);
        routes.Open("/api/v5/public/open-interest", 20, ticks.InterestAsync);
        routes.Open("/api/v5/public/price-limit", 20, ticks.LimitsAsync);
        routes.Open("/api/v5/system/status", 1, call => OkxAnswers.AnswerAsync(call.Context, Array.Empty<string>(), static (_, _) => { }));
    }

    private static void MapMore(OkxRoutes routes, OkxDesk desk, OkxMarket market)
    {
        routes.Ask("/api/v5/account/instruments", 20, (call, _) => market.InstrumentsAsync(call));
        routes.Ask("/api/v5/account/max-size", 20, desk.MostAsync);
        routes.Ask("/api/v5/account/max-avail-size", 20, desk.MostAsync);
        routes.Ask("/api/v5/account/bills", 5, OkxDesk.NoneAsync);
        routes.Ask("/api/v5/account/positions-history", 1, OkxDesk.NoneAsync);
        routes.Ask("/api/v5/asset/currencies", 6, OkxDesk.NoneAsync);
        routes.Ask("/api/v5/asset/balances", 6, OkxDesk.NoneAsync);
        routes.Ask("/api/v5/trade/orders-history-archive", 20, desk.HistoryAsync);
        routes.Ask("/api/v5/trade/orders-algo-history", 20, desk.AlgoHistoryAsync);
    }
}
