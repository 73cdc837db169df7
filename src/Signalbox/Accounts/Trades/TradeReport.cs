using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Accounts.Trades;

/// <summary>What a caller is told of one trade: its status, its orders, and the position it left.</summary>
public sealed record TradeReport
{
    public required TradeId Trade { get; init; }

    public required AccountId Account { get; init; }

    public required TradeStatus Status { get; init; }

    public required bool Settled { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    /// <summary>The path of the field at fault, where a refusal names one.</summary>
    public string? Field { get; init; }

    public required IReadOnlyList<OrderSummary> Orders { get; init; }

    /// <summary>Null while nothing is held.</summary>
    public PositionSummary? Position { get; init; }
}

public sealed record OrderSummary
{
    public required Leg Leg { get; init; }

    public required ClientOrderId ClientOrderId { get; init; }

    public VenueOrderId? VenueOrderId { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    public required Quantity Quantity { get; init; }

    public Price? LimitPrice { get; init; }

    public Price? StopPrice { get; init; }

    public required Quantity FilledQuantity { get; init; }

    public Price? AveragePrice { get; init; }

    public required OrderState Status { get; init; }

    public string? Reason { get; init; }

    public required IReadOnlyList<Adjustment> Adjustments { get; init; }
}

/// <param name="Side">Buy is long, sell is short.</param>
public sealed record PositionSummary(InstrumentId Instrument, Side Side, Quantity Quantity, Price AveragePrice);

public static class TradeReports
{
    /// <summary>Null when the account does not know the trade (any more).</summary>
    public static TradeReport? Of(AccountState state, TradeId id)
    {
        if (state.Profile is not { } profile || !state.Trades.TryGetValue(id, out var trade))
        {
            return null;
        }

        return new()
        {
            Trade = id,
            Account = profile.Account,
            Status = trade.Status,
            Settled = trade.Settled,
            Code = trade.Code,
            Message = trade.Message,
            Field = trade.Field,
            Orders = OrdersOf(state, trade),
            Position = PositionOf(state, trade),
        };
    }

    private static List<OrderSummary> OrdersOf(AccountState state, Trade trade)
    {
        var orders = new List<OrderSummary>();
        if (!state.Holdings.TryGetValue(trade.Request.Instrument, out var holding))
        {
            return orders;
        }

        Add(orders, state, holding, trade.ExitOrder);
        Add(orders, state, holding, trade.EntryOrder);
        Add(orders, state, holding, trade.Bracket.Stop.Order);
        foreach (var leg in trade.Bracket.Targets)
        {
            Add(orders, state, holding, leg.Order);
        }

        Add(orders, state, holding, trade.Bracket.Closing.Order);
        return orders;
    }

    private static void Add(List<OrderSummary> orders, AccountState state, Holding holding, ClientOrderId? id)
    {
        if (id is { } known && state.Orders.TryGetValue(known, out var order))
        {
            orders.Add(Summary(order, holding.Instrument));
        }
    }

    private static OrderSummary Summary(Order order, Instrument instrument) => new()
    {
        Leg = order.Ticket.Leg,
        ClientOrderId = order.Id,
        VenueOrderId = order.VenueOrderId,
        Side = order.Ticket.Side,
        Type = order.Ticket.Type,
        Quantity = order.Levels.Quantity,
        LimitPrice = order.Levels.LimitPrice,
        StopPrice = order.Levels.StopPrice,
        FilledQuantity = order.Filled,
        AveragePrice = order.AveragePrice(instrument),
        Status = order.State,
        Reason = order.Reason,
        Adjustments = order.Ticket.Adjustments,
    };

    private static PositionSummary? PositionOf(AccountState state, Trade trade)
    {
        if (!state.Holdings.TryGetValue(trade.Request.Instrument, out var holding))
        {
            return null;
        }

        var (quantity, cost) = holding.Held(state.ReachOf(trade.Id.Subscription));
        return quantity.IsZero || cost == 0
            ? null
            : new(holding.Instrument.Id, quantity > Quantity.Zero ? Side.Buy : Side.Sell, quantity.Abs(), holding.Instrument.AveragePrice(quantity, cost));
    }
}
