using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>What spot tells an account of itself, and everybody of the market.</summary>
internal sealed class KucoinSpotAccount(SandboxFloor floor, KucoinRoutes routes, KucoinNumbers numbers, KucoinTape tape)
{
    private const int FillsMax = 100;

    public Task BalancesAsync(KucoinCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList(
        account.Trading.Balances.Where(balance => call["currency"] is not { } currency || balance.Currency == currency), balance => json.WriteObject(() =>
        {
            json.WriteString("id", balance.Currency);
            json.WriteString("currency", balance.Currency);
            json.WriteString("type", "trade");
            json.WriteDecimal("balance", balance.Total.Value);
            json.WriteDecimal("available", balance.Available.Value);
            json.WriteDecimal("holds", balance.Total.Value - balance.Available.Value);
        })));

    public Task FeesAsync(KucoinCall call, SandboxAccount _) => routes.AnswerAsync(call, json => json.WriteList(
        (call["symbols"] ?? "").Split(',').Select(symbol => floor.Book(new(symbol))?.Listing).OfType<Listing>(), listing => json.WriteObject(() =>
        {
            json.WriteString("symbol", listing.Instrument.Id.Value);
            json.WriteDecimal("takerFeeRate", listing.TakerFeeRate);
            json.WriteDecimal("makerFeeRate", listing.MakerFeeRate);
        })));

    public Task OrderAsync(KucoinCall call, SandboxAccount account) => Find(account, call) is { } order
        ? routes.AnswerAsync(call, json => KucoinSpotReports.WriteOrder(json, order))
        : KucoinJson.RefuseAsync(call.Context, KucoinFault.NoSuchOrder);

    public Task SymbolsAsync(KucoinCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteObject(() =>
    {
        json.WritePropertyName("symbols");
        json.WriteList(account.Trading.OpenOrders.Where(order => !order.IsDormant).Select(order => order.Terms.Instrument.Value).Distinct(), json.WriteStringValue);
    }));

    public Task OpenOrdersAsync(KucoinCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList(
        account.Trading.OpenOrders.Where(order => Is(call, order) && !order.IsDormant).OrderByDescending(order => order.Number), order => KucoinSpotReports.WriteOrder(json, order)));

    public Task EndedOrdersAsync(KucoinCall call, SandboxAccount account) => ListAsync<Order>(
        call, () => [.. floor.Ledger.Orders.Where(order => order.Account == account.Trading && Is(call, order) && !order.IsOpen && !numbers.Waits(order))],
        order => order.Number, KucoinSpotReports.WriteOrder);

    public Task FillsAsync(KucoinCall call, SandboxAccount account)
    {
        if (floor.Book(new(call["symbol"] ?? "")) is null)
        {
            return KucoinJson.RefuseAsync(call.Context, KucoinFault.Pair);
        }

        var (since, until) = (call.Whole("startAt") ?? 0, call.Whole("endAt") ?? long.MaxValue);
        return ListAsync<Fill>(
            call,
            () =>
            [
                .. floor.Ledger.Orders
                    .Where(order => order.Account == account.Trading && Is(call, order) && (call["orderId"] is not { } number || KucoinNumbers.Of(order.Number) == number))
                    .SelectMany(order => order.Fills)
                    .Where(fill => fill.At.ToUnixTimeMilliseconds() >= since && fill.At.ToUnixTimeMilliseconds() <= until),
            ],
            fill => fill.What.Trade, (json, fill) => KucoinSpotReports.WriteFill(json, fill.What, fill.At));
    }

    public Task StopAsync(KucoinCall call, SandboxAccount account) => FindStop(account, call) is { } order
        ? routes.AnswerAsync(call, json => KucoinSpotReports.WriteStop(json, order))
        : KucoinJson.RefuseAsync(call.Context, KucoinFault.NoSuchOrder);

    public Task StopsByIdAsync(KucoinCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList(
        floor.Ledger.Orders.Where(order => order.Account == account.Trading && order.Terms.ClientId == call["clientOid"] && Is(call, order) && numbers.Waits(order)),
        order => KucoinSpotReports.WriteStop(json, order)));

    public Task OpenStopsAsync(KucoinCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WritePage(
        call, [.. account.Trading.OpenOrders.Where(order => Is(call, order) && order.IsDormant).OrderByDescending(order => order.Number)], 50, 500,
        order => KucoinSpotReports.WriteStop(json, order)));

    public Task InstrumentsAsync(KucoinCall call) => routes.AnswerAsync(call, json => json.WriteList(floor.Instruments, instrument => KucoinSpotReports.WriteSymbol(json, instrument)));

