using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;

namespace Signalbox.Accounts.Trades;

/// <summary>One signal as one subscription's account is asked to carry it out.</summary>
public sealed record TradeRequest
{
    public required TradeId Id { get; init; }

    public required StrategyId Strategy { get; init; }

    public required InstrumentId Instrument { get; init; }

    public required SignalAction Action { get; init; }

    public Sentiment? Sentiment { get; init; }

    public Price? SignalPrice { get; init; }

    /// <summary>A cancel that takes stops and targets with it: a recorded waiver of protection.</summary>
    public bool IncludeProtection { get; init; }

    /// <summary>A cancel of orders of one type only.</summary>
    public OrderType? CancelOrderType { get; init; }

    /// <summary>The position to reach; negative is short.</summary>
    public Quantity? TargetPosition { get; init; }

    public decimal? BreakevenOffset { get; init; }

    public RequiredPosition? RequiredPosition { get; init; }

    /// <summary>When the sender says the signal arose, and how old it may be by that.</summary>
    public DateTimeOffset? SentAt { get; init; }

    public decimal? MaxLagSeconds { get; init; }

    public DateTimeOffset? GoodTill { get; init; }

    public bool IgnoreTradingWindows { get; init; }

    public bool ReduceOnly { get; init; }

    /// <summary>Orders of the same group cancel each other; groups of different batches are different groups.</summary>
    public string? CancelGroup { get; init; }

    public SignalId? Batch { get; init; }

    /// <summary>Begins when the trade of that signal, through the same subscription, is settled; however that one ended.</summary>
    public SignalId? StartsAfter { get; init; }

    /// <summary>Begins when the trade of that signal, through the same subscription, has filled; where it does not fill, never.</summary>
    public SignalId? AfterFillOf { get; init; }

    public required ResolvedTerms Terms { get; init; }

    /// <summary>The signal as it was read, where gates look at it.</summary>
    public Signal? Signal { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>An entry that could not be taken by then is skipped: an outage never replays old signals.</summary>
    public required DateTimeOffset ValidUntil { get; init; }
}
