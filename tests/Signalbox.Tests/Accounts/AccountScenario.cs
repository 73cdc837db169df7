using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Risk.Ledger;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;
using Signalbox.Strategies.Gates;
using Signalbox.Text;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

/// <summary>
/// Drives the account state machine by hand. After every command it checks that the state is exactly what its events fold
/// to, through the journal's own text: a decision that changed anything else would be lost at the next restart.
/// </summary>
internal sealed class AccountScenario
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public static readonly Instrument Btc = new()
    {
        Id = new("BTCUSDT"),
        Kind = InstrumentKind.LinearPerpetual,
        AssetClass = AssetClass.Crypto,
        Base = "BTC",
        Quote = "USDT",
        Settle = "USDT",
        TickSize = new(0.1m),
        LotSize = new(0.001m),
        MinQuantity = new(0.001m),
        MinNotional = new(5m),
    };

    private readonly List<Effect> effects = [];
    private readonly List<DateTimeOffset> times = [];
    private int fills;

    public AccountScenario(Func<AccountProfile, AccountProfile>? change = null)
    {
        var profile = new AccountProfile
        {
            Account = new("acct"),
            Instance = "test",
            Broker = "fake",
            Capabilities = new() { ClientIds = ClientIdUniqueness.Forever, ReduceOnly = true, Stops = true, StopLimits = true, Amend = true },
        };
        Do(new AccountCommand.Recover(change?.Invoke(profile) ?? profile));
        Do(new AccountCommand.SnapshotArrived(VenueAnswer.Of(Empty()), [], Now));
        effects.Clear();
    }

    public AccountState State { get; private set; } = AccountState.Empty;

    public DateTimeOffset Now { get; private set; } = Start;

    public MarketView? Market { get; set; } = Quote(60_000m, 60_000.1m, Start);

    public FundsView? Funds { get; set; } = new() { Currency = "USDT", Equity = new(100_000m), Available = new(100_000m), At = Start };

    /// <summary>What the positions are valued by; null: their instrument's market.</summary>
    public MarksView? Marks { get; set; }

    public RiskState? Risk { get; set; }

    public List<AccountEvent> Events { get; } = [];

    /// <summary>When an event was recorded.</summary>
    public DateTimeOffset TimeOf(int index) => times[index];

    public static MarketView Quote(decimal bid, decimal ask, DateTimeOffset at) => new() { Bid = new(bid), Ask = new(ask), Last = new(bid), At = at };

    public static VenueSnapshot Empty() => new() { At = Start, OpenOrders = [], Positions = [], Balances = [], Fills = [] };

    public void Pass(TimeSpan time)
    {
        Now += time;
        Market = Market is null ? null : Market with { At = Now };
    }

    /// <summary>The effects since the last look.</summary>
    public IReadOnlyList<Effect> TakeEffects()
    {
        var taken = effects.ToArray();
        effects.Clear();
        return taken;
    }

    public IReadOnlyList<PlaceOrder> TakePlaced() => [.. TakeEffects().OfType<Effect.Place>().Select(place => place.Order)];

    public Decision Do(AccountCommand command)
    {
        var before = State;
        var decision = Account.Decide(State, command with { Market = Market, Funds = Funds, Marks = Marks ?? MarksOf(Market), Risk = Risk }, Now);
        var folded = before;
        foreach (var happened in decision.Events)
        {
            folded = Account.Apply(folded, ThroughTheJournal(happened));
        }

        Assert.Equal(Text(decision.State), Text(folded));
        State = decision.State;
        Events.AddRange(decision.Events);
        times.AddRange(decision.Events.Select(_ => Now));
        effects.AddRange(decision.Effects);
        return decision;
    }

    public TradeId Signal(SignalAction action, decimal? quantity = null, Action<SignalSetup>? setup = null)
    {
        var asked = new SignalSetup { Action = action, Quantity = quantity, Id = $"s{State.Trades.Count + 1}" };
        setup?.Invoke(asked);
        var request = asked.Build(Now);
        Do(new AccountCommand.TakeSignal(request, asked.Instrument));
        return request.Id;
    }

    public void Accept(ClientOrderId order) => Do(new AccountCommand.PlaceEnded(order, new VenueOutcome.Accepted(new($"v-{order}"))));

    public void Fill(ClientOrderId order, decimal quantity, decimal price)
    {
        var ticket = State.Orders[order].Ticket;
        Do(new AccountCommand.Executed(FillOf(ticket, quantity, price, $"f{++fills}")));
    }

    public FillReport FillOf(OrderTicket ticket, decimal quantity, decimal price, string id) => new()
    {
        FillId = new(id),
        ClientOrderId = ticket.Id,
        VenueOrderId = new($"v-{ticket.Id}"),
        Instrument = ticket.Instrument,
        Side = ticket.Side,
        Quantity = new(quantity),
        Price = new(price),
        Fee = new(0.01m),
        FeeCurrency = "USDT",
        At = Now,
    };

    public void Report(ClientOrderId order, VenueOrderState state, decimal filled = 0, string? reason = null)
    {
        var known = State.Orders[order];
        Do(new AccountCommand.OrderChanged(ReportOf(known, state, filled, reason)));
    }

    public OrderReport ReportOf(Order known, VenueOrderState state, decimal filled = 0, string? reason = null) => new()
    {
        ClientOrderId = known.Id,
        VenueOrderId = new($"v-{known.Id}"),
        Instrument = known.Ticket.Instrument,
        Side = known.Ticket.Side,
        Type = known.Ticket.Type,
        State = state,
        Quantity = known.Levels.Quantity,
        FilledQuantity = new(filled),
        LimitPrice = known.Levels.LimitPrice,
        StopPrice = known.Levels.StopPrice,
        At = Now,
        Reason = reason,
    };

    /// <summary>The venue refuses an order.</summary>
    public void Refuse(ClientOrderId order, RejectReason reason) =>
        Do(new AccountCommand.PlaceEnded(order, new VenueOutcome.Rejected(reason, "-1", "No.")));

    public void Elapse(TimerKey timer, TimeSpan after)
    {
        Pass(after);
        Do(new AccountCommand.TimerElapsed(timer));
    }

    /// <summary>A picture as the venue would give it now: these orders of ours, and this position.</summary>
    public void Snapshot(decimal position, IEnumerable<OrderReport> open, SnapshotReason reason = SnapshotReason.Watch) => Do(new AccountCommand.SnapshotArrived(
        VenueAnswer.Of(Empty() with
        {
            At = Now,
            OpenOrders = [.. open],
            Positions = position == 0 ? [] : [new VenuePosition(Btc.Id, new(position), new(60_000m))],
        }),
        [Btc],
        Now)
    {
        Reason = reason,
    });

    public IEnumerable<OrderReport> OpenAtVenue() =>
        [.. State.Orders.Values.Where(order => !order.State.IsTerminal).Select(order => ReportOf(order, VenueOrderState.Working, order.Filled.Value))];

    /// <summary>Accepts and fills a market order at once.</summary>
    public void AcceptAndFill(ClientOrderId order, decimal price)
    {
        Accept(order);
        Fill(order, State.Orders[order].Open.Value, price);
    }

    public Trade Trade(TradeId id) => State.Trades[id];

    public Order OrderOf(Leg leg) => State.Orders.Values.Last(order => order.Ticket.Leg == leg && !order.State.IsTerminal);

    public decimal Position => State.Holdings.TryGetValue(Btc.Id, out var holding) ? holding.Net.Value : 0m;

    private static MarksView MarksOf(MarketView? market) =>
        market?.Mid is { } mid ? new(new Dictionary<InstrumentId, Price> { [Btc.Id] = mid }.ToFrozenDictionary()) : MarksView.None;

    private static string Text(AccountState state) => Encoding.UTF8.GetString(AccountCodec.WriteState(state));

    private AccountEvent ThroughTheJournal(AccountEvent happened)
    {
        var draft = AccountCodec.Events.Write(happened, Now);
        return AccountCodec.Events.Read(new JournalEvent(StreamId.Account(new("acct")), 1, 1, Now, draft.Type, draft.Payload, default));
    }
}

