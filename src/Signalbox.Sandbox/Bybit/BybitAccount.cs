using System.Collections.Concurrent;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Bybit;

/// <summary>What an account is told of itself, and the settings it keeps.</summary>
internal sealed class BybitAccount(SandboxFloor floor, BybitProduct product, BybitRoutes routes, BybitReports reports, BybitExits exits)
{
    private static readonly string[] NothingOfAnAccount = ["totalPerpUPL", "totalInitialMargin", "totalMaintenanceMargin", "accountIMRate", "accountMMRate", "accountLTV"];
    private static readonly string[] NothingOfACoin = ["unrealisedPnl", "cumRealisedPnl", "borrowAmount", "accruedInterest", "totalPositionMM", "bonus"];
    private static readonly string[] UnsaidOfAPosition =
        ["bustPrice", "positionIM", "positionMM", "sessionAvgPrice", "mmrSysUpdatedTime", "leverageSysUpdatedTime"];

    private readonly ConcurrentDictionary<(string Account, string Symbol), decimal> leverages = [];
    private readonly ConcurrentDictionary<string, string> marginModes = [];

    /// <summary>Open orders; ended ones too when they are asked for by id.</summary>
    public Task OrdersAsync(BybitCall call, SandboxAccount account)
    {
        if (product == BybitProduct.Linear && routes.IsOurs(call) && call["symbol"] is null && call["baseCoin"] is null && call["settleCoin"] is null && call["orderId"] is null && call["orderLinkId"] is null)
        {
            return routes.RefuseAsync(call, BybitFault.Parameter("symbol"));
        }

        // One asks for what has ended lately, nothing and zero for what is open.
        return ListAsync(call, account, order => order.IsOpen != (call["openOnly"] == "1"));
    }

    public Task OldOrdersAsync(BybitCall call, SandboxAccount account)
    {
        var (since, until) = (call.Fields.Whole("startTime") ?? 0, call.Fields.Whole("endTime") ?? long.MaxValue);
        return ListAsync(call, account, order => !order.IsOpen && order.PlacedAt.ToUnixTimeMilliseconds() is var at && at >= since && at <= until);
    }

    /// <summary>What the sandbox keeps no list of.</summary>
    public Task NoneAsync(BybitCall call, SandboxAccount _) => routes.AnswerAsync(call, json =>
    {
        json.WriteString("category", call["category"] ?? product.Word());
        json.WriteObjects("list", Array.Empty<string>(), static _ => { });
        json.WriteString("nextPageCursor", "");
    });

