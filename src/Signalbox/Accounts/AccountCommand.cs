using Signalbox.Accounts.Gates;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Risk.Ledger;
using Signalbox.Risk.Limits;
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

    /// <summary>Prices of everything held, where a loss limit asks for them.</summary>
    public MarksView? Marks { get; init; }

    /// <summary>The ledger of shared limits, held still while this command is decided.</summary>
    public RiskState? Risk { get; init; }

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

    /// <summary>A scorer answered, or failed to.</summary>
    public sealed record ScorerEnded(TradeId Trade, ScorerAnswer Answer) : AccountCommand
    {
        public override InstrumentId? About(AccountState state) => state.InstrumentOf(Trade);
    }

    /// <param name="Terms">Other terms than those resolved; null: as they are.</param>
    public sealed record Approve(TradeId Trade, string By, ResolvedTerms? Terms) : AccountCommand
    {
        public override InstrumentId? About(AccountState state) => state.InstrumentOf(Trade);
    }

    public sealed record Disapprove(TradeId Trade, string By, string Why) : AccountCommand;

    /// <summary>A person cancels an order or moves it.</summary>
    /// <param name="Levels">Null: a cancel.</param>
    public sealed record ChangeOrder(ClientOrderId Order, OrderLevels? Levels, string By) : AccountCommand
    {
        public override InstrumentId? About(AccountState state) => state.InstrumentOf(Order);
    }

    /// <summary>Halts, lets only reduce, or releases: the account, or what a scope names of it.</summary>
    public sealed record SetTradingState(TradingMode Mode, string Why, string By) : AccountCommand
    {
        /// <summary>Null: the account itself.</summary>
        public RiskScope? Scope { get; init; }

        /// <summary>A pause: entries that rest already stay.</summary>
        public bool KeepsWorking { get; init; }

        /// <summary>What is held is closed as well.</summary>
        public string? FlattenId { get; init; }
    }

    /// <summary>The trading states of every account and of strategies, as they stand now.</summary>
    public sealed record FollowStanding(IReadOnlyList<KeyValuePair<RiskScope, TradingState>> Standing) : AccountCommand;

    /// <summary>The terms the account works under changed.</summary>
    public sealed record Reconfigure(AccountProfile Profile) : AccountCommand;

    /// <summary>Time to compare losses with their limits.</summary>
    public sealed record AssessLosses : AccountCommand;

    /// <summary>The ledger of shared limits wants to know all of this account; nothing changes here.</summary>
    public sealed record ReportExposure : AccountCommand;

    /// <summary>The request was held back at the last moment: trading was stopped after its intent was committed.</summary>
    public sealed record PlaceHeld(ClientOrderId Order, TradingMode Mode, string Why) : AccountCommand;

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
