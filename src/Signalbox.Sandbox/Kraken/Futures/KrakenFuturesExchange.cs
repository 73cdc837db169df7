using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>Kraken futures over the floor: orders, questions, the account's history and streams, as documented.</summary>
internal sealed class KrakenFuturesExchange(SandboxStage stage) : ISandboxExchange
{
    public void Map(IEndpointRouteBuilder builder)
    {
        var gate = new KrakenFuturesGate(stage.Floor);
        var routes = new KrakenFuturesRoutes(builder, stage.Floor, gate);

        var market = new KrakenFuturesMarket(stage.Floor, routes);
        routes.Open($"{KrakenFuturesRoutes.Api}instruments", market.ContractsAsync);
        routes.Open($"{KrakenFuturesRoutes.Api}instruments/{{symbol}}/status", market.StatusAsync);
        routes.Open($"{KrakenFuturesRoutes.Api}instruments/status", market.StatusesAsync);
        routes.Open($"{KrakenFuturesRoutes.Api}tickers", market.QuotesAsync);
        routes.Open($"{KrakenFuturesRoutes.Api}tickers/{{symbol}}", market.QuoteAsync);
        routes.Open($"{KrakenFuturesRoutes.Api}orderbook", market.BookAsync);
        routes.Open($"{KrakenFuturesRoutes.Api}history", market.TradesAsync);
        routes.Open("/derivatives/api/v4/historicalfundingrates", market.FundingAsync);

        var charts = new KrakenFuturesCharts(stage.Floor, market);
        routes.Open("/api/charts/v1/{kind}/{symbol}/{resolution}", charts.CandlesAsync);
        routes.Open($"{KrakenFuturesRoutes.Past}market/{{symbol}}/executions", charts.ExecutionsAsync);

        var trading = new KrakenFuturesTrading(stage, routes);
        routes.Post("sendorder", 10, trading.PlaceAsync);
        routes.Post("batchorder", 19, trading.BatchAsync);
        routes.Post("editorder", 10, trading.EditAsync);
        routes.Post("cancelorder", 10, trading.CancelAsync);
        routes.Post("cancelallorders", 25, trading.CancelAllAsync);
        routes.Post("cancelallordersafter", 25, trading.CancelAllAfterAsync);

        var account = new KrakenFuturesAccount(stage.Floor, routes);
        routes.Post("orders/status", 1, account.StatusAsync);
        routes.Get("orders/status", 1, account.StatusAsync);
        routes.Get("openorders", 2, account.OpenOrdersAsync);
        routes.Get("fills", 2, account.FillsAsync);
        routes.Get("openpositions", 2, account.PositionsAsync);
        routes.Get("accounts", 2, account.BalancesAsync);
        routes.Open($"{KrakenFuturesRoutes.Api}feeschedules", account.FeesAsync);
        routes.Get("feeschedules/volumes", 1, account.VolumesAsync);
        routes.Get("leveragepreferences", 2, account.LeveragesAsync);
        routes.Signed(HttpMethods.Put, $"{KrakenFuturesRoutes.Api}leveragepreferences", 10, account.SetLeverageAsync);
        routes.Signed(HttpMethods.Get, "/api/auth/v1/api-keys/v3/check", 1, account.PermissionsAsync);

        var past = new KrakenFuturesPast(stage.Floor);
        routes.Signed(HttpMethods.Get, $"{KrakenFuturesRoutes.Past}orders", 1, past.OrdersAsync);
        routes.Signed(HttpMethods.Get, $"{KrakenFuturesRoutes.Past}triggers", 1, past.TriggersAsync);
        routes.Signed(HttpMethods.Get, $"{KrakenFuturesRoutes.Past}executions", 1, past.ExecutionsAsync);

        routes.Signed(HttpMethods.Get, "/api/history/v2/orders", 1, past.OrdersAsync);

        builder.MapGet("/ws/v1", context => new KrakenFuturesSocket(stage, gate).ServeAsync(context));
    }
}
