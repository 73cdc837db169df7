using System.Text.Json.Serialization.Metadata;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>One page of a list; what follows is asked for with the cursor.</summary>
public sealed record OkxPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>An order that waits or waited, and the numbers of the orders it became.</summary>
public sealed record OkxAlgoReport(OrderReport Report, IReadOnlyList<VenueOrderId> Became);

/// <summary>What OKX answers, in our words. Null is always something that is not what the documentation says.</summary>
public static class OkxCodec
{
    private static readonly OkxJson Json = OkxJson.Default;

    /// <summary>One order of either kind: each has a number of its own.</summary>
    public static VenueOutcome? Accepted(WireReply reply) => Read(reply.Body.Span, Json.OkxAnswerOkxDone) is [var done] ? OutcomeOf(done) : null;

    /// <summary>One outcome for each of several, in order. Null when the answer does not tell of all of them.</summary>
    public static IReadOnlyList<VenueOutcome>? Each(WireReply reply, int count) =>
        WireJson.Read(reply, Json.OkxAnswerOkxDone) is { Data: { } told } && told.Count == count ? [.. told.Select(done => OutcomeOf(done) ?? Untold)] : null;

    /// <summary>Nothing more is read than that the venue did it.</summary>
    public static VenueOutcome? Done(WireReply reply) => WireJson.Read(reply, Json.OkxAnswerOkxDone) is { Code: "0" } ? new VenueOutcome.Accepted(null) : null;

    /// <summary>Orders of the product; spot lists what is not its own beside.</summary>
    public static OkxPage<OrderReport>? Orders(OkxProduct product, ReadOnlySpan<byte> json) => Read(json, Json.OkxAnswerOkxOrder) is { } told
        ? Paged(told, WireJson.All(told.Where(order => product.Holds(order.InstType)).Select(OkxReports.Decode)), static order => order.OrdId)
        : null;

    public static OkxPage<OkxAlgoReport>? AlgoOrders(OkxProduct product, ReadOnlySpan<byte> json) => Read(json, Json.OkxAnswerOkxAlgoOrder) is { } told
        ? Paged(told, WireJson.All(told.Where(order => product.Holds(order.InstType)).Select(Algo)), static order => order.AlgoId)
        : null;

    /// <summary>Fills of the product, newest first as they come.</summary>
    public static OkxPage<FillReport>? Fills(OkxProduct product, ReadOnlySpan<byte> json) => Read(json, Json.OkxAnswerOkxFill) is { } told
        ? Paged(told, WireJson.All(told.Where(fill => product.Holds(fill.InstType)).Select(OkxReports.Decode)), static fill => fill.BillId)
        : null;

    public static IReadOnlyList<VenuePosition>? Positions(ReadOnlySpan<byte> json) => Read(json, Json.OkxAnswerOkxPosition) is { } told
        ? WireJson.All(told.Where(position => position.Pos is not (null or 0)).Select(OkxReports.Decode))
        : null;

    public static IReadOnlyList<VenueBalance>? Balances(ReadOnlySpan<byte> json) =>
        Read(json, Json.OkxAnswerOkxAccount) is [{ Details: { } details }, ..] ? WireJson.All(details.Select(OkxReports.Decode)) : null;

    public static KeyPermissions? Permissions(ReadOnlySpan<byte> json)
    {
        if (Read(json, Json.OkxAnswerOkxConfig) is not [{ Perm: { } words } config, ..])
        {
            return null;
        }

        var may = words.Split(',', StringSplitOptions.TrimEntries);
        return new()
        {
            Read = may.Contains("read_only"),
            Trade = may.Contains("trade"),
            Withdraw = may.Contains("withdraw"),
            AddressRestricted = config.Ip is null ? null : config.Ip.Length > 0,
        };
    }

    public static PositionMode? Mode(ReadOnlySpan<byte> json) => Read(json, Json.OkxAnswerOkxConfig) is [{ PosMode: { } word }, ..]
        ? word switch
        {
            "net_mode" => PositionMode.OneWay,
            "long_short_mode" => PositionMode.Hedge,
            _ => null,
        }
        : null;

