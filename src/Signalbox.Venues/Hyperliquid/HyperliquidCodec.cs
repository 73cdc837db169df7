using System.Globalization;
using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>What the venue answers, in our words. Null is always an answer that is not what the documentation says.</summary>
public static class HyperliquidCodec
{
    /// <summary>The outcome of the first order of an action; exits that came with it follow and wait for it.</summary>
    public static VenueOutcome? Placed(WireReply reply) => Outcomes(reply) is [var first, ..] ? first : null;

    /// <summary>One outcome for each order of an action, in order. Null when the answer does not tell of all of them.</summary>
    public static IReadOnlyList<VenueOutcome>? Batch(WireReply reply, int count)
    {
        var told = Outcomes(reply);
        // What is wrong with one order may be told once for all.
        return told is [VenueOutcome.Rejected one] && count > 1 ? [.. Enumerable.Repeat(one, count)] : told?.Count == count ? told : null;
    }

    /// <summary>Nothing more is read than that the venue did it.</summary>
    public static VenueOutcome? Done(WireReply reply) =>
        WireJson.Read(reply, HyperliquidJson.Default.ActionAnswer) is { Status: "ok" } ? new VenueOutcome.Accepted(null) : null;

    /// <summary>An order, by either id.</summary>
    /// <param name="isUnknown">The venue's own word that it has none.</param>
    public static HyperliquidFound? Order(ReadOnlySpan<byte> json, out bool isUnknown)
    {
        var answer = WireJson.Read(json, HyperliquidJson.Default.OrderStatusAnswer);
        isUnknown = answer?.Status == "unknownOid";
        return answer is { Status: "order", Order: { Order: { } order } told } && HyperliquidReports.Of(told) is { } report
            ? new(report, UnixTime.FromMilliseconds(order.Timestamp))
            : null;
    }

    public static IReadOnlyList<OrderReport>? Orders(ReadOnlySpan<byte> json) => WireJson.Read(json, HyperliquidJson.Default.ListWireOrder) is { } orders
        ? WireJson.All(orders.Select(order => HyperliquidReports.Of(new OrderUpdate(order, "open", order.Timestamp))))
        : null;

    public static IReadOnlyList<FillReport>? Fills(ReadOnlySpan<byte> json) => WireJson.Read(json, HyperliquidJson.Default.ListWireFill) is { } fills
        ? WireJson.All(fills.Select(HyperliquidReports.Of))
        : null;

    public static IReadOnlyList<VenuePosition>? Positions(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, HyperliquidJson.Default.MarginState) is { } state ? HyperliquidReports.Positions(state) : null;

    /// <summary>Of perpetuals: the one currency they settle in.</summary>
    public static IReadOnlyList<VenueBalance>? Margin(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, HyperliquidJson.Default.MarginState) is { } state ? HyperliquidReports.Margin(state) : null;

    public static IReadOnlyList<VenueBalance>? Balances(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, HyperliquidJson.Default.SpotState) is { } state ? HyperliquidReports.Balances(state) : null;

    /// <summary>Whether spot and perpetuals share one balance, which then is the one of spot. Null when no word was answered.</summary>
    public static bool? IsShared(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, HyperliquidJson.Default.String) is { } mode ? mode is "unifiedAccount" or "portfolioMargin" : null;

    public static TradingFees? Fees(InstrumentId instrument, bool isSpot, ReadOnlySpan<byte> json) => WireJson.Read(json, HyperliquidJson.Default.FeeAnswer) switch
    {
        { UserSpotAddRate: { } maker, UserSpotCrossRate: { } taker } when isSpot => new(instrument, maker, taker),
        { UserAddRate: { } maker, UserCrossRate: { } taker } when !isSpot => new(instrument, maker, taker),
        _ => null,
    };

    public static PositionTerms? Terms(InstrumentId instrument, ReadOnlySpan<byte> json) =>
        WireJson.Read(json, HyperliquidJson.Default.AssetTerms) is { Leverage: { Value: { } leverage } terms }
            ? new(instrument, leverage, HyperliquidWords.ModeOf(terms.Type), PositionMode.OneWay)
            : null;

    /// <summary>What an address is here, and whom it acts for.</summary>
    public static HyperliquidRole? Role(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, HyperliquidJson.Default.RoleAnswer) is { Role: { } role } answer ? new(role, answer.Data?.User ?? answer.Data?.Master) : null;

    /// <summary>When each named agent of an account ends, by its address.</summary>
    public static IReadOnlyDictionary<string, DateTimeOffset>? Agents(ReadOnlySpan<byte> json) => WireJson.Read(json, HyperliquidJson.Default.ListAgentAnswer)?
        .Where(agent => agent.Address is not null)
        .GroupBy(agent => agent.Address!.ToLowerInvariant())
        .ToDictionary(group => group.Key, group => UnixTime.FromMilliseconds(group.Max(agent => agent.ValidUntil)));

    /// <summary>How many actions the account has used and may use.</summary>
    public static HyperliquidActions? Actions(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, HyperliquidJson.Default.RequestCount) is { NRequestsUsed: { } used, NRequestsCap: { } cap } ? new(used, cap) : null;

    public static DateTimeOffset? Time(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, HyperliquidJson.Default.ExchangeStatusAnswer) is { Time: > 0 } status ? UnixTime.FromMilliseconds(status.Time) : null;

    public static MarketView? Quote(ReadOnlySpan<byte> json, DateTimeOffset now) =>
        WireJson.Read(json, HyperliquidJson.Default.WireBook) is { Levels: [var bids, var asks] } && (bids.Count > 0 || asks.Count > 0)
            ? new() { Bid = bids.Count > 0 ? new Price(bids[0].Px) : null, Ask = asks.Count > 0 ? new Price(asks[0].Px) : null, At = now }
            : null;

    internal static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<VenueOutcome>? Outcomes(WireReply reply) =>
        WireJson.Read(reply, HyperliquidJson.Default.ActionAnswer) is { Status: "ok", Response: { ValueKind: JsonValueKind.Object } response }
            && WireJson.Read(response, HyperliquidJson.Default.ActionResponse) is { Data.Statuses: { Count: > 0 } statuses }
                ? WireJson.All(statuses.Select(Outcome))
                : null;

    private static VenueOutcome? Outcome(JsonElement status)
    {
        if (status.ValueKind == JsonValueKind.String)
        {
            // A cancel that was done, or an order that waits for another one or for its price and has no number yet.
            return status.GetString() is "success" or "waitingForFill" or "waitingForTrigger" ? new VenueOutcome.Accepted(null) : null;
        }

        return WireJson.Read(status, HyperliquidJson.Default.OrderOutcome) switch
        {
            { Error: { } sentence } => HyperliquidErrors.OfOne(sentence).Outcome,
            { Resting: { Oid: > 0 } resting } => new VenueOutcome.Accepted(new(Number(resting.Oid))),
            { Filled: { Oid: > 0 } filled } => new VenueOutcome.Accepted(new(Number(filled.Oid))),
            _ => null,
        };
    }
}

/// <param name="PlacedAt">Its fills came after that.</param>
public sealed record HyperliquidFound(OrderReport Report, DateTimeOffset PlacedAt);

/// <param name="Role"><c>user</c>, <c>agent</c>, <c>vault</c>, <c>subAccount</c> or <c>missing</c>.</param>
/// <param name="Master">Whom it acts for or belongs to.</param>
public sealed record HyperliquidRole(string Role, string? Master);

public sealed record HyperliquidActions(decimal Used, decimal Most);
