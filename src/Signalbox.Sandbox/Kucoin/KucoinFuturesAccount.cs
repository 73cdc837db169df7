using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>What futures tell an account of itself, and everybody of the market.</summary>
internal sealed class KucoinFuturesAccount(SandboxFloor floor, KucoinRoutes routes, KucoinNumbers numbers, KucoinFuturesTerms terms, KucoinTape tape)
{
    private const int PageUsual = 50;
    private const int PageMax = 1_000;

    public Task OverviewAsync(KucoinCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        var currency = call["currency"] ?? "XBT";
        var balance = account.Trading.Balances.FirstOrDefault(each => each.Currency == currency);
        json.WriteObject(() =>
        {
            json.WriteNumber("accountEquity", balance?.Total.Value ?? 0);
            json.WriteNumber("unrealisedPNL", 0);
            json.WriteNumber("marginBalance", balance?.Total.Value ?? 0);
            json.WriteNumber("positionMargin", (balance?.Total.Value ?? 0) - (balance?.Available.Value ?? 0));
            json.WriteNumber("orderMargin", 0);
            json.WriteNumber("frozenFunds", 0);
            json.WriteNumber("availableBalance", balance?.Available.Value ?? 0);
            json.WriteString("currency", currency);
        });
    });

    public Task PositionsAsync(KucoinCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList(
        account.Trading.Positions.Where(position => !position.Quantity.IsZero), position => json.WriteObject(() => WritePosition(json, account, position.Listing.Instrument, position))));

    public Task PositionAsync(KucoinCall call, SandboxAccount account) => floor.Book(new(call["symbol"] ?? "")) is { Listing: { } listing }
        ? routes.AnswerAsync(call, json => json.WriteObject(() =>
            WritePosition(json, account, listing.Instrument, account.Trading.Positions.FirstOrDefault(position => position.Listing == listing))))
        : KucoinJson.RefuseAsync(call.Context, KucoinFault.Contract);

    public Task OrderAsync(KucoinCall call, SandboxAccount account) => Find(account, call) is { } order
        ? routes.AnswerAsync(call, json => KucoinFuturesReports.WriteOrder(json, order, numbers.HasTriggered(order)))
        : KucoinJson.RefuseAsync(call.Context, KucoinFault.NoSuchFuturesOrder);

    public Task OrdersAsync(KucoinCall call, SandboxAccount account) => routes.AnswerAsync(call, json => WriteOrders(json, call, call["status"] == "active"
        ? account.Trading.OpenOrders.Where(order => !order.IsDormant)
        : floor.Ledger.Orders.Where(order => order.Account == account.Trading && !order.IsOpen)));

    public Task StopsAsync(KucoinCall call, SandboxAccount account) => routes.AnswerAsync(call, json => WriteOrders(json, call, account.Trading.OpenOrders.Where(order => order.IsDormant)));

    public Task FillsAsync(KucoinCall call, SandboxAccount account)
    {
        var (since, until) = (call.Whole("startAt") ?? 0, call.Whole("endAt") ?? long.MaxValue);
        return routes.AnswerAsync(call, json => json.WritePage(
            call,
            [.. Fills(call, account).Where(each => each.Fill.At.ToUnixTimeMilliseconds() >= since && each.Fill.At.ToUnixTimeMilliseconds() <= until)],
            PageUsual, PageMax, each => KucoinFuturesReports.WriteFill(json, each.Order, each.Fill.What, each.Fill.At)));
    }

    public Task RecentFillsAsync(KucoinCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList(
        Fills(call, account).Take(PageMax), each => KucoinFuturesReports.WriteFill(json, each.Order, each.Fill.What, each.Fill.At)));

    public Task FeesAsync(KucoinCall call, SandboxAccount _) => floor.Book(new(call["symbol"] ?? "")) is { Listing: { } listing }
        ? routes.AnswerAsync(call, json => json.WriteObject(() =>
        {
            json.WriteString("symbol", call["symbol"]);
            json.WriteDecimal("takerFeeRate", listing.TakerFeeRate);
            json.WriteDecimal("makerFeeRate", listing.MakerFeeRate);
        }))
        : KucoinJson.RefuseAsync(call.Context, KucoinFault.Contract);

    public Task InstrumentsAsync(KucoinCall call) => routes.AnswerAsync(call, json => json.WriteList(floor.Instruments, instrument => KucoinFuturesReports.WriteContract(json, instrument)));

    public Task InstrumentAsync(KucoinCall call) => floor.Instruments.FirstOrDefault(instrument => instrument.Id.Value == call["symbol"]) is { } found
        ? routes.AnswerAsync(call, json => KucoinFuturesReports.WriteContract(json, found))
        : KucoinJson.RefuseAsync(call.Context, KucoinFault.Contract);

    public Task QuoteAsync(KucoinCall call) => OfBookAsync(call, WriteQuote);

    public Task QuotesAsync(KucoinCall call) => routes.AnswerAsync(call, json => json.WriteList(
        floor.Instruments.Select(instrument => floor.Book(instrument.Id)!), book => json.WriteObject(() => WriteQuote(json, book))));

    public Task RecentlyDoneAsync(KucoinCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList(
        floor.Ledger.Orders.Where(order => order.Account == account.Trading && !order.IsOpen && Is(call, order)).OrderByDescending(order => order.Number).Take(PageMax),
        order => KucoinFuturesReports.WriteOrder(json, order, numbers.HasTriggered(order))));

    /// <summary>How much the open orders of a contract could still trade.</summary>
    public Task OpenSumsAsync(KucoinCall call, SandboxAccount account) => floor.Book(new(call["symbol"] ?? "")) is { Listing.Instrument: { } instrument }
        ? routes.AnswerAsync(call, json => json.WriteObject(() =>
        {
            var open = account.Trading.OpenOrders.Where(order => order.Terms.Instrument == instrument.Id && !order.IsDormant).ToList();
            foreach (var (word, side) in new[] { ("Buy", Side.Buy), ("Sell", Side.Sell) })
            {
                var ours = open.Where(order => order.Side == side).ToList();
                json.WriteNumber($"openOrder{word}Size", ours.Sum(order => order.Remaining.Value));
                json.WriteDecimal($"openOrder{word}Cost", ours.Sum(order => order.LimitPrice is { } price ? instrument.Cost(order.Remaining, price) : 0));
            }

            json.WriteString("settleCurrency", instrument.Settle);
        }))
        : KucoinJson.RefuseAsync(call.Context, KucoinFault.Contract);

    /// <summary>What the sandbox keeps no list of.</summary>
    public Task NoPagesAsync(KucoinCall call, SandboxAccount _) => routes.AnswerAsync(call, json => json.WritePage(call, Array.Empty<string>(), PageUsual, PageMax, static _ => { }));

    private void WriteQuote(Utf8JsonWriter json, OrderBook book)
    {
        var trades = floor.History.Trades(book.Listing.Instrument.Id);
        json.WriteNumber("sequence", tape.Catch(book.Listing.Instrument.Id));
        json.WriteString("symbol", book.Listing.Instrument.Id.Value);
        json.WriteString("side", trades is [.., var newest] ? KucoinReports.Of(newest.Side) : "buy");
        json.WriteNumber("size", trades is [.., var last] ? last.Quantity.Value : 0);
        json.WriteString("tradeId", trades is [.., var named] ? named.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) : "0");
        json.WriteString("price", (book.Last ?? book.BestBid ?? Price.Zero).ToString());
        json.WriteString("bestBidPrice", (book.BestBid ?? Price.Zero).ToString());
        json.WriteNumber("bestBidSize", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
        json.WriteString("bestAskPrice", (book.BestAsk ?? Price.Zero).ToString());
        json.WriteNumber("bestAskSize", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
        json.WriteNanoseconds("ts", floor.Now);
    }

    public Task BookAsync(KucoinCall call) => OfBookAsync(call, (json, book) =>
    {
        json.WriteNumber("sequence", tape.Catch(book.Listing.Instrument.Id));
        json.WriteString("symbol", book.Listing.Instrument.Id.Value);
        KucoinReports.WriteLevels(json, "bids", book, Side.Buy, isFutures: true);
        KucoinReports.WriteLevels(json, "asks", book, Side.Sell, isFutures: true);
        json.WriteNanoseconds("ts", floor.Now);
    });

    /// <summary>By either id; stops that wait are found like all others.</summary>
    public Order? Find(SandboxAccount account, KucoinCall call) => floor.Read(_ => KucoinNumbers.Read(call["orderId"]) is { } number
        ? floor.Ledger.Find(account.Trading, number)
        : call["clientOid"] is { } id ? floor.Ledger.Find(account.Trading, id) : null);

    private void WritePosition(Utf8JsonWriter json, SandboxAccount account, Instrument instrument, Position? position) =>
        KucoinFuturesReports.WritePosition(json, instrument, position, terms.ModeOf(account, instrument.Id));

    private void WriteOrders(Utf8JsonWriter json, KucoinCall call, IEnumerable<Order> orders) => json.WritePage(
        call, [.. orders.Where(order => Is(call, order)).OrderByDescending(order => order.Number)], PageUsual, PageMax,
        order => KucoinFuturesReports.WriteOrder(json, order, numbers.HasTriggered(order)));

    private IEnumerable<(Order Order, Fill Fill)> Fills(KucoinCall call, SandboxAccount account) => floor.Ledger.Orders
        .Where(order => order.Account == account.Trading && Is(call, order) && (call["orderId"] is not { } number || KucoinNumbers.Of(order.Number) == number))
        .SelectMany(order => order.Fills.Select(fill => (order, fill)))
        .OrderByDescending(each => each.fill.What.Trade);

    private static bool Is(KucoinCall call, Order order) => call["symbol"] is not { } symbol || order.Terms.Instrument.Value == symbol;

    private Task OfBookAsync(KucoinCall call, Action<Utf8JsonWriter, OrderBook> write) => floor.Book(new(call["symbol"] ?? "")) is { } book
        ? routes.AnswerAsync(call, json => json.WriteObject(() => write(json, book)))
        : KucoinJson.RefuseAsync(call.Context, KucoinFault.Contract);
}
