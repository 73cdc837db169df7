using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Venues;

/// <summary>
/// What some venues can do with an order beyond the words every account uses. An adapter sends what its venue has and
/// refuses the rest before a byte leaves.
/// </summary>
public sealed record OrderExtras
{
    /// <summary>The price a stop watches. Default the venue's own, usually the last trade.</summary>
    public PriceSource? TriggerBy { get; init; }

    /// <summary>The stop triggers when the price has moved in favour: a sell above the market, a buy below. Default false.</summary>
    public bool TakesProfit { get; init; }

    /// <summary>How far a trailing stop stays behind the best price.</summary>
    public TrailBy? Trail { get; init; }

    /// <summary>The price at which a trailing stop starts to trail. Default at once.</summary>
    public Price? ActivationPrice { get; init; }

    /// <summary>A market order for this much of the quote currency; the quantity then does not count.</summary>
    public Money? QuoteAmount { get; init; }

    /// <summary>Closes whatever the position is when it triggers; the quantity then does not count. Default false.</summary>
    public bool ClosesPosition { get; init; }

    /// <summary>Which of the two positions of a hedged account it is for.</summary>
    public PositionSide? PositionSide { get; init; }

    /// <summary>Where the venue asks for it with each order.</summary>
    public MarginMode? MarginMode { get; init; }

    /// <summary>Where the venue asks for it with each order.</summary>
    public decimal? Leverage { get; init; }

    /// <summary>What happens when the order would meet one of the same owner. Default the venue's own.</summary>
    public SelfTradePrevention? SelfTrades { get; init; }

    /// <summary>A target that begins to exist when this order fills.</summary>
    public AttachedExit? TakeProfit { get; init; }

    /// <summary>A stop that begins to exist when this order fills.</summary>
    public AttachedExit? StopLoss { get; init; }

    /// <summary>Stocks: it may also trade before and after the session. Default false.</summary>
    public bool OutsideHours { get; init; }
}

/// <summary>A distance in price, or in per cent of the price.</summary>
public readonly record struct TrailBy(decimal Distance, bool IsPercent);

/// <summary>An exit that the venue keeps with its entry.</summary>
/// <param name="Trigger">The price at which it begins; null for a target that rests as a limit.</param>
/// <param name="Limit">Null leaves at the market.</param>
public sealed record AttachedExit(Price? Trigger, Price? Limit = null)
{
    public PriceSource? TriggerBy { get; init; }
}

[JsonConverter(typeof(SnakeCaseEnumConverter<PriceSource>))]
public enum PriceSource
{
    Last,
    Mark,
    Index,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<PositionSide>))]
public enum PositionSide
{
    Long,
    Short,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<MarginMode>))]
public enum MarginMode
{
    Cross,
    Isolated,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<SelfTradePrevention>))]
public enum SelfTradePrevention
{
    None,
    CancelTaker,
    CancelMaker,
    CancelBoth,
    Decrement,
}
