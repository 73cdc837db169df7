using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>One account at the exchange: the fold of its events, and nothing but that.</summary>
public sealed class Account
{
    private readonly EngineRules rules;
    private readonly IReadOnlyDictionary<InstrumentId, Listing> listings;
    private readonly Dictionary<long, Order> open = [];
    private readonly Dictionary<string, Order> openByClientId = new(StringComparer.Ordinal);
    private ClientIds? clientIds;
    private Funds? funds;

    public Account(AccountId id, EngineRules rules, IReadOnlyDictionary<InstrumentId, Listing> listings)
    {
        Id = id;
        this.rules = rules;
        this.listings = listings;
    }

    public AccountId Id { get; }

    /// <summary>False until its first event says with what it was opened.</summary>
    public bool IsOpened => funds is not null;

    public FundsMode Mode { get; private set; }

    public IReadOnlyCollection<Order> OpenOrders => open.Values;

    public IReadOnlyCollection<Position> Positions => Funds.Positions;

    public IEnumerable<VenueBalance> Balances => Funds.Currencies.Select(currency =>
        new VenueBalance(currency, new(Funds.Total(currency)), new(Funds.Available(currency))));

    /// <summary>The highest number in its events; the exchange continues above it.</summary>
    public long HighestNumber { get; private set; }

    /// <summary>Instruments for which it trades in a book of its own; null where it has none.</summary>
    internal Dictionary<InstrumentId, OrderBook>? OwnBooks { get; set; }

    internal Funds Funds => funds ?? throw new InvalidOperationException($"Account {Id} has not been opened.");

    public Order? Find(long number) => open.GetValueOrDefault(number);

    public Order? Find(string clientId) => openByClientId.GetValueOrDefault(clientId);

    public Quantity Holds(InstrumentId instrument) => Funds.Find(instrument)?.Quantity ?? Quantity.Zero;

    /// <summary>Whether a client order id may not be used now.</summary>
    public bool IsTaken(string clientId, DateTimeOffset now) => rules.ClientIds switch
    {
        ClientIdUniqueness.None => false,
        ClientIdUniqueness.Open => openByClientId.ContainsKey(clientId),
        _ => clientIds?.IsTaken(clientId, now) ?? false,
    };

    /// <summary>Applies one event and returns the order it concerns.</summary>
    public Order? Apply(LedgerEvent happened, DateTimeOffset at)
    {
        switch (happened)
        {
            case AccountOpened opened: Open(opened); return null;
            case OrderRejected: return null;
            case OrderAccepted accepted: return Accept(accepted, at);
            case OrderFilled fill: return Fill(fill, at);
            case OrderCancelled cancelled: return End(cancelled.Order, VenueOrderState.Cancelled, cancelled.Reason, at);
            case OrderExpired expired: return End(expired.Order, VenueOrderState.Expired, null, at);
            case OrderTriggered triggered: return Change(triggered.Order, triggered.Priority, at, static order => order.State = VenueOrderState.Triggered);
            case OrderReplenished slice: return Change(slice.Order, slice.Priority, at, static order => order.Visible = order.NextSlice);
            case OrderAmended amended: return Amend(amended, at);
            case StopTrailed trailed: return Trail(trailed, at);
            default: throw new InvalidOperationException($"{happened.GetType().Name} does not belong to an account at an exchange.");
        }
    }

    private void Open(AccountOpened opened)
    {
        Mode = opened.Mode;
        funds = opened.Mode switch
        {
            FundsMode.Margin => new MarginFunds(listings),
            FundsMode.Spot => new SpotFunds(),
            _ => new HouseFunds(),
        };
        foreach (var (currency, amount) in opened.Balances)
        {
            funds.Move(currency, amount.Value);
        }
    }

    private Order Accept(OrderAccepted accepted, DateTimeOffset at)
    {
        var order = new Order(this, listings[accepted.Terms.Instrument], accepted, at);
        open.Add(order.Number, order);
        if (accepted.Terms.ClientId is { } clientId)
        {
            openByClientId[clientId] = order;
            if (rules.ClientIds is ClientIdUniqueness.Forever or ClientIdUniqueness.Window)
            {
                (clientIds ??= new(rules)).Use(clientId, at);
            }
        }

        HighestNumber = Math.Max(HighestNumber, order.Number);
        Funds.Reserve(order);
        return order;
    }

    private Order Fill(OrderFilled fill, DateTimeOffset at)
    {
        var order = open[fill.Order];
        Funds.Release(order);
        order.Fill(fill, at);
        Funds.Settle(order, fill);
        HighestNumber = Math.Max(HighestNumber, fill.Trade);
        order.ChangedAt = at;
        if (order.Remaining.IsZero)
        {
            order.State = VenueOrderState.Filled;
            Forget(order);
        }
        else
        {
            Funds.Reserve(order);
        }

        return order;
    }

    private Order End(long number, VenueOrderState state, CancelReason? reason, DateTimeOffset at)
    {
        var order = open[number];
        Funds.Release(order);
        order.State = state;
        order.Reason = reason;
        order.ChangedAt = at;
        Forget(order);
        return order;
    }

    private Order Amend(OrderAmended amended, DateTimeOffset at)
    {
        var order = open[amended.Order];
        Funds.Release(order);
        order.Quantity = amended.Quantity;
        order.LimitPrice = amended.LimitPrice;
        order.StopPrice = amended.StopPrice;
        order.Visible = amended.Priority == order.Priority ? Quantity.Min(order.Visible, order.Remaining) : order.NextSlice;
        return Changed(order, amended.Priority, at);
    }

    private Order Trail(StopTrailed trailed, DateTimeOffset at)
    {
        var order = open[trailed.Order];
        Funds.Release(order);
        order.StopPrice = trailed.StopPrice;
        return Changed(order, order.Priority, at);
    }

    private Order Change(long number, long priority, DateTimeOffset at, Action<Order> change)
    {
        var order = open[number];
        Funds.Release(order);
        change(order);
        return Changed(order, priority, at);
    }

    private Order Changed(Order order, long priority, DateTimeOffset at)
    {
        order.Priority = priority;
        order.ChangedAt = at;
        HighestNumber = Math.Max(HighestNumber, priority);
        Funds.Reserve(order);
        return order;
    }

    private void Forget(Order order)
    {
        open.Remove(order.Number);
        if (order.Terms.ClientId is { } clientId && openByClientId.GetValueOrDefault(clientId) == order)
        {
            openByClientId.Remove(clientId);
        }
    }
}
