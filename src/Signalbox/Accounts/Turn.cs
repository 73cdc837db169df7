using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk.Ledger;

namespace Signalbox.Accounts;

/// <summary>
/// One command being decided. Every event is folded into the state at once, so that later steps of the same decision see
/// what earlier ones did; the journal sees exactly these events, in this order.
/// </summary>
internal sealed class Turn(AccountState state, AccountCommand command, DateTimeOffset now)
{
    private const int EventsUsually = 8;

    private readonly List<AccountEvent> events = new(EventsUsually);
    private readonly TouchedTrades touched = new();
    private List<Effect>? effects;

    /// <summary>The state found, until something happened; then a copy of this turn's own that the events are folded into.</summary>
    public AccountState State { get; private set; } = state;

    public DateTimeOffset Now => now;

    /// <summary>Whether the views that came with the command are those of this instrument.</summary>
    public bool IsAbout(InstrumentId instrument) => command.About(State) == instrument;

    /// <summary>What is known of an instrument's market; null where the command is about another one.</summary>
    public MarketView? MarketOf(InstrumentId instrument) => IsAbout(instrument) ? command.Market : null;

    /// <summary>The last price of an instrument, where the command is about it and its view is fresh.</summary>
    public Price? FreshPrice(InstrumentId instrument) => MarketOf(instrument) is { } market && market.IsFresh(now) ? market.Last ?? market.Mid : null;

    /// <summary>Of the currency the command's instrument is settled in; null where the command is about none.</summary>
    public FundsView? Funds => command.Funds;

    public FundsView? FundsFor(Instrument instrument) => command.Funds is { } funds && funds.Currency == instrument.Settle ? funds : null;

    /// <summary>Prices of everything held; null where losses are not watched.</summary>
    public MarksView? Marks => command.Marks;

    /// <summary>What every account uses of shared limits; null where the ledger was not asked.</summary>
    public RiskState? Risk => command.Risk;

    public AccountProfile Profile => State.Profile ?? throw new InvalidOperationException("The account was not configured before it was used.");

    /// <summary>Trades whose outcome may have changed.</summary>
    public TouchedTrades Touched => touched;

    public int EventCount => events.Count;

    public AccountEvent EventAt(int index) => events[index];

    public void Record(AccountEvent happened)
    {
        if (events.Count == 0)
        {
            State = State with { };
        }

        AccountFold.Fold(State, happened);
        events.Add(happened);
    }

    public void Do(Effect effect) => (effects ??= []).Add(effect);

    public void Wake(TimerKey timer, TimeSpan after) => Do(new Effect.Schedule(timer, after > TimeSpan.Zero ? now + after : now));

    /// <summary>The trade is looked at before the turn ends, and so is the one under way in the same instrument.</summary>
    public void Touch(TradeId? trade)
    {
        if (trade is { } id && State.Trades.TryGetValue(id, out var known))
        {
            touched.Add(id);
            TouchActive(known.Request.Instrument);
        }
    }

    public void TouchActive(InstrumentId instrument)
    {
        if (State.Holdings.TryGetValue(instrument, out var holding) && holding.Active is { } active)
        {
            touched.Add(active);
        }
    }

    public Decision End() => new(State, events, (IReadOnlyList<Effect>?)effects ?? []);
}
