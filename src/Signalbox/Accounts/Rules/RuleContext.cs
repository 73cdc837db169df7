using Signalbox.Accounts.Gates;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;

namespace Signalbox.Accounts.Rules;

/// <summary>What a rule may look at. Rules decide from this alone.</summary>
internal sealed record RuleContext
{
    public required AccountState State { get; init; }

    public required TradeRequest Request { get; init; }

    public required TradePlan Plan { get; init; }

    public required Instrument Instrument { get; init; }

    /// <summary>The position the trade reads.</summary>
    public required Quantity Position { get; init; }

    public required DateTimeOffset Now { get; init; }

    public MarketView? Market { get; init; }

    public FundsView? Funds { get; init; }

    /// <summary>What scorers were asked and said; null before.</summary>
    public Scoring? Scoring { get; init; }

    public bool Enters => Plan.Enter is not null;

    /// <summary>The side that trades first: the exit's where there is one.</summary>
    public Side Side => Plan.Exit != ExitStep.None ? Sides.Reducing(Position) : Plan.Enter ?? Side.Buy;
}
