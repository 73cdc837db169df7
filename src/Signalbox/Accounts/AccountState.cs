using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Signalbox.Accounts.Limits;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Rules;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Risk.Limits;
using Signalbox.Strategies;
using Signalbox.Text;
using Signalbox.Venues;

namespace Signalbox.Accounts;

/// <summary>
/// Everything an account knows: the fold of its stream, nothing else. Its collections are sorted, so that a decision and
/// the state's text never depend on how a process happens to hash. Whoever has one sees it never change: only the fold
/// writes to it, and only to a copy that nobody else has seen yet.
/// </summary>
public sealed record AccountState
{
    /// <summary>Raised when the shape changes, so that an old snapshot is not read as a new one.</summary>
    public const int Format = 7;

    public static readonly AccountState Empty = new();

    [JsonInclude]
    public AccountProfile? Profile { get; internal set; }

    [JsonConverter(typeof(ValueDictionaryConverter<InstrumentId, Holding>))]
    [JsonInclude]
    public ValueDictionary<InstrumentId, Holding> Holdings { get; internal set; }

    [JsonConverter(typeof(ValueDictionaryConverter<ClientOrderId, Order>))]
    [JsonInclude]
    public ValueDictionary<ClientOrderId, Order> Orders { get; internal set; }

    [JsonConverter(typeof(ValueDictionaryConverter<TradeId, Trade>))]
    [JsonInclude]
    public ValueDictionary<TradeId, Trade> Trades { get; internal set; }

    /// <summary>Trades that begin after another of their batch.</summary>
    [JsonInclude]
    public ImmutableSortedSet<TradeId> Followers { get; internal set; } = [];

    /// <summary>Trades that flatten the account: whatever ends anywhere in it may be their next step.</summary>
    [JsonInclude]
    public ImmutableSortedSet<TradeId> Flattening { get; internal set; } = [];

    /// <summary>Between a start or a gap and the venue's snapshot: entries wait.</summary>
    [JsonInclude]
    public bool Reconciling { get; internal set; }

    /// <summary>Only a picture asked for after this ends it.</summary>
    [JsonInclude]
    public DateTimeOffset ReconcilingSince { get; internal set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Orders at the venue that did not come from us, as last reported.</summary>
    [JsonInclude]
    public ImmutableSortedDictionary<VenueOrderId, OrderReport> ExternalOrders { get; internal set; } = ImmutableSortedDictionary<VenueOrderId, OrderReport>.Empty;

    /// <summary>Positions the venue reported differently once; believed when it says so twice.</summary>
    [JsonInclude]
    public ImmutableSortedDictionary<InstrumentId, Doubt> Doubted { get; internal set; } = ImmutableSortedDictionary<InstrumentId, Doubt>.Empty;

    /// <summary>Fills of orders that did not come from us, so that none is counted twice.</summary>
    [JsonInclude]
    public Finished<FillId> ForeignFills { get; internal set; } = Finished<FillId>.None;

    [JsonInclude]
    public TradingState TradingState { get; internal set; } = TradingState.Active;

    /// <summary>What was stopped beside the account itself: everything, a strategy, a subscription.</summary>
    [JsonInclude]
    public ImmutableSortedDictionary<RiskScope, TradingState> Standing { get; internal set; } = ImmutableSortedDictionary<RiskScope, TradingState>.Empty;

    /// <summary>What was realised so far, fees included.</summary>
    [JsonInclude]
    public ImmutableSortedDictionary<ResultKey, Money> Results { get; internal set; } = ImmutableSortedDictionary<ResultKey, Money>.Empty;

    /// <summary>What losses are measured from, where a limit asks.</summary>
    [JsonInclude]
    public ImmutableSortedDictionary<LossKey, LossMark> LossMarks { get; internal set; } = ImmutableSortedDictionary<LossKey, LossMark>.Empty;

    [JsonConverter(typeof(ValueListConverter<RecentEntry>))]
    [JsonInclude]
    public ValueList<RecentEntry> RecentEntries { get; internal set; }

    [JsonInclude]
    public ImmutableSortedDictionary<SubscriptionId, DayCount> EntriesToday { get; internal set; } = ImmutableSortedDictionary<SubscriptionId, DayCount>.Empty;

    /// <summary>How trades went lately, per subscription and instrument; bounded by what is subscribed.</summary>
    [JsonInclude]
    public ImmutableSortedDictionary<RecordKey, TradeRecord> Records { get; internal set; } = ImmutableSortedDictionary<RecordKey, TradeRecord>.Empty;

    [JsonInclude]
    public DateTimeOffset LastFillAt { get; internal set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Fills up to here may belong to orders that were forgotten: a repeat of one must not count as somebody else's.</summary>
    [JsonInclude]
    public DateTimeOffset ForgottenUpTo { get; internal set; } = DateTimeOffset.UnixEpoch;

    [JsonInclude]
    public Finished<ClientOrderId> FinishedOrders { get; internal set; } = Finished<ClientOrderId>.None;

    [JsonInclude]
    public Finished<TradeId> FinishedTrades { get; internal set; } = Finished<TradeId>.None;

    public InstrumentId? InstrumentOf(ClientOrderId order) => Orders.GetValueOrDefault(order)?.Ticket.Instrument;

    public InstrumentId? InstrumentOf(TradeId trade) => Trades.GetValueOrDefault(trade)?.Request.Instrument;

    public TradeRecord RecordOf(SubscriptionId subscription, InstrumentId instrument) =>
        Records.GetValueOrDefault(new(subscription, instrument), TradeRecord.None);

    /// <summary>Where the account's trading day begins at midnight.</summary>
    [JsonIgnore]
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Profile?.TimeZone ?? "UTC");

    /// <summary>The trading day a time belongs to, in the account's time zone.</summary>
    public DateOnly TradingDay(DateTimeOffset at) => DateOnly.FromDateTime(Profile is null or { TimeZone: "UTC" }
        ? at.UtcDateTime
        : TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>When that day is over.</summary>
    public DateTimeOffset TradingDayEnd(DateTimeOffset at)
    {
        var zone = Zone;
        var midnight = TradingDay(at).AddDays(1).ToDateTime(TimeOnly.MinValue);

        // Where clocks are put forward at midnight, the day begins with the first minute there is.
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        return new(midnight, zone.GetUtcOffset(midnight));
    }

    /// <summary>Which lots a trade of this subscription reads and closes.</summary>
    public PositionReach ReachOf(SubscriptionId? subscription) =>
        new(Profile?.PositionScope == PositionScope.Subscription ? subscription : null);
}

/// <param name="Venue">What the venue reported.</param>
/// <param name="Since">Only a picture asked for after this can confirm it.</param>
public sealed record Doubt(Quantity Venue, DateTimeOffset Since);

/// <summary>Ids in the order they finished, so that the oldest can be forgotten.</summary>
public sealed record Finished<T>
{
    internal static readonly Finished<T> None = new();

    public ImmutableQueue<T> Ids { get; init; } = ImmutableQueue<T>.Empty;

    public int Count { get; init; }

    public bool Contains(T id) => Ids.Contains(id);

    public Finished<T> Add(T id) => new() { Ids = Ids.Enqueue(id), Count = Count + 1 };

    public Finished<T> Drop(out T oldest) => new() { Ids = Ids.Dequeue(out oldest), Count = Count - 1 };
}
