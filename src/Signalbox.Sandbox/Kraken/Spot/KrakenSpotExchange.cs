using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>Kraken spot over the floor: orders, questions and the second version of its streams, as documented.</summary>
internal sealed class KrakenSpotExchange(SandboxStage stage) : ISandboxExchange
{
    public void Map(IEndpointRouteBuilder builder)
    {
        var meter = new KrakenMeter(TimeProvider.System);
        var tokens = new KrakenSpotTokens(stage.Floor);
        var routes = new KrakenSpotRoutes(builder, stage.Floor, new(stage.Floor), meter);

        var market = new KrakenSpotMarket(stage.Floor, routes);
        routes.Open("Time", market.TimeAsync);
        routes.Open("SystemStatus", market.StatusAsync);
        routes.Open("Assets", market.AssetsAsync);
        routes.Open("AssetPairs", market.PairsAsync);
        routes.Open("Ticker", market.QuoteAsync);
        routes.Open("Depth", market.BookAsync);
        var past = new KrakenSpotPast(stage.Floor, routes);
        routes.Open("OHLC", past.CandlesAsync);
        routes.Open("Trades", past.TradesAsync);
        routes.Open("Spread", past.SpreadAsync);

        var account = new KrakenSpotAccount(stage.Floor, routes, tokens);
        routes.Signed("Balance", 1, account.TotalsAsync);
        routes.Signed("TradeBalance", 1, account.WorthAsync);
        routes.Signed("OpenPositions", 1, account.PositionsAsync);
        routes.Signed("BalanceEx", 1, account.BalancesAsync);
        routes.Signed("OpenOrders", 1, account.OpenOrdersAsync);
        routes.Signed("ClosedOrders", 1, account.ClosedOrdersAsync);
        routes.Signed("QueryOrders", 1, account.OrdersAsync);
        routes.Signed("TradesHistory", 2, account.TradesAsync);
        routes.Signed("QueryTrades", 2, account.TradesAskedAsync);
        routes.Signed("TradeVolume", 1, account.FeesAsync);
        routes.Signed("GetApiKeyInfo", 1, account.PermissionsAsync);
        routes.Signed("GetWebSocketsToken", 1, account.TokenAsync);

        var desk = new KrakenSpotDesk(stage, meter);
        var trading = new KrakenSpotTrading(routes, desk);
        routes.Signed("AddOrder", 0, trading.PlaceAsync);
        routes.Signed("AddOrderBatch", 0, trading.PlaceManyAsync);
        routes.Signed("AmendOrder", 0, trading.AmendAsync);
        routes.Signed("EditOrder", 0, trading.EditAsync);
        routes.Signed("CancelOrder", 0, trading.CancelAsync);
        routes.Signed("CancelOrderBatch", 0, trading.CancelManyAsync);
        routes.Signed("CancelAll", 0, trading.CancelAllAsync);
        routes.Signed("CancelAllOrdersAfter", 1, trading.CancelAllAfterAsync);

        foreach (var path in new[] { "/auth/v2", "/v2" })
        {
            builder.MapGet(path, context => KrakenSpotStream.ServeAsync(context, stage, tokens, desk));
        }
    }
}
