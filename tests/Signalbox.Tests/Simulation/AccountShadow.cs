using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Tests.Simulation;

/// <param name="LeavesBy">In true time: past this no byte of it may leave.</param>
internal sealed record Intent(OrderTicket Ticket, DateTimeOffset LeavesBy);

/// <summary>One account as its stream tells it, with sums kept apart from the engine's own.</summary>
internal sealed class AccountShadow(AccountId account)
{
    private readonly Dictionary<InstrumentId, decimal> moved = [];

    public AccountId Account => account;

    public AccountState State { get; private set; } = AccountState.Empty;

    public Dictionary<ClientOrderId, Intent> Intents { get; } = [];

    public HashSet<(InstrumentId, FillId)> Fills { get; } = [];

    public void Apply(AccountEvent happened)
    {
        State = Signalbox.Accounts.Account.Apply(State, happened);
        switch (happened)
        {
            case OrderFilled filled:
                Move(filled.Fill, 1);
                break;
            case ForeignFillSeen foreign:
                Move(foreign.Fill, 1);
                break;
            case FillVoided voided:
                Move(voided.Fill, -1);
                break;
            case PositionAdjusted adjusted:
                moved[adjusted.Instrument] = moved.GetValueOrDefault(adjusted.Instrument) + (adjusted.Side.Sign * adjusted.Quantity.Value);
                break;
        }
    }

    /// <summary>A position is the sum of its fills and declared adjustments; null where it is.</summary>
    public string? Unbalanced()
    {
        foreach (var (instrument, sum) in moved)
        {
            if (State.Holdings[instrument].Net.Value != sum)
            {
                return $"the position in {instrument} is {State.Holdings[instrument].Net} and its fills and adjustments come to {sum}.";
            }
        }

        return null;
    }

    /// <summary>Counted here, because the engine's own count is what is to be checked.</summary>
    public static decimal MayOpen(Order order)
    {
        // An amendment that left may arrive, also when a cancel followed it.
        decimal[] quantities = [order.Levels.Quantity.Value, order.Pending?.Levels?.Quantity.Value ?? 0m, order.Pending?.Overtaken?.Quantity.Value ?? 0m];
        return order.State.IsTerminal ? 0m : Math.Max(quantities.Max() - order.Filled.Value, 0m);
    }

    /// <summary>The most it may come to hold, whichever of its entries fill.</summary>
    public decimal Worst(InstrumentId instrument)
    {
        if (!State.Holdings.TryGetValue(instrument, out var holding))
        {
            return 0m;
        }

        var entries = holding.OpenOrders.Select(id => State.Orders[id]).Where(order => order.Ticket.Leg == Leg.Entry).ToList();
        var buys = entries.Where(order => order.Ticket.Side == Side.Buy).Sum(MayOpen);
        var sells = entries.Where(order => order.Ticket.Side == Side.Sell).Sum(MayOpen);
        return Math.Max(Math.Abs(holding.Net.Value + buys), Math.Abs(holding.Net.Value - sells));
    }

    /// <summary>The most it may come to hold on one side.</summary>
    public decimal Projected(InstrumentId instrument, Side side)
    {
        var holding = State.Holdings[instrument];
        var open = holding.OpenOrders.Select(id => State.Orders[id]).Where(order => order.Ticket.Leg == Leg.Entry && order.Ticket.Side == side).Sum(MayOpen);
        return Math.Abs(holding.Net.Value + (side.Sign * open));
    }

    private void Move(FillReport fill, int sign)
    {
        var instrument = State.Holdings[fill.Instrument].Instrument;
        var arrived = instrument.Kind == InstrumentKind.Spot && fill.FeeCurrency == instrument.Base && fill.Side == Side.Buy
            ? fill.Quantity.Value - fill.Fee.Value
            : fill.Quantity.Value;
        moved[fill.Instrument] = moved.GetValueOrDefault(fill.Instrument) + (sign * fill.Side.Sign * arrived);
    }
}
