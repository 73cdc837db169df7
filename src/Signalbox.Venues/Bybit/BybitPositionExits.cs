using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Bybit;

/// <summary>The exits of one position as the venue keeps them. Null leaves a level as it is, zero takes it away.</summary>
public sealed record BybitPositionExits
{
    public required InstrumentId Instrument { get; init; }

    /// <summary>Of a hedged account; null for a net position.</summary>
    public PositionSide? Side { get; init; }

    public decimal? TakeProfit { get; init; }

    public decimal? StopLoss { get; init; }

    /// <summary>How far the stop stays behind the best price, as a distance in price.</summary>
    public decimal? TrailingDistance { get; init; }

    /// <summary>The price from which it trails. Default at once.</summary>
    public decimal? TrailingFrom { get; init; }

    /// <summary>For exits of a part of the position; null for all of it.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>Only where a quantity is given; null leaves at the market.</summary>
    public decimal? TakeProfitLimit { get; init; }

    public decimal? StopLossLimit { get; init; }

    public PriceSource? TakeProfitBy { get; init; }

    public PriceSource? StopLossBy { get; init; }
}
