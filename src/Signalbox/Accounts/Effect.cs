using Signalbox.Accounts.Gates;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Identity;
using Signalbox.Venues;

namespace Signalbox.Accounts;

/// <summary>What the host does once the events of a decision are on disk. Results come back as commands.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <param name="Opens">Whose entry it is, so that a stop of trading holds it back at the last moment; null for what always passes.</param>
    public sealed record Place(PlaceOrder Order, Opening? Opens = null) : Effect;

    public sealed record PlacePair(Venues.PlacePair Pair) : Effect;

    public sealed record Amend(AmendOrder Amendment) : Effect;

    public sealed record Cancel(CancelOrder Cancellation) : Effect;

    public sealed record Query(QueryOrder Lookup) : Effect;

    public sealed record TakeSnapshot(DateTimeOffset FillsSince, SnapshotReason Reason) : Effect;

    /// <summary>Asks for one quote, bounded in time.</summary>
    public sealed record FetchQuote(InstrumentId Instrument, TradeId Trade) : Effect;

    /// <summary>Asks a gate's scorer, bounded in time.</summary>
    public sealed record AskScorer(ScorerQuestion Question) : Effect;

    /// <summary>Lets the instrument's waiting trade begin, with the views its decision needs.</summary>
    public sealed record Resume(InstrumentId Instrument) : Effect;

    public sealed record Schedule(TimerKey Timer, DateTimeOffset Due) : Effect;
}

/// <summary>An entry's strategy and subscription.</summary>
public sealed record Opening(StrategyId Strategy, SubscriptionId Subscription);
