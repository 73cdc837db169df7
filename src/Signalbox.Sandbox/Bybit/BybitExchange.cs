using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Signalbox.Venues.Bybit;

namespace Signalbox.Sandbox.Bybit;

/// <summary>One product of Bybit over the floor: orders, questions and streams as documented.</summary>
internal sealed class BybitExchange(SandboxStage stage, BybitProduct product) : ISandboxExchange
{
    private readonly BybitNotes notes = new(stage.Floor);
    private readonly BybitExits exits = new(stage.Floor);

    public void Map(IEndpointRouteBuilder builder)
    {
        var floor = stage.Floor;
        var routes = new BybitRoutes(builder, floor, product);
        var reports = new BybitReports(product, notes);
        var account = new BybitAccount(floor, product, routes, reports, exits);
        MapMarket(routes, new(floor, product, routes));
        MapAccount(routes, account);
        routes.Tell("/v5/position/trading-stop", 10, new BybitExitDesk(floor, routes, exits).SetAsync);
        MapTrading(routes, new(stage, product, notes, exits, routes));

        builder.MapGet("/v5/private", context => new BybitPrivateSocket(stage, product, routes.Gate, reports, account).ServeAsync(context));
        builder.MapGet($"/v5/public/{product.Word()}", context => new BybitPublicSocket(stage, product).ServeAsync(context));
    }

    private static void MapMarket(BybitRoutes routes, BybitMarketAnswers market)
    {
        routes.Open("/v5/market/time", market.TimeAsync);
        routes.Open("/v5/market/instruments-info", market.InstrumentsAsync);
        routes.Open("/v5/market/tickers", market.QuotesAsync);
        routes.Open("/v5/market/orderbook", market.BookAsync);
        routes.Open("/v5/market/kline", market.Ticks.CandlesAsync);
        routes.Open("/v5/market/mark-price-kline", market.Ticks.CandlesAsync);
        routes.Open("/v5/market/index-price-kline", market.Ticks.CandlesAsync);
        routes.Open("/v5/market/recent-trade", market.Ticks.TradesAsync);
        routes.Open("/v5/market/funding/history", market.Ticks.FundingAsync);
        routes.Open("/v5/market/open-interest", market.Ticks.InterestAsync);
        routes.Open("/v5/market/risk-limit", market.Ticks.RisksAsync);
        routes.Ask("/v5/user/query-api", 10, market.PermissionsAsync);
        routes.Ask("/v5/asset/coin/query-info", 5, market.CoinsAsync);
    }

    private static void MapAccount(BybitRoutes routes, BybitAccount account)
    {
        routes.Ask("/v5/order/realtime", 50, account.OrdersAsync);
        routes.Ask("/v5/order/history", 50, account.OldOrdersAsync);
        routes.Ask("/v5/execution/list", 50, account.FillsAsync);
        routes.Ask("/v5/position/list", 50, account.PositionsAsync);
        routes.Ask("/v5/account/wallet-balance", 50, account.BalancesAsync);
        routes.Ask("/v5/account/info", 50, account.InfoAsync);
        routes.Ask("/v5/account/fee-rate", 5, account.FeesAsync);
        routes.Ask("/v5/account/collateral-info", 50, account.NoneAsync);
        routes.Ask("/v5/account/transaction-log", 50, account.NoneAsync);
        routes.Ask("/v5/account/borrow-history", 50, account.NoneAsync);
        routes.Ask("/v5/position/closed-pnl", 50, account.NoneAsync);
        routes.Tell("/v5/position/set-leverage", 10, account.SetLeverageAsync);
        routes.Tell("/v5/position/switch-mode", 10, account.SwitchModeAsync);
        routes.Tell("/v5/position/switch-isolated", 10, account.SwitchIsolatedAsync);
        routes.Tell("/v5/account/set-margin-mode", 5, account.SetMarginModeAsync);
    }

    private void MapTrading(BybitRoutes routes, BybitTrading trading)
    {
        var perSecond = product == BybitProduct.Spot ? 20 : 10;
        routes.Tell("/v5/order/create", perSecond, trading.PlaceAsync);
        routes.Tell("/v5/order/amend", 10, trading.AmendAsync);
        routes.Tell("/v5/order/cancel", perSecond, trading.CancelAsync);
        routes.Tell("/v5/order/cancel-all", perSecond, trading.CancelAllAsync);
        routes.TellMany("/v5/order/create-batch", perSecond, trading.PlaceManyAsync);
        routes.TellMany("/v5/order/amend-batch", perSecond, trading.AmendManyAsync);
        routes.TellMany("/v5/order/cancel-batch", perSecond, trading.CancelManyAsync);
    }
}
