using System.Globalization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Bybit;

/// <summary>A target and a stop that the venue keeps with a position, or one of the two.</summary>
internal sealed class BybitExitPair(SandboxAccount account, InstrumentId instrument, Side side, long number, bool isPartial)
{
    private const string WholeGroup = "exits-of-position-";
    private const string PartialGroup = "exits-of-part-";

    public SandboxAccount Account => account;

    public InstrumentId Instrument => instrument;

    /// <summary>The side that leaves the position.</summary>
    public Side Side => side;

    public bool IsPartial { get; } = isPartial;

    /// <summary>The order that brought exits of its own fills.</summary>
    public Order? Entry { get; init; }

    /// <summary>Exits of a part that were set at the position: of how much.</summary>
    public Quantity? Size { get; init; }

    public BybitExitLeg? Profit { get; set; }

    public BybitExitLeg? Loss { get; set; }

    /// <summary>Whoever cancels one cancels both, until one of them is changed alone.</summary>
    public bool IsBound { get; set; } = true;

    /// <summary>It was cancelled, and what is left of it has to go.</summary>
    public bool IsOver { get; set; }

    public IEnumerable<BybitExitLeg> Legs => new[] { Profit, Loss }.OfType<BybitExitLeg>();

    private string Group { get; } = (isPartial ? PartialGroup : WholeGroup) + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>How much of the position they leave.</summary>
    public Quantity Of(Quantity held) => Quantity.Min(held.Abs(), Entry?.Filled ?? Size ?? held.Abs());

    public OrderTerms Terms(BybitExitLeg leg, Quantity quantity) => new()
    {
        Instrument = instrument,
        Side = side,
        Type = leg.Level.Limit is null ? OrderType.Stop : OrderType.StopLimit,
        Quantity = quantity,
        StopPrice = leg.Level.Trigger,
        LimitPrice = leg.Level.Limit,
        Trigger = (side == Side.Sell) == (leg == Profit) ? TriggerDirection.Rising : TriggerDirection.Falling,
        ReduceOnly = true,
        OcoGroup = Group,
    };

    /// <summary>The venue's word for an order it made as an exit; null for any other.</summary>
    public static string? KindOf(OrderTerms terms) => terms.OcoGroup switch
    {
        { } group when group.StartsWith(WholeGroup, StringComparison.Ordinal) => IsProfit(terms) ? "TakeProfit" : "StopLoss",
        { } group when group.StartsWith(PartialGroup, StringComparison.Ordinal) => IsProfit(terms) ? "PartialTakeProfit" : "PartialStopLoss",
        _ => null,
    };

    public static bool IsProfit(OrderTerms terms) => (terms.Side == Side.Sell) == (terms.Trigger == TriggerDirection.Rising);
}

/// <summary>One of the two: where it waits, and the order that stands for it.</summary>
internal sealed class BybitExitLeg(BybitExitLevel level)
{
    public BybitExitLevel Level { get; set; } = level;

    public Order? Order { get; set; }
}
