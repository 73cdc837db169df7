using System.Globalization;
using Signalbox.Markets;
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

    public Task BookAsync(JsonCall call)
    {
        if (floor.Book(new(call.Query("product_id") ?? "")) is not { } book)
        {
            return CoinbaseRoutes.RefuseAsync(call.Context, CoinbaseFault.NoSuchProduct);
        }

        var limit = int.TryParse(call.Query("limit"), CultureInfo.InvariantCulture, out var most) ? most : int.MaxValue;
        return routes.AnswerAsync(call, json => json.Item("pricebook", () =>
        {
            json.WriteString("product_id", book.Listing.Instrument.Id.Value);
            CoinbaseReports.WriteLevels(json, "bids", book.Depth(Side.Buy).Take(limit));
            CoinbaseReports.WriteLevels(json, "asks", book.Depth(Side.Sell).Take(limit));
            json.WriteString("time", CoinbaseReports.Time(floor.Now));
        }));
    }

    public Task QuotesAsync(JsonCall call, SandboxAccount _)
    {
        var wanted = call.Context.Request.Query["product_ids"].ToArray();
        var books = floor.Instruments.Where(instrument => wanted.Length == 0 || wanted.Contains(instrument.Id.Value)).Select(instrument => floor.Book(instrument.Id)!).ToList();
        return wanted.Length > books.Count
            ? CoinbaseRoutes.RefuseAsync(call.Context, CoinbaseFault.NoSuchProduct)
            : routes.AnswerAsync(call, json => json.Items("pricebooks", books, book => json.Item(() =>
            {
                json.WriteString("product_id", book.Listing.Instrument.Id.Value);
                CoinbaseReports.WriteLevels(json, "bids", book.Depth(Side.Buy).Take(1));
                CoinbaseReports.WriteLevels(json, "asks", book.Depth(Side.Sell).Take(1));
                json.WriteString("time", CoinbaseReports.Time(floor.Now));
            })));
    }

    public Task ProductsAsync(JsonCall call, SandboxAccount _) => routes.AnswerAsync(call, json =>
    {
        json.Items("products", floor.Instruments, instrument => CoinbaseReports.WriteProduct(json, instrument, floor.Book(instrument.Id)!));
        json.WriteNumber("num_products", floor.Instruments.Count);
    });

    public Task AccountsAsync(JsonCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        json.Items("accounts", account.Trading.Balances, balance => CoinbaseReports.WriteAccount(json, balance));
        json.WriteBoolean("has_next", false);
        json.WriteString("cursor", "");
        json.WriteNumber("size", account.Trading.Balances.Count());
    });

    public Task FeesAsync(JsonCall call, SandboxAccount _) => routes.AnswerAsync(call, json => json.Item("fee_tier", () =>
    {
        json.WriteString("pricing_tier", "sandbox");
        json.Amount("taker_fee_rate", fees.TakerFeeBps / 10_000);
        json.Amount("maker_fee_rate", fees.MakerFeeBps / 10_000);
    }));

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
        var isOpen = call.Query("order_status") == "OPEN";
        var since = CoinbaseParser.Time(call.Query("start_date"));
        var (begin, size) = Page(call);
        return routes.AnswerAsync(call, json =>
        {
            var found = floor.Ledger.Orders.Where(order => order.Account == account.Trading && (!isOpen || order.IsOpen)
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
        var since = CoinbaseParser.Time(call.Query("start_sequence_timestamp"));
        var (begin, size) = Page(call);
        return routes.AnswerAsync(call, json =>
        {
            var fills = floor.Ledger.Orders.Where(order => order.Account == account.Trading && (orders.Length == 0 || orders.Contains(CoinbaseReports.IdOf(order.Number))))
                .SelectMany(order => order.Fills.Select(fill => (Order: order, Fill: fill)))
                .Where(each => since is not { } from || each.Fill.At >= from)
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
