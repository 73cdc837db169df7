using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;
using Signalbox.Venues;

namespace Signalbox.Bench.Parts;

/// <summary>One account's state machine, driven by hand: no journal, no venue, no host.</summary>
internal sealed class AccountDriver
{
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    public static readonly AccountId Account = new("bench");

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

    public static readonly AccountProfile Profile = new()
    {
        Account = Account,
        Instance = "bench",
        Broker = "loopback",
        Capabilities = new() { ClientIds = ClientIdUniqueness.Forever, ReduceOnly = true, Stops = true, StopLimits = true, Amend = true },
    };

    private static readonly MarketView Market = new() { Bid = new(60_000m), Ask = new(60_000.1m), Last = new(60_000m), At = Now };
    private static readonly FundsView Funds = new() { Currency = "USDT", Equity = new(100_000_000m), Available = new(100_000_000m), At = Now };

    private readonly Strategy strategy = new() { Id = new("bench"), Name = "bench" };
    private readonly Subscription subscription = new()
    {
        Id = new("bench"),
        Strategy = new("bench"),
        Account = Account,
        Overrides = TradeTerms.Empty,
        SignalMaySet = new(),
        Rules = new(AllowAddToPosition: true, AllowSideSwap: true),
    };

    private int signals;

    public AccountDriver()
    {
        var recovering = Do(new AccountCommand.Recover(Profile));
        var reconciled = Do(new AccountCommand.SnapshotArrived(VenueAnswer.Of(Picture([])), [], Now));
        First = [.. recovering.Events, .. reconciled.Events];
    }

    /// <summary>What happened before the first signal.</summary>
    public IReadOnlyList<AccountEvent> First { get; }

    public AccountState State { get; private set; } = AccountState.Empty;

    public static VenueSnapshot Picture(IReadOnlyList<OrderReport> open) => new() { At = Now, OpenOrders = open, Positions = [], Balances = [], Fills = [] };

    public Decision Do(AccountCommand command)
    {
        var decision = Look(command);
        State = decision.State;
        return decision;
    }

    /// <summary>What would be decided; the state stays.</summary>
    public Decision Look(AccountCommand command) => Signalbox.Accounts.Account.Decide(State, command with { Market = Market, Funds = Funds }, Now);

    public AccountCommand.TakeSignal Signal(SignalAction action, bool bracketed = false, Price? limit = null)
    {
        var signal = new Signal
        {
            Ticker = Btc.Id.Value,
            Action = action,
            Size = new() { Quantity = 0.01m },
            Order = limit is { } price ? new() { Type = OrderType.Limit, LimitPrice = price } : null,
            StopLoss = bracketed ? new() { Percent = 1m } : null,
            TakeProfit = bracketed ? TakeProfitTerms.Of(new() { Percent = 2m }) : null,
        };
        var request = new TradeRequest
        {
            Id = new(new($"signal-{++signals:D8}"), subscription.Id),
            Strategy = strategy.Id,
            Instrument = Btc.Id,
            Action = action,
            Terms = TermsResolver.Resolve(signal, subscription, strategy),
            ReceivedAt = Now,
            ValidUntil = Now.AddSeconds(60),
        };
        return new(request, Btc);
    }

    /// <summary>The venue takes the order and fills it whole.</summary>
    public void AcceptAndFill(PlaceOrder order)
    {
        Do(Accepted(order));
        Do(new AccountCommand.Executed(FillOf(order)));
    }

    public static AccountCommand.PlaceEnded Accepted(PlaceOrder order) => new(order.Id, new VenueOutcome.Accepted(new($"v-{order.Id}")));

    public static FillReport FillOf(PlaceOrder order) => new()
    {
        FillId = new($"f-{order.Id}"),
        ClientOrderId = order.Id,
        VenueOrderId = new($"v-{order.Id}"),
        Instrument = order.Instrument,
        Side = order.Side,
        Quantity = order.Quantity,
        Price = new(60_000m),
        Fee = new(0.01m),
        FeeCurrency = "USDT",
        At = Now,
    };

    public static OrderReport Resting(Order order) => new()
    {
        ClientOrderId = order.Id,
        VenueOrderId = new($"v-{order.Id}"),
        Instrument = order.Ticket.Instrument,
        Side = order.Ticket.Side,
        Type = order.Ticket.Type,
        State = VenueOrderState.Working,
        Quantity = order.Levels.Quantity,
        FilledQuantity = Quantity.Zero,
        LimitPrice = order.Levels.LimitPrice,
        StopPrice = order.Levels.StopPrice,
        At = Now,
    };
}