    public Task InstrumentAsync(KucoinCall call) => floor.Instruments.FirstOrDefault(instrument => instrument.Id.Value == call["symbol"]) is { } found
        ? routes.AnswerAsync(call, json => KucoinSpotReports.WriteSymbol(json, found))
        : KucoinJson.RefuseAsync(call.Context, KucoinFault.Pair);

    /// <summary>What the pairs are made of; nothing is sent anywhere, so no chains are named.</summary>
    public Task CurrenciesAsync(KucoinCall call) => routes.AnswerAsync(call, json => json.WriteList(
        floor.Instruments.SelectMany(instrument => new[] { instrument.Base, instrument.Quote }).Distinct(), currency => json.WriteObject(() =>
        {
            json.WriteString("currency", currency);
            json.WriteString("name", currency);
            json.WriteString("fullName", currency);
            json.WriteNumber("precision", 8);
            json.WriteNull("confirms");
            json.WriteNull("contractAddress");
            json.WriteBoolean("isMarginEnabled", false);
            json.WriteBoolean("isDebitEnabled", false);
            json.WritePropertyName("chains");
            json.WriteList(Array.Empty<string>(), json.WriteStringValue);
        })));

    public Task QuoteAsync(KucoinCall call) => routes.AnswerAsync(call, json =>
    {
        if (floor.Book(new(call["symbol"] ?? "")) is not { } book)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteObject(() =>
        {
            json.WriteTime("time", floor.Now);
            json.WriteString("sequence", tape.Catch(book.Listing.Instrument.Id).ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteDecimal("price", book.Last?.Value);
            json.WriteDecimal("size", floor.History.Trades(book.Listing.Instrument.Id) is [.., var newest] ? newest.Quantity.Value : 0);
            json.WriteDecimal("bestBid", book.BestBid?.Value);
            json.WriteDecimal("bestBidSize", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
            json.WriteDecimal("bestAsk", book.BestAsk?.Value);
            json.WriteDecimal("bestAskSize", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
        });
    });

    public Task BookAsync(KucoinCall call) => floor.Book(new(call["symbol"] ?? "")) is { } book
        ? routes.AnswerAsync(call, json => json.WriteObject(() =>
        {
            json.WriteTime("time", floor.Now);
            json.WriteString("sequence", tape.Catch(book.Listing.Instrument.Id).ToString(System.Globalization.CultureInfo.InvariantCulture));
            KucoinReports.WriteLevels(json, "bids", book, Side.Buy, isFutures: false);
            KucoinReports.WriteLevels(json, "asks", book, Side.Sell, isFutures: false);
        }))
        : KucoinJson.RefuseAsync(call.Context, KucoinFault.Pair);

    /// <summary>An order of the book, by either id; a stop is one once it has triggered.</summary>
    public Order? Find(SandboxAccount account, KucoinCall call) => floor.Read(_ =>
    {
        var found = KucoinNumbers.Read(call["orderId"]) is { } number ? floor.Ledger.Find(account.Trading, number)
            : call["clientOid"] is { } id ? floor.Ledger.Find(account.Trading, id) : null;
        return found is not null && Is(call, found) && !numbers.Waits(found) ? found : null;
    });

    public Order? FindStop(SandboxAccount account, KucoinCall call) => floor.Read(_ =>
    {
        var found = KucoinNumbers.Read(call["orderId"]) is { } number ? floor.Ledger.Find(account.Trading, number)
            : call["clientOid"] is { } id ? floor.Ledger.Find(account.Trading, id) : null;
        return found is not null && Is(call, found) && numbers.Waits(found) ? found : null;
    });

    private static bool Is(KucoinCall call, Order order) => call["symbol"] is not { } symbol || order.Terms.Instrument.Value == symbol;

    /// <summary>The newest first; what is older than the last of a page is asked for by its number.</summary>
    private Task ListAsync<T>(KucoinCall call, Func<IReadOnlyList<T>> list, Func<T, long> numberOf, Action<Utf8JsonWriter, T> write) => routes.AnswerAsync(call, json =>
    {
        var last = call.Whole("lastId") ?? long.MaxValue;
        T[] items = [.. list().Where(item => numberOf(item) < last).OrderByDescending(numberOf).Take((int)Math.Clamp(call.Whole("limit") ?? 20, 1, FillsMax))];
        json.WriteObject(() =>
        {
            json.WriteNumber("lastId", items.Length > 0 ? numberOf(items[^1]) : 0);
            json.WritePropertyName("items");
            json.WriteList(items, item => write(json, item));
        });
    });
}
