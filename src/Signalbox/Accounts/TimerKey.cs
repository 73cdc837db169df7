using Signalbox.Accounts.Reconciliation;
using Signalbox.Identity;

namespace Signalbox.Accounts;

/// <summary>What a timer is for. A timer that elapses after its cause is gone changes nothing, so none is ever cancelled.</summary>
public abstract record TimerKey
{
    private TimerKey()
    {
    }

    /// <summary>Look the order up.</summary>
    public sealed record Probe(ClientOrderId Order) : TimerKey;

    /// <summary>Try again to send what never left.</summary>
    public sealed record Resend(ClientOrderId Order) : TimerKey;

    /// <summary>Try a change again that never left.</summary>
    public sealed record Rechange(ClientOrderId Order) : TimerKey;

    /// <summary>A delayed signal's time has come.</summary>
    public sealed record DelayOver(TradeId Trade) : TimerKey;

    /// <summary>A trade has waited long enough for another of its batch to come in.</summary>
    public sealed record Follow(TradeId Trade) : TimerKey;

    /// <summary>Try again at a market that was closed.</summary>
    public sealed record MarketOpens(TradeId Trade) : TimerKey;

    /// <summary>An order has stood as long as it may.</summary>
    public sealed record CancelAfter(ClientOrderId Order) : TimerKey;

    /// <summary>Look at an instrument's market.</summary>
    public sealed record Look(InstrumentId Instrument) : TimerKey;

    /// <summary>A triggered stop-limit should have filled by now.</summary>
    public sealed record Escalate(ClientOrderId Order) : TimerKey;

    /// <summary>A step of a trade took too long.</summary>
    public sealed record StepDeadline(TradeId Trade, Trades.TradeStage Stage) : TimerKey;

    /// <summary>Try again to protect.</summary>
    public sealed record Protect(TradeId Trade) : TimerKey;

    /// <summary>Ask for the venue's truth again.</summary>
    public sealed record Reconcile(SnapshotReason Reason) : TimerKey;

    /// <summary>Ask the venue whether it shows the stops it should.</summary>
    public sealed record Watch(InstrumentId Instrument) : TimerKey;

    /// <summary>An order's outcome has been unknown for long enough that a person should know.</summary>
    public sealed record UnknownAlert(ClientOrderId Order) : TimerKey;
}