    /// <summary>Of a hedged account both sides are told; the lower one is what holds for whatever comes.</summary>
    public static PositionTerms? Leverage(InstrumentId instrument, ReadOnlySpan<byte> json) => Read(json, Json.OkxAnswerOkxLeverage) is [{ Lever: not null } first, ..] told
        ? new(instrument, told.Min(each => each.Lever), OkxWords.MarginModeOf(first.MgnMode), null)
        : null;

    public static TradingFees? Fees(InstrumentId instrument, ReadOnlySpan<byte> json) =>
        Read(json, Json.OkxAnswerOkxFees) is [var fees, ..] && OkxFeeRates.Of(instrument, fees) is (Maker: { } maker, Taker: { } taker) ? new(instrument, -maker, -taker) : null;

    public static DateTimeOffset? Time(ReadOnlySpan<byte> json) =>
        Read(json, Json.OkxAnswerOkxTime) is [{ Ts: > 0 } time] ? UnixTime.FromMilliseconds(time.Ts) : null;

    public static IReadOnlyList<Instrument>? Instruments(OkxProduct product, ReadOnlySpan<byte> json) =>
        Read(json, Json.OkxAnswerOkxInstrument)?.Select(each => OkxInstruments.Decode(product, each)).OfType<Instrument>().ToList();

    public static MarketView? Quote(ReadOnlySpan<byte> json, DateTimeOffset now) =>
        Read(json, Json.OkxAnswerOkxTicker) is [{ InstId: not null } ticker, ..] ? View(ticker, now) : null;

    public static IReadOnlyList<MarketTrade>? Trades(ReadOnlySpan<byte> json) =>
        Read(json, Json.OkxAnswerOkxTrade) is { } told ? WireJson.All(told.Select(Trade)) : null;

    internal static MarketView View(OkxTicker ticker, DateTimeOffset now) =>
        new() { Bid = OkxWords.PriceOf(ticker.BidPx), Ask = OkxWords.PriceOf(ticker.AskPx), Last = OkxWords.PriceOf(ticker.Last), At = now };

    internal static MarketTrade? Trade(OkxTrade trade) => trade is { InstId: { } instrument, TradeId: { } id, Px: > 0, Sz: > 0 }
        ? new(new(instrument), id, new(trade.Px.Value), new(trade.Sz.Value), OkxWords.SideOf(trade.Side), UnixTime.FromMilliseconds(trade.Ts))
        : null;

    private static VenueOutcome Untold => new VenueOutcome.Unknown("The venue's answer does not tell what became of the order.");

    private static VenueOutcome? OutcomeOf(OkxDone done) => done switch
    {
        { SCode: "0", AlgoId: { Length: > 0 } algo } => new VenueOutcome.Accepted(OkxAlgoNumber.Write(algo)),
        { SCode: "0", OrdId: { Length: > 0 } number } => new VenueOutcome.Accepted(new(number)),
        { SCode: "0" } => new VenueOutcome.Accepted(null),
        { SCode: { Length: > 0 } code } => new VenueComplaint(OkxErrors.Find(code, done.SMsg ?? ""), code, done.SMsg ?? "").Outcome,
        _ => null,
    };

    private static OkxAlgoReport? Algo(OkxAlgoOrder order) => OkxReports.Decode(order) is { } report ? new(report, OkxReports.BecameOf(order)) : null;

    private static OkxPage<TOurs>? Paged<TTheirs, TOurs>(IReadOnlyList<TTheirs> told, IReadOnlyList<TOurs>? items, Func<TTheirs, string?> cursorOf)
        where TOurs : class => items is null ? null : new(items, told.Count < OkxQuestions.PageMax ? null : cursorOf(told[^1]));

    private static IReadOnlyList<T>? Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<OkxAnswer<T>> type)
        where T : class => WireJson.Read(json, type) is { Code: "0" } answer ? answer.Data : null;
}