    public Task FillsAsync(BybitCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        var (since, until) = (call.Fields.Whole("startTime") ?? 0, call.Fields.Whole("endTime") ?? long.MaxValue);
        var fills = Orders(call, account).SelectMany(order => order.Fills.Select(fill => (order, fill)))
            .Where(each => each.fill.At.ToUnixTimeMilliseconds() is var at && at >= since && at <= until)
            .OrderByDescending(each => each.fill.What.Trade);
        var (items, next) = BybitQuery.Page(call.Fields, fills, usual: 50, most: 100);
        json.WriteString("category", product.Word());
        json.WriteObjects("list", items, each => reports.WriteFill(json, each.order, each.fill.What, each.fill.At));
        json.WriteString("nextPageCursor", next);
    });

    public Task PositionsAsync(BybitCall call, SandboxAccount account)
    {
        var listing = floor.Book(new(call["symbol"] ?? ""))?.Listing;
        if (call["symbol"] is { } unknown && listing is null && routes.IsOurs(call))
        {
            return routes.RefuseAsync(call, BybitFault.Symbol(unknown));
        }

        return routes.AnswerAsync(call, json =>
        {
            var held = routes.IsOurs(call) ? account.Trading.Positions.Where(each => !each.Quantity.IsZero || listing is not null) : [];
            json.WriteString("category", product.Word());
            json.WriteObjects("list", listing is null ? [.. held.Where(each => call["settleCoin"] is not { } coin || each.Listing.Instrument.Settle == coin).Select(each => (each.Listing, (Position?)each))] :
                new[] { (listing, held.FirstOrDefault(each => each.Listing == listing)) }, each => WritePosition(json, account, each.Item1, each.Item2));
            json.WriteString("nextPageCursor", "");
        });
    }

    public Task BalancesAsync(BybitCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
        json.WriteObjects("list", [account], each => WriteWallet(json, each)));

    public Task InfoAsync(BybitCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        json.WriteString("marginMode", marginModes.GetValueOrDefault(account.Key.Key, "REGULAR_MARGIN"));
        json.WriteTime("updatedTime", floor.Now);
        json.WriteNumber("unifiedMarginStatus", 6);
        json.WriteString("dcpStatus", "OFF");
        json.WriteNumber("timeWindow", 0);
        json.WriteNumber("smpGroup", 0);
        json.WriteBoolean("isMasterTrader", false);
        json.WriteString("spotHedgingStatus", "OFF");
    });

    public Task FeesAsync(BybitCall call, SandboxAccount _)
    {
        var listings = floor.Instruments.Where(each => call["symbol"] is not { } symbol || each.Id.Value == symbol).Select(each => floor.Book(each.Id)!.Listing).ToList();
        return listings.Count == 0 && routes.IsOurs(call)
            ? routes.RefuseAsync(call, BybitFault.Symbol(call["symbol"]))
            : routes.AnswerAsync(call, json => json.WriteObjects("list", listings, listing =>
            {
                json.WriteString("symbol", listing.Instrument.Id.Value);
                json.WriteDecimal("takerFeeRate", listing.TakerFeeRate);
                json.WriteDecimal("makerFeeRate", listing.MakerFeeRate);
            }));
    }

    public Task SetLeverageAsync(BybitCall call, SandboxAccount account)
    {
        var key = (account.Key.Key, call["symbol"] ?? "");
        if (floor.Book(new(key.Item2)) is null)
        {
            return routes.RefuseAsync(call, BybitFault.Symbol(key.Item2));
        }

        if (call.Fields.Number("buyLeverage") is not (>= 1 and <= 100 and var leverage) || call.Fields.Number("sellLeverage") != leverage)
        {
            return routes.RefuseAsync(call, new(10001, "buy leverage invalid"));
        }

        var isNew = leverages.GetValueOrDefault(key, Listing.DerivativesLeverage) != leverage;
        leverages[key] = leverage;
        return isNew ? DoneAsync(call) : routes.RefuseAsync(call, BybitFault.LeverageUnchanged);
    }

    public Task SetMarginModeAsync(BybitCall call, SandboxAccount account)
    {
        if (call["setMarginMode"] is not ("ISOLATED_MARGIN" or "REGULAR_MARGIN" or "PORTFOLIO_MARGIN"))
        {
            return routes.RefuseAsync(call, BybitFault.Parameter("setMarginMode"));
        }

        marginModes[account.Key.Key] = call["setMarginMode"]!;
        return routes.AnswerAsync(call, json => json.WriteObjects("reasons", Array.Empty<string>(), static _ => { }));
    }

    /// <summary>The floor keeps one net position, which is what accounts begin with.</summary>
    public Task SwitchModeAsync(BybitCall call, SandboxAccount _) => routes.RefuseAsync(
        call, call.Fields.Whole("mode") == 0 ? BybitFault.ModeUnchanged : new(110029, "Hedge mode is not supported for this symbol."));

    /// <summary>Unified accounts have one margin mode for everything.</summary>
    public Task SwitchIsolatedAsync(BybitCall call, SandboxAccount _) => routes.RefuseAsync(call, new(100028, "The API cannot be accessed by unified account users."));

    public void WritePosition(Utf8JsonWriter json, SandboxAccount account, Listing listing, Position? position)
    {
        var quantity = position?.Quantity ?? Quantity.Zero;
        var symbol = listing.Instrument.Id.Value;
        json.WriteString("category", product.Word());
        json.WriteNumber("positionIdx", 0);
        json.WriteString("symbol", symbol);
        json.WriteString("side", quantity.IsZero ? "" : quantity > Quantity.Zero ? "Buy" : "Sell");
        json.WriteDecimal("size", quantity.Abs().Value);
        json.WriteDecimal("avgPrice", position?.AveragePrice?.Value ?? 0);
        json.WriteDecimal("entryPrice", position?.AveragePrice?.Value ?? 0);
        json.WriteDecimal("leverage", leverages.GetValueOrDefault((account.Key.Key, symbol), Listing.DerivativesLeverage));
        json.WriteDecimal("positionValue", position is { Quantity.IsZero: false } ? Math.Abs(position.Cost) : 0);
        json.WriteDecimal("markPrice", floor.Book(listing.Instrument.Id)?.Mark?.Value ?? 0);
        json.WriteNumber("riskId", 1);
        json.WriteString("riskLimitValue", "2000000");
        json.WriteNumber("autoAddMargin", 0);
        json.WriteNumber("adlRankIndicator", 0);
        json.WriteBoolean("isReduceOnly", false);
        foreach (var name in UnsaidOfAPosition)
        {
            json.WriteString(name, "");
        }

        var kept = exits.OfPosition(account.Trading, listing.Instrument.Id);
        json.WriteString("takeProfit", kept?.Profit?.Level.Trigger.ToString() ?? "");
        json.WriteString("stopLoss", kept?.Loss?.Level.Trigger.ToString() ?? "");
        json.WriteString("trailingStop", "0");
        json.WriteString("tpslMode", "Full");
        json.WriteString("curRealisedPnl", "0");
        json.WriteString("cumRealisedPnl", "0");
        json.WriteTime("createdTime", floor.Now);
        json.WriteNumber("seq", floor.Book(listing.Instrument.Id)?.Version ?? 0);
        json.WriteString("liqPrice", "");
        json.WriteNumber("tradeMode", 0);
        json.WriteString("positionStatus", "Normal");
        json.WriteDecimal("unrealisedPnl", position is not null && floor.Book(listing.Instrument.Id)?.Mark is { } mark ? position.Unrealised(mark) : 0);
        json.WriteTime("updatedTime", floor.Now);
    }

    public void WriteWallet(Utf8JsonWriter json, SandboxAccount account)
    {
        var balances = account.Trading.Balances.ToList();
        json.WriteString("accountType", "UNIFIED");
        var (total, free) = (balances.Sum(each => each.Total.Value), balances.Sum(each => each.Available.Value));
        json.WriteDecimal("totalEquity", total);
        json.WriteDecimal("totalWalletBalance", total);
        json.WriteDecimal("totalMarginBalance", total);
        json.WriteDecimal("totalAvailableBalance", free);
        foreach (var name in NothingOfAnAccount)
        {
            json.WriteString(name, "0");
        }

        json.WriteObjects("coin", account.Trading.Balances.Where(balance => balance.Total != Money.Zero), balance =>
        {
            var bound = balance.Total.Value - balance.Available.Value;
            json.WriteString("coin", balance.Currency);
            json.WriteDecimal("equity", balance.Total.Value);
            json.WriteDecimal("walletBalance", balance.Total.Value);
            json.WriteDecimal("locked", product == BybitProduct.Spot ? bound : 0);
            json.WriteString("spotBorrow", "0");
            json.WriteString("totalOrderIM", "0");
            json.WriteDecimal("totalPositionIM", product == BybitProduct.Spot ? 0 : bound);
            json.WriteBoolean("marginCollateral", true);
            json.WriteBoolean("collateralSwitch", true);
            json.WriteDecimal("usdValue", balance.Total.Value);
            foreach (var name in NothingOfACoin)
            {
                json.WriteString(name, "0");
            }

            json.WriteString("availableToWithdraw", "");
            json.WriteString("availableToBorrow", "");
        });
    }

    private Task ListAsync(BybitCall call, SandboxAccount account, Func<Order, bool> wanted) => routes.AnswerAsync(call, json =>
    {
        var isById = call["orderId"] is not null || call["orderLinkId"] is not null;
        var orders = Orders(call, account).Where(order => isById || wanted(order)).OrderByDescending(order => order.Number);
        var (items, next) = BybitQuery.Page(call.Fields, orders, usual: 20, most: 50);
        json.WriteString("category", product.Word());
        json.WriteObjects("list", items, order => reports.WriteOrder(json, order));
        json.WriteString("nextPageCursor", next);
    });

    private IEnumerable<Order> Orders(BybitCall call, SandboxAccount account)
    {
        if (!routes.IsOurs(call))
        {
            return [];
        }

        if (call["orderId"] is not null || call["orderLinkId"] is not null)
        {
            return BybitQuery.Find(floor, product, call.Fields, account) is { } one ? [one] : [];
        }

        return floor.Ledger.Orders.Where(order => order.Account == account.Trading && BybitQuery.Concerns(call.Fields, order));
    }

    private Task DoneAsync(BybitCall call) => routes.AnswerAsync(call, static _ => { });
}
