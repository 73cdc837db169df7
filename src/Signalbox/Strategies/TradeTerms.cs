using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Strategies;

/// <summary>
/// The units a setting is resolved by. Each is taken whole from one source: a quantity never meets another source's
/// quantity type, nor an order type another source's price. Null: this source says nothing about the unit.
/// </summary>
public sealed record TradeTerms
{
    public static readonly TradeTerms Empty = new();

    public SizeTerms? EntrySize { get; init; }

    public SizeTerms? ExitSize { get; init; }

    public OrderTerms? EntryOrder { get; init; }

    public OrderTerms? ExitOrder { get; init; }

    public TimeInForce? EntryTimeInForce { get; init; }

    public TimeInForce? ExitTimeInForce { get; init; }

    public TakeProfitTerms? TakeProfit { get; init; }

    public StopLossTerms? StopLoss { get; init; }
}