internal sealed class SignalSetup
{
    public required string Id { get; set; }

    public required SignalAction Action { get; set; }

    public decimal? Quantity { get; set; }

    public QuantityType QuantityType { get; set; }

    public Sentiment? Sentiment { get; set; }

    public OrderTerms? Order { get; set; }

    public TakeProfitTerms? TakeProfit { get; set; }

    public StopLossTerms? StopLoss { get; set; }

    public bool IncludeProtection { get; set; }

    public Price? SignalPrice { get; set; }

    public decimal? Target { get; set; }

    public decimal? BreakevenOffset { get; set; }

    public decimal? DelaySeconds { get; set; }

    public decimal? CancelAfterSeconds { get; set; }

    public decimal? SlippagePercent { get; set; }

    public decimal? MaxLagSeconds { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public SpreadLimit? Spread { get; set; }

    public RequiredPosition? RequiredPosition { get; set; }

    public string? StartsAfter { get; set; }

    public string? AfterFillOf { get; set; }

    public string? CancelGroup { get; set; }

    public string? Batch { get; set; }

    public TimeInForce? TimeInForce { get; set; }

    public DateTimeOffset? GoodTill { get; set; }

    public bool ReduceOnly { get; set; }

    public bool? ExtendedHours { get; set; }

    public decimal? Leverage { get; set; }

    public OrderType? CancelOrderType { get; set; }

    public string Subscription { get; set; } = "sub";

    public Instrument Instrument { get; set; } = AccountScenario.Btc;

    public TradeRules Rules { get; set; } = new(AllowSideSwap: true);

    public ValueList<Gate> Gates { get; set; } = [];

    /// <summary>The sender's notes, as JSON.</summary>
    public string? Extras { get; set; }

    public TradeRequest Build(DateTimeOffset now)
    {
        var signal = new Signal
        {
            Ticker = Instrument.Id.Value,
            Action = Action,
            Sentiment = Sentiment,
            Size = Quantity is { } quantity ? new() { Quantity = quantity, Type = QuantityType } : null,
            Order = Order,
            TimeInForce = TimeInForce,
            TakeProfit = TakeProfit,
            StopLoss = StopLoss,
            SignalPrice = SignalPrice,
            ExtendedHours = ExtendedHours,
            Leverage = Leverage,
            Extras = Extras is null ? null : JsonElement.Parse(Extras),
            Timing = new() { DelaySeconds = DelaySeconds, CancelAfterSeconds = CancelAfterSeconds },
            Guards = new() { SpreadMax = Spread?.Amount, SpreadPercentMax = Spread?.Percent, SlippagePercentMax = SlippagePercent },
        };
        var subscription = new Subscription { Id = new(Subscription), Strategy = new("strategy"), Account = new("acct"), Overrides = TradeTerms.Empty, SignalMaySet = new(), Rules = Rules, Gates = Gates };
        var strategy = new Strategy { Id = new("strategy"), Name = "strategy" };
        return new()
        {
            Id = new(new(Id), new(Subscription)),
            Strategy = strategy.Id,
            Instrument = Instrument.Id,
            Action = Action,
            Sentiment = Sentiment,
            SignalPrice = SignalPrice,
            IncludeProtection = IncludeProtection,
            TargetPosition = Target is { } target ? new(target) : null,
            BreakevenOffset = BreakevenOffset,
            RequiredPosition = RequiredPosition,
            SentAt = SentAt,
            MaxLagSeconds = MaxLagSeconds,
            StartsAfter = StartsAfter is { } before ? new(before) : null,
            AfterFillOf = AfterFillOf is { } parent ? new(parent) : null,
            CancelGroup = CancelGroup,
            Batch = Batch is { } batch ? new(batch) : null,
            GoodTill = GoodTill,
            ReduceOnly = ReduceOnly,
            CancelOrderType = CancelOrderType,
            Terms = TermsResolver.Resolve(signal, subscription, strategy),
            Signal = Gates.Count > 0 ? signal : null,
            ReceivedAt = now,
            ValidUntil = now.AddSeconds(60),
        };
    }
}
