using System.Globalization;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox.Coinbase;

/// <summary>What Coinbase answers when it is asked.</summary>
internal sealed class CoinbaseAnswers(SandboxFloor floor, CoinbaseRoutes routes, PaperOptions fees)
{
    private const int PageMax = 250;

    public Task TimeAsync(JsonCall call) => routes.AnswerAsync(call, json =>
    {
        json.WriteString("iso", CoinbaseReports.Time(floor.Now));
        json.WriteString("epochSeconds", floor.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        json.WriteString("epochMillis", floor.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
    });

    public Task AccountsAsync(JsonCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        json.Items("accounts", account.Trading.Balances, balance => CoinbaseReports.WriteAccount(json, balance));
        json.WriteBoolean("has_next", false);
        json.WriteString("cursor", "");
        json.WriteNumber("size", account.Trading.Balances.Count());
    });

    public Task AccountAsync(JsonCall call, SandboxAccount account) => account.Trading.Balances.FirstOrDefault(balance => balance.Currency == call.Route("id")) is { } found
        ? routes.AnswerAsync(call, json =>
        {
            json.WritePropertyName("account");
            CoinbaseReports.WriteAccount(json, found);
        })
        : CoinbaseRoutes.RefuseAsync(call.Context, CoinbaseFault.NoSuchAccount);

    /// <summary>As the older address has them, which clients of several of the venue's products ask.</summary>
    public Task OldAccountsAsync(JsonCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        json.Item("pagination", () =>
        {
            json.WriteNull("next_starting_after");
            json.WriteNull("next_uri");
            json.WriteNumber("limit", PageMax);
        });
        json.Items("data", account.Trading.Balances, balance => json.Item(() =>
        {
            json.WriteString("id", balance.Currency);
            json.WriteString("name", balance.Currency + " Wallet");
            json.WriteBoolean("primary", false);
            json.WriteString("type", balance.Currency == "USD" ? "fiat" : "wallet");
            json.Item("currency", () =>
            {
                json.WriteString("code", balance.Currency);
                json.WriteString("name", balance.Currency);
                json.WriteString("type", balance.Currency == "USD" ? "fiat" : "crypto");
            });
            json.Item("balance", () =>
            {
                json.Amount("amount", balance.Available.Value);
                json.WriteString("currency", balance.Currency);
            });
        }));
    });

    /// <summary>A key belongs to one portfolio.</summary>
    public Task PortfoliosAsync(JsonCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.Items("portfolios", [account], each => json.Item(() =>
    {
        json.WriteString("name", "Default");
        json.WriteString("uuid", each.Key.Key);
        json.WriteString("type", "DEFAULT");
        json.WriteBoolean("deleted", false);
    })));

    /// <summary>Spot alone is played, so there are none.</summary>
    public Task PositionsAsync(JsonCall call, SandboxAccount _) => routes.AnswerAsync(call, static json => json.Items("positions", Array.Empty<int>(), static _ => { }));

    public Task FeesAsync(JsonCall call, SandboxAccount _) => routes.AnswerAsync(call, json =>
    {
        json.WriteNumber("total_volume", 0);
        json.WriteNumber("total_fees", 0);
        json.Item("fee_tier", () =>
        {
            json.WriteString("pricing_tier", "sandbox");
            json.WriteString("usd_from", "0");
            json.WriteString("usd_to", "");
            json.Amount("taker_fee_rate", fees.TakerFeeBps / 10_000);
            json.Amount("maker_fee_rate", fees.MakerFeeBps / 10_000);
        });
        json.WriteNull("margin_rate");
        json.WriteNumber("advanced_trade_only_volume", 0);
        json.WriteNumber("advanced_trade_only_fees", 0);
    });

    public Task PermissionsAsync(JsonCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        json.WriteBoolean("can_view", true);
        json.WriteBoolean("can_trade", true);
        json.WriteBoolean("can_transfer", false);
        json.WriteString("portfolio_uuid", account.Key.Key);
        json.WriteString("portfolio_type", "DEFAULT");
    });

    public Task OrderAsync(JsonCall call, SandboxAccount account) => CoinbaseReports.Find(floor, account, call.Route("id")) is { } order
        ? routes.AnswerAsync(call, json =>
        {
            json.WritePropertyName("order");
            CoinbaseReports.WriteOrder(json, order);
        })
        : CoinbaseRoutes.RefuseAsync(call.Context, CoinbaseFault.NoSuchOrder);

    /// <summary>Newest first.</summary>
    public Task OrdersAsync(JsonCall call, SandboxAccount account)
    {
        var products = call.Context.Request.Query["product_ids"].ToArray();
        var statuses = call.Context.Request.Query["order_status"].ToArray();
        var ids = call.Context.Request.Query["order_ids"].ToArray();
        var until = CoinbaseParser.Time(call.Query("end_date"));
        var side = call.Query("order_side");
        var since = CoinbaseParser.Time(call.Query("start_date"));
        var (begin, size) = Page(call);
        return routes.AnswerAsync(call, json =>
        {
            var found = floor.Ledger.Orders.Where(order => order.Account == account.Trading && (statuses.Length == 0 || statuses.Contains(CoinbaseReports.StatusOf(order)))
                && (ids.Length == 0 || ids.Contains(CoinbaseReports.IdOf(order.Number))) && (side is null || side == CoinbaseReports.SideOf(order.Side))
                && (until is not { } end || order.PlacedAt < end)
                && (products.Length == 0 || products.Contains(order.Terms.Instrument.Value)) && (since is not { } from || order.PlacedAt >= from)).Reverse().ToList();
            json.Items("orders", found.Skip(begin).Take(size), order => CoinbaseReports.WriteOrder(json, order));
            json.WriteString("sequence", "0");
            json.WriteBoolean("has_next", found.Count > begin + size);
            json.WriteString("cursor", Next(found.Count, begin + size));
        });
    }

    /// <summary>Newest first.</summary>
    public Task FillsAsync(JsonCall call, SandboxAccount account)
    {
        var orders = call.Context.Request.Query["order_ids"].ToArray();
        var products = (call.Query("product_id") is { } one ? [one] : call.Context.Request.Query["product_ids"].ToArray());
        var since = CoinbaseParser.Time(call.Query("start_sequence_timestamp"));
        var until = CoinbaseParser.Time(call.Query("end_sequence_timestamp"));
        var (begin, size) = Page(call);
        return routes.AnswerAsync(call, json =>
        {
            var fills = floor.Ledger.Orders.Where(order => order.Account == account.Trading && (orders.Length == 0 || orders.Contains(CoinbaseReports.IdOf(order.Number))))
                .SelectMany(order => order.Fills.Select(fill => (Order: order, Fill: fill)))
                .Where(each => (since is not { } from || each.Fill.At >= from) && (until is not { } end || each.Fill.At < end)
                    && (products.Length == 0 || products.Contains(each.Order.Terms.Instrument.Value)))
                .OrderByDescending(each => each.Fill.What.Trade).ToList();
            json.Items("fills", fills.Skip(begin).Take(size), each => CoinbaseReports.WriteFill(json, each.Order, each.Fill));
            json.WriteString("cursor", Next(fills.Count, begin + size));
        });
    }

    private static (int Begin, int Size) Page(JsonCall call) => (
        int.TryParse(call.Query("cursor"), CultureInfo.InvariantCulture, out var begin) ? begin : 0,
        int.TryParse(call.Query("limit"), CultureInfo.InvariantCulture, out var size) ? Math.Clamp(size, 1, PageMax) : PageMax);

    private static string Next(int all, int shown) => all > shown ? shown.ToString(CultureInfo.InvariantCulture) : "";
}
