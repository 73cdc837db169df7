using System.Text.Json.Serialization.Metadata;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>One page of a list; what follows is asked for with the cursor.</summary>
public sealed record BybitPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>What Bybit answers, in our words. Null is always something that is not what the documentation says.</summary>
public static class BybitCodec
{
    private static readonly BybitJson Json = BybitJson.Default;

    public static VenueOutcome? Accepted(WireReply reply) =>
        WireJson.Read(reply, Json.BybitAnswerBybitPlaced) is { RetCode: 0, Result.OrderId: { Length: > 0 } id } ? new VenueOutcome.Accepted(new(id)) : null;

    /// <summary>Settings and cancellations of many: nothing more is read than that the venue did it.</summary>
    public static VenueOutcome? Done(WireReply reply) => WireJson.Read(reply, Json.BybitSaid) is { RetCode: 0 } ? new VenueOutcome.Accepted(null) : null;

    /// <summary>All of a kind were to be cancelled: the venue says beside whether it did.</summary>
    public static VenueOutcome? AllCancelled(WireReply reply) => WireJson.Read(reply, Json.BybitAnswerBybitCancelled) is { RetCode: 0 } answer
        ? answer.Result?.Success == "0" ? new VenueOutcome.Unknown("The venue took the request and says that not every order was cancelled.") : new VenueOutcome.Accepted(null)
        : null;

    /// <summary>One outcome for each order of a batch, in order. Null when the answer does not tell of all of them.</summary>
    public static IReadOnlyList<VenueOutcome>? Batch(WireReply reply, int orders) =>
        WireJson.Read(reply, Json.BybitBatch) is { RetCode: 0, Result.List: { } placed, RetExtInfo.List: { } said } && placed.Count == orders && said.Count == orders
            ? [.. said.Select((each, index) => Outcome(each, placed[index]))]
            : null;

    public static BybitPage<OrderReport>? Orders(ReadOnlySpan<byte> json) => Page(json, Json.BybitAnswerBybitListBybitOrder, BybitOrderReports.Decode);

    /// <summary>Whether the first order of the answer is a stop of spot that waits for the opposite of what was meant by it.</summary>
    public static bool? WaitsTheOtherWay(ReadOnlySpan<byte> json, bool takesProfit) =>
        Read(json, Json.BybitAnswerBybitListBybitOrder) is { List: [var order, ..] } ? BybitOrderReports.WaitsTheOtherWay(order, takesProfit) : null;

    /// <summary>Fills alone; fees for holding and moves between accounts are left out.</summary>
    public static BybitPage<FillReport>? Fills(BybitProduct product, ReadOnlySpan<byte> json) =>
        Read(json, Json.BybitAnswerBybitListBybitExecution) is { List: { } list } page && BybitFills.Decode(product, list) is { } fills
            ? new(fills, Cursor(page.NextPageCursor))
            : null;

    public static BybitPage<VenuePosition>? Positions(ReadOnlySpan<byte> json) =>
        Read(json, Json.BybitAnswerBybitListBybitPosition) is { List: { } list } page
            ? new([.. list.Where(each => each is { Symbol: not null, Size: > 0 }).Select(BybitHoldings.Decode)], Cursor(page.NextPageCursor))
            : null;

    /// <summary>What holds for an instrument: of a hedged account the side that was asked for first.</summary>
    public static PositionTerms? Terms(InstrumentId instrument, ReadOnlySpan<byte> json) =>
        Read(json, Json.BybitAnswerBybitListBybitPosition) is { List: [{ Symbol: not null } first, ..] }
            ? new(instrument, first.Leverage, null, first.PositionIdx == 0 ? PositionMode.OneWay : PositionMode.Hedge)
            : null;

    /// <summary>Of the whole account. Portfolio margin is a kind of cross margin.</summary>
    public static MarginMode? MarginModeOf(ReadOnlySpan<byte> json) => Read(json, Json.BybitAnswerBybitAccount)?.MarginMode switch
    {
        "ISOLATED_MARGIN" => MarginMode.Isolated,
        "REGULAR_MARGIN" or "PORTFOLIO_MARGIN" => MarginMode.Cross,
        _ => null,
    };

    /// <summary>Currencies with nothing in them are not told, so an empty list is an empty account.</summary>
    public static IReadOnlyList<VenueBalance>? Balances(ReadOnlySpan<byte> json) =>
        Read(json, Json.BybitAnswerBybitListBybitWallet) is { List: { } list } ? BybitHoldings.Decode(list) : null;

