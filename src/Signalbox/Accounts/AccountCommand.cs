using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Strategies;
using Signalbox.Venues;

namespace Signalbox.Accounts;

/// <summary>What an account is asked or told. The views are what was known when the command was built.</summary>
public abstract record AccountCommand
{
    private AccountCommand()
    {
    }

    /// <summary>The market of the instrument this command is about.</summary>
    public MarketView? Market { get; init; }

    public FundsView? Funds { get; init; }

    /// <summary>The instrument whose market a decision may need; null where none.</summary>
    public virtual InstrumentId? About(AccountState state) => null;

    /// <summary>First command of a host: the terms to work under, and everything unfinished is looked at.</summary>
    public sealed record Recover(AccountProfile Profile) : AccountCommand;

    public sealed record TakeSignal(TradeRequest Request, Instrument Instrument) : AccountCommand
    {
        public override InstrumentId? About(AccountState state) => Instrument.Id;
    }

    /// <summary>A signal that cannot be carried out here whatever the position is: it is taken, and refused with the reason.</summary>
    public sealed record RefuseSignal(TradeRequest Request, Refusal Reason) : AccountCommand;

    public sealed record PlaceEnded(ClientOrderId Order, VenueOutcome Outcome) : AccountCommand
    {
        public override InstrumentId? About(AccountState state) => state.InstrumentOf(Order);
    }

    /// <summary>The request left some time ago and no answer came yet.</summary>
    public sealed record PlaceIsSlow(ClientOrderId Order) : AccountCommand;

    /// <param name="Levels">Which change ended: null for a cancel.</param>
    public sealed record ChangeEnded(ClientOrderId Order, OrderLevels? Levels, VenueOutcome Outcome) : AccountCommand
    {
        public override InstrumentId? About(AccountState state) => state.InstrumentOf(Order);
    }

    /// <param name="AskedAt">A lookup tells of the time it was asked, however long its answer took.</param>
    public sealed record EvidenceArrived(ClientOrderId Order, OrderEvidence Evidence, DateTimeOffset AskedAt) : AccountCommand
    {
        public override InstrumentId? About(AccountState state) => state.InstrumentOf(Order);
    }

    public sealed record OrderChanged(OrderReport Report) : AccountCommand
    {
        public override InstrumentId? About(AccountState state) => Report.Instrument;
    }

    public sealed record Executed(FillReport Fill) : AccountCommand
    {
        public override InstrumentId? About(AccountState state) => Fill.Instrument;
    }

    /// <summary>The venue took a fill back.</summary>
    public sealed record FillVoided(FillReport Fill) : AccountCommand
    {
        public override InstrumentId? About(AccountState state) => Fill.Instrument;
    }

    public sealed record StreamGap(string Why) : AccountCommand;

    /// <param name="Instruments">Those of the positions in it, so that one nobody traded here yet can be taken over.</param>
    public sealed record SnapshotArrived(VenueAnswer<VenueSnapshot> Answer, IReadOnlyList<Instrument> Instruments, DateTimeOffset AskedAt) : AccountCommand
    {
        public SnapshotReason Reason { get; init; }
    }

    public sealed record QuoteArrived(TradeId Trade, InstrumentId Instrument) : AccountCommand
    {
        public override InstrumentId? About(AccountState state) => Instrument;
    }

    /// <param name="Terms">Other terms than those resolved; null: as they are.</param>
    public sealed record Approve(TradeId Trade, string By, ResolvedTerms? Terms) : AccountCommand
    {
        public override InstrumentId? About(AccountState state) => state.InstrumentOf(Trade);
    }

    public sealed record Disapprove(TradeId Trade, string By, string Why) : AccountCommand;

    /// <summary>Halts, lets only reduce, or releases the account.</summary>
    public sealed record SetTradingState(TradingMode Mode, string Why, string By) : AccountCommand;

    /// <summary>What held the instrument's waiting trade back is over.</summary>
    public sealed record Resume(InstrumentId Instrument) : AccountCommand
    {
        public override InstrumentId? About(AccountState state) => Instrument;
    }

    public sealed record TimerElapsed(TimerKey Timer) : AccountCommand
    {
        public override InstrumentId? About(AccountState state) => Timer switch
        {
            TimerKey.StepDeadline step => state.InstrumentOf(step.Trade),
            TimerKey.Protect protect => state.InstrumentOf(protect.Trade),
            TimerKey.Look look => look.Instrument,
            TimerKey.MarketOpens opens => state.InstrumentOf(opens.Trade),
            TimerKey.DelayOver over => state.InstrumentOf(over.Trade),
            _ => null,
        };
    }
}
