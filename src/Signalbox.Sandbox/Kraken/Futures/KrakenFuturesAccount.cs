using System.Collections.Concurrent;
using System.Globalization;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>What futures tell an account of itself, and the terms it keeps.</summary>
internal sealed class KrakenFuturesAccount(SandboxFloor floor, KrakenFuturesRoutes routes)
{
    public const string ScheduleUid = "eef90775-995b-4596-9257-0917f6134766";

    private const int Page = 100;

    // The venue tells of ended orders for some seconds only.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Account, string Symbol), decimal> leverages = [];

    public Task StatusAsync(KrakenCall call, SandboxAccount account)
    {
        var numbers = (call["orderIds"] ?? "").Split(',').Select(KrakenFuturesListing.ReadId).ToHashSet();
        var ids = (call["cliOrdIds"] ?? "").Split(',').ToHashSet();
        return routes.AnswerAsync(call, json => json.WriteObjects(
            "orders",
            OrdersOf(account).Where(order => (numbers.Contains(order.Number) || (order.Terms.ClientId is { } id && ids.Contains(id))) && (order.IsOpen || floor.Now - order.ChangedAt < Remembered)),
            order => KrakenFuturesReports.WriteStatus(json, order)));
    }

    public Task OpenOrdersAsync(KrakenCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteObjects(
        "openOrders", account.Trading.OpenOrders.OrderByDescending(order => order.Number), order => KrakenFuturesReports.WriteOpen(json, order)));

    public Task FillsAsync(KrakenCall call, SandboxAccount account)
    {
        DateTimeOffset? before = DateTimeOffset.TryParse(call["lastFillTime"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
        return routes.AnswerAsync(call, json => json.WriteObjects(
            "fills",
            OrdersOf(account).SelectMany(order => order.Fills, (order, fill) => (order, fill)).Where(each => before is not { } last || each.fill.At < last)
                .OrderByDescending(each => each.fill.What.Trade).Take(Page),
            each => KrakenFuturesReports.WriteFill(json, each.order, each.fill)));
    }

    public Task PositionsAsync(KrakenCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteObjects(
        "openPositions", account.Trading.Positions.Where(position => !position.Quantity.IsZero), position =>
        {
            var symbol = position.Listing.Instrument.Id.Value;
            json.WriteString("side", position.Quantity.Value < 0 ? "short" : "long");
            json.WriteString("symbol", symbol);
            json.WriteNumber("price", position.AveragePrice!.Value.Value);
            json.WriteNumber("size", Math.Abs(position.Quantity.Value));
            KrakenFuturesReports.WriteNumberOrNull(json, "maxFixedLeverage", leverages.TryGetValue((account.Key.Key, symbol), out var leverage) ? leverage : null);
        }));

    public Task BalancesAsync(KrakenCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteObject("accounts", () => json.WriteObject("flex", () =>
    {
        var money = account.Trading.Balances.FirstOrDefault(balance => balance.Currency == "USD");
        var (total, free) = (money?.Total.Value ?? 0, money?.Available.Value ?? 0);
        var profit = account.Trading.Positions.Sum(position => (position.Quantity.Value * (floor.Book(position.Listing.Instrument.Id)?.Mark?.Value ?? 0)) - position.Cost);
        json.WriteString("type", "multiCollateralMarginAccount");
        json.WriteNumber("balanceValue", total);
        json.WriteNumber("collateralValue", total);
        json.WriteNumber("portfolioValue", total + profit);
        json.WriteNumber("marginEquity", total + profit);
        json.WriteNumber("availableMargin", free);
        json.WriteNumber("initialMargin", total - free);
        json.WriteNumber("initialMarginWithOrders", total - free);
        json.WriteNumber("maintenanceMargin", (total - free) / 2);
        json.WriteNumber("pnl", profit);
        json.WriteNumber("totalUnrealized", profit);
        json.WriteNumber("unrealizedFunding", 0);
        json.WriteObject("currencies", () =>
        {
            foreach (var balance in account.Trading.Balances)
            {
                json.WriteObject(balance.Currency, () =>
                {
                    json.WriteNumber("quantity", balance.Total.Value);
                    json.WriteNumber("value", balance.Total.Value);
                    json.WriteNumber("collateral", balance.Total.Value);
                    json.WriteNumber("available", balance.Available.Value);
                });
            }
        });
    })));

    public Task FeesAsync(KrakenCall call)
    {
        var costs = floor.Book(floor.Instruments[0].Id)!.Listing;
        return routes.AnswerAsync(call, json => json.WriteObjects("feeSchedules", [costs], listing =>
        {
            json.WriteString("uid", ScheduleUid);
            json.WriteString("name", "sandbox");
            json.WriteObjects("tiers", [listing], tier =>
            {
                json.WriteNumber("makerFee", tier.MakerFeeRate * 100);
                json.WriteNumber("takerFee", tier.TakerFeeRate * 100);
                json.WriteNumber("usdVolume", 0);
            });
        }));
    }

    public Task VolumesAsync(KrakenCall call, SandboxAccount _) =>
        routes.AnswerAsync(call, json => json.WriteObject("volumesByFeeSchedule", () => json.WriteNumber(ScheduleUid, 0)));

    public Task PermissionsAsync(KrakenCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        json.WriteString("apiKey", account.Key.Key);
        json.WriteObject("permissions", () =>
        {
            json.WriteString("general", "FULL_ACCESS");
            json.WriteString("transfer", "NO_ACCESS");
        });
    });

    public Task LeveragesAsync(KrakenCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteObjects(
        "leveragePreferences", leverages.Where(each => each.Key.Account == account.Key.Key), each =>
        {
            json.WriteString("symbol", each.Key.Symbol);
            json.WriteNumber("maxLeverage", each.Value);
        }));

    public Task SetLeverageAsync(KrakenCall call, SandboxAccount account)
    {
        var symbol = call["symbol"] ?? "";
        if (floor.Book(new(symbol)) is null)
        {
            return RefusedAsync(call, 87, "Contract does not exist");
        }

        if (call["maxLeverage"] is null)
        {
            leverages.TryRemove((account.Key.Key, symbol), out _);
        }
        else if (call.Number("maxLeverage") is { } leverage and >= 1 and <= KrakenFuturesListing.LeverageMost)
        {
            leverages[(account.Key.Key, symbol)] = leverage;
        }
        else
        {
            return RefusedAsync(call, 41, "Would cause liquidation");
        }

        return routes.AnswerAsync(call, static _ => { });
    }

    private Task RefusedAsync(KrakenCall call, int code, string message) => KrakenJson.AnswerAsync(call.Context, json =>
    {
        json.WriteString("result", "error");
        json.WriteString("status", "BAD_REQUEST");
        json.WriteObjects("errors", [code], each =>
        {
            json.WriteNumber("code", each);
            json.WriteString("message", message);
        });
        json.WriteTime("serverTime", floor.Now);
    });

    private IEnumerable<Order> OrdersOf(SandboxAccount account) => floor.Ledger.Orders.Where(order => order.Account == account.Trading);
}
