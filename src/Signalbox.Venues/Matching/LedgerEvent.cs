using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Venues.Matching;

/// <summary>What happened to one account at an exchange. An account's state is the fold of its events.</summary>
public abstract record LedgerEvent
{
    private protected LedgerEvent()
    {
    }
}

public sealed record AccountOpened(FundsMode Mode, IReadOnlyDictionary<string, Money> Balances) : LedgerEvent;

/// <param name="Order">The exchange's number of the order; also its first priority.</param>
public sealed record OrderAccepted(long Order, OrderTerms Terms) : LedgerEvent;

/// <summary>Nothing came of it: the fold ignores it.</summary>
public sealed record OrderRejected(string? ClientId, RejectReason Reason, string Message) : LedgerEvent;

/// <param name="Priority">A triggered order joins its price level as a new one.</param>
public sealed record OrderTriggered(long Order, long Priority) : LedgerEvent;

/// <summary>A trailing stop followed the price.</summary>
public sealed record StopTrailed(long Order, Price StopPrice) : LedgerEvent;

/// <summary>One execution; says all that a fill report needs.</summary>
public sealed record OrderFilled : LedgerEvent
{
    public required long Order { get; init; }

    /// <summary>The number of the trade; both sides carry the same.</summary>
    public required long Trade { get; init; }

    public required string? ClientId { get; init; }

    public required InstrumentId Instrument { get; init; }

    public required Side Side { get; init; }

    public required Quantity Quantity { get; init; }

    public required Price Price { get; init; }

    public required Money Fee { get; init; }

    public required string FeeCurrency { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsMaker { get; init; }
}

/// <summary>An iceberg showed its next slice, behind the others at its price.</summary>
public sealed record OrderReplenished(long Order, long Priority) : LedgerEvent;

/// <param name="Priority">Unchanged when only the quantity went down.</param>
public sealed record OrderAmended(long Order, Quantity Quantity, Price? LimitPrice, Price? StopPrice, long Priority) : LedgerEvent;

public sealed record OrderCancelled(long Order, CancelReason Reason) : LedgerEvent;

public sealed record OrderExpired(long Order) : LedgerEvent;

[JsonConverter(typeof(SnakeCaseEnumConverter<FundsMode>))]
public enum FundsMode
{
    /// <summary>Positions on margin; profit is paid when they are reduced.</summary>
    Margin,

    /// <summary>Currencies change hands; resting orders lock what they would pay.</summary>
    Spot,

    /// <summary>The exchange's own market maker: unlimited and unrecorded.</summary>
    House,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<CancelReason>))]
public enum CancelReason
{
    Requested,
    NoLiquidity,
    ImmediateOrCancel,
    FillOrKill,
    SelfTrade,
    NothingToReduce,
    OneCancelsOther,
    InsufficientFunds,
    WouldTakeLiquidity,
}
