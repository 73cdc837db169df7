using System.Text.Json;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>What spot tells an account of itself.</summary>
internal sealed class KrakenSpotAccount(SandboxFloor floor, KrakenSpotRoutes routes, KrakenSpotTokens tokens)
{
    private const int Page = 50;

    public Task BalancesAsync(KrakenCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        foreach (var balance in account.Trading.Balances)
        {
            json.WriteObject(KrakenSpotListing.CodeOf(balance.Currency), () =>
            {
                json.WriteDecimal("balance", balance.Total.Value);
                json.WriteDecimal("hold_trade", balance.Total.Value - balance.Available.Value);
            });
        }
    });

    public Task TotalsAsync(KrakenCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        foreach (var balance in account.Trading.Balances)
        {
            json.WriteDecimal(KrakenSpotListing.CodeOf(balance.Currency), balance.Total.Value);
        }
    });

    /// <summary>What everything is worth; without margin all of it is free but for what orders hold.</summary>
    public Task WorthAsync(KrakenCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        decimal WorthOf(string currency, decimal amount) =>
            currency == "USD" ? amount : KrakenSpotListing.Find($"{currency}/USD") is { } listing ? amount * (floor.Book(listing.Id)?.Mark?.Value ?? 0) : 0;
        var total = decimal.Round(account.Trading.Balances.Sum(balance => WorthOf(balance.Currency, balance.Total.Value)), 4);
        var free = decimal.Round(account.Trading.Balances.Sum(balance => WorthOf(balance.Currency, balance.Available.Value)), 4);
        json.WriteDecimal("eb", total);
        json.WriteDecimal("tb", total);
        json.WriteDecimal("m", 0);
        json.WriteDecimal("uv", 0);
        json.WriteDecimal("n", 0);
        json.WriteDecimal("c", 0);
        json.WriteDecimal("v", 0);
        json.WriteDecimal("e", total);
        json.WriteDecimal("mf", free);
    });

    /// <summary>Only margin makes positions.</summary>
    public Task PositionsAsync(KrakenCall call, SandboxAccount _) => routes.AnswerAsync(call, static _ => { });

    public Task OpenOrdersAsync(KrakenCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteObject("open", () =>
    {
        foreach (var order in account.Trading.OpenOrders.Where(order => Is(call, order)).OrderByDescending(order => order.Number))
        {
            KrakenSpotReports.WriteOrder(json, order);
        }
    }));

    public Task ClosedOrdersAsync(KrakenCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        var since = call.Number("start") ?? 0;
        var all = OrdersOf(account).Where(order => !order.IsOpen && Is(call, order) && order.ChangedAt.ToUnixTimeMilliseconds() / 1_000m > since)
            .OrderByDescending(order => order.ChangedAt).ThenByDescending(order => order.Number).ToList();
        json.WriteObject("closed", () => all.Skip((int)(call.Whole("ofs") ?? 0)).Take(Page).ToList().ForEach(order => KrakenSpotReports.WriteOrder(json, order)));
        if (call["without_count"] != "true")
        {
            json.WriteNumber("count", all.Count);
        }
    });

    public Task OrdersAsync(KrakenCall call, SandboxAccount account)
    {
        var found = (call["txid"] ?? "").Split(',').Select(each => KrakenNumbers.Read(each) is { } number ? floor.Read(_ => floor.Ledger.Find(account.Trading, number)) : null).ToList();
        return found.Count > Page || found.Contains(null)
            ? KrakenSpotRoutes.RefuseAsync(call, "EOrder:Unknown order")
            : routes.AnswerAsync(call, json => found.ForEach(order => KrakenSpotReports.WriteOrder(json, order!)));
    }

    public Task TradesAsync(KrakenCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        var since = call.Number("start") ?? 0;
        var all = FillsOf(account).Where(each => each.Fill.At.ToUnixTimeMilliseconds() / 1_000m > since).OrderByDescending(each => each.Fill.What.Trade).ToList();
        json.WriteNumber("count", all.Count);
        json.WriteObject("trades", () => all.Skip((int)(call.Whole("ofs") ?? 0)).Take(Page).ToList().ForEach(each => KrakenSpotReports.WriteTrade(json, each.Order, each.Fill)));
    });

    public Task TradesAskedAsync(KrakenCall call, SandboxAccount account)
    {
        var wanted = (call["txid"] ?? "").Split(',').Select(KrakenNumbers.Read).ToHashSet();
        return wanted.Count > 20
            ? KrakenSpotRoutes.RefuseAsync(call, "EGeneral:Invalid arguments:txid")
            : routes.AnswerAsync(call, json => FillsOf(account).Where(each => wanted.Contains(each.Fill.What.Trade)).ToList().ForEach(each => KrakenSpotReports.WriteTrade(json, each.Order, each.Fill)));
    }

    /// <summary>Of no pair, the volume alone.</summary>
    public Task FeesAsync(KrakenCall call, SandboxAccount _)
    {
        var listings = (call["pair"]?.Split(',') ?? []).Select(KrakenSpotListing.Find).ToList();
        return listings.Contains(null)
            ? KrakenSpotRoutes.RefuseAsync(call, KrakenSpotMarket.UnknownPair)
            : routes.AnswerAsync(call, json =>
            {
                json.WriteString("currency", "ZUSD");
                json.WriteString("volume", "0.0000");
                if (listings.Count > 0)
                {
                    WriteFees(json, "fees", listings, static costs => costs.TakerFeeRate);
                    WriteFees(json, "fees_maker", listings, static costs => costs.MakerFeeRate);
                }
            });
    }

    public Task PermissionsAsync(KrakenCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        json.WriteString("apiKeyName", account.Key.Key);
        json.WriteTexts("permissions", "query-funds", "query-open-trades", "query-closed-trades", "modify-trades", "close-trades");
        json.WriteTexts("ipAllowlist");
        json.WriteString("validUntil", "0");
    });

    public Task TokenAsync(KrakenCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        json.WriteString("token", tokens.Give(account));
        json.WriteNumber("expires", 900);
    });

    private void WriteFees(Utf8JsonWriter json, string name, List<KrakenSpotListing?> listings, Func<Listing, decimal> rate) => json.WriteObject(name, () =>
        listings.ForEach(listing => json.WriteObject(listing!.Key, () =>
        {
            var fee = rate(floor.Book(listing.Id)!.Listing) * 100;
            json.WriteDecimal("fee", fee);
            json.WriteDecimal("minfee", fee);
            json.WriteDecimal("maxfee", fee);
            json.WriteNull("nextfee");
            json.WriteNull("nextvolume");
            json.WriteDecimal("tiervolume", 0);
        })));

    private IEnumerable<Order> OrdersOf(SandboxAccount account) => floor.Ledger.Orders.Where(order => order.Account == account.Trading);

    private IEnumerable<(Order Order, Fill Fill)> FillsOf(SandboxAccount account) => OrdersOf(account).SelectMany(order => order.Fills, (order, fill) => (order, fill));

    private static bool Is(KrakenCall call, Order order) => call["cl_ord_id"] is not { } id || order.Terms.ClientId == id.Replace("-", "", StringComparison.Ordinal);
}