    public static BybitPage<Instrument>? Instruments(BybitProduct product, ReadOnlySpan<byte> json) =>
        Read(json, Json.BybitAnswerBybitListBybitInstrument) is { List: { } list } page
            ? new([.. list.Select(each => BybitInstruments.Decode(product, each)).OfType<Instrument>()], Cursor(page.NextPageCursor))
            : null;

    public static MarketView? Quote(ReadOnlySpan<byte> json, DateTimeOffset now) =>
        Read(json, Json.BybitAnswerBybitListBybitTicker) is { List: [{ Symbol: not null } ticker, ..] }
            ? new() { Bid = BybitWords.PriceOf(ticker.Bid1Price), Ask = BybitWords.PriceOf(ticker.Ask1Price), Last = BybitWords.PriceOf(ticker.LastPrice), At = now }
            : null;

    public static TradingFees? Fees(InstrumentId instrument, ReadOnlySpan<byte> json) =>
        Read(json, Json.BybitAnswerBybitListBybitFee) is { List: [{ MakerFeeRate: { } maker, TakerFeeRate: { } taker }, ..] } ? new(instrument, maker, taker) : null;

    public static KeyPermissions? Permissions(BybitProduct product, ReadOnlySpan<byte> json) => Read(json, Json.BybitAnswerBybitKey) is not { Permissions: { } may } key
        ? null
        : new()
        {
            Read = true,
            Trade = key.ReadOnly == 0 && (product == BybitProduct.Spot ? Has(may, "Spot", "SpotTrade") : Has(may, "ContractTrade", "Order") || Has(may, "Derivatives", "DerivativesTrade")),
            Withdraw = key.ReadOnly == 0 && Has(may, "Wallet", "Withdraw"),
            AddressRestricted = key.Ips is { Count: > 0 } ips && !ips.Contains("*"),
            ExpiresAt = UnixTime.FromText(key.ExpiredAt) is var ends && ends > DateTimeOffset.UnixEpoch ? ends : null,
        };

    public static DateTimeOffset? Time(ReadOnlySpan<byte> json) => Read(json, Json.BybitAnswerBybitTime) switch
    {
        { TimeNano: { } nano and > 0 } => UnixTime.FromNanoseconds((long)nano),
        { TimeSecond: { } seconds and > 0 } => UnixTime.FromSeconds(seconds),
        _ => null,
    };

    /// <summary>A whole book, best levels first.</summary>
    public static BookSnapshot? Book(ReadOnlySpan<byte> json) =>
        Read(json, Json.BybitAnswerBybitBook) is { Bids: { } bids, Asks: { } asks } book && bids.Concat(asks).All(level => level is { Count: >= 2 })
            ? new(book.Sequence, [.. bids.Select(Level)], [.. asks.Select(Level)])
            : null;

    public static IReadOnlyList<MarketTrade>? Trades(ReadOnlySpan<byte> json) => Read(json, Json.BybitAnswerBybitListBybitTrade) is { List: { } list }
        ? [.. list.Where(each => each is { Symbol: not null, ExecId: not null, Price: > 0, Size: > 0 }).Select(each => new MarketTrade(
            new(each.Symbol!), each.ExecId!, new(each.Price!.Value), new(each.Size!.Value), BybitWords.SideOf(each.Side), UnixTime.FromMilliseconds(each.Time)))]
        : null;

    private static BookLevel Level(IReadOnlyList<decimal> level) => new(level[0], level[1]);

    private static VenueOutcome Outcome(BybitCode said, BybitPlaced placed) => said.Code != 0
        ? new VenueComplaint(BybitErrors.Table.Find($"{said.Code}", said.Msg ?? ""), $"{said.Code}", said.Msg ?? "").Outcome
        : placed.OrderId is { Length: > 0 } id ? new VenueOutcome.Accepted(new(id)) : new VenueOutcome.Unknown("The venue's answer does not tell what became of the order.");

    private static T? Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<BybitAnswer<T>> type)
        where T : class => WireJson.Read(json, type) is { RetCode: 0 } answer ? answer.Result : null;

    private static BybitPage<TOurs>? Page<TTheirs, TOurs>(ReadOnlySpan<byte> json, JsonTypeInfo<BybitAnswer<BybitList<TTheirs>>> type, Func<TTheirs, TOurs?> decode)
        where TTheirs : class
        where TOurs : class =>
        Read(json, type) is { List: { } list } page && WireJson.All(list.Select(decode)) is { } items ? new(items, Cursor(page.NextPageCursor)) : null;

    private static string? Cursor(string? next) => string.IsNullOrEmpty(next) ? null : next;

    private static bool Has(Dictionary<string, IReadOnlyList<string>?> may, string group, string right) =>
        may.TryGetValue(group, out var rights) && rights?.Contains(right) == true;
}
