using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Accounts.Protection;

/// <summary>Closes a lot at the market: one that cannot be protected, or one an exit opened by filling too much.</summary>
internal static class ClosingOrders
{
    private const int TriesBeforeAlarm = 3;
    private static readonly TimeSpan RetryAfterAlarm = TimeSpan.FromSeconds(5);

    public static void Keep(Turn turn, Trade trade, Lot lot)
    {
        var leg = trade.Bracket.Closing;
        var order = leg.Order is { } id ? turn.State.Orders.GetValueOrDefault(id) : null;
        if (order is { State.IsTerminal: false })
        {
            return;
        }

        var instrument = turn.State.Holdings[trade.Request.Instrument].Instrument;
        var quantity = instrument.AtMostAtMarket(Rounding.DownToLot(lot.Quantity.Abs(), instrument.LotSize));
        if (quantity.IsZero)
        {
            // Dust that no order can name.
            return;
        }

        if (order is { State: OrderState.Rejected } && order.Code == Text.Words.Of(RejectReason.BelowMinimum) && order.Ticket.Quantity == quantity)
        {
            TellOnce(turn, trade, order, 1);
            return;
        }

        if (order is { State: not OrderState.Filled } && !MayTryAgain(turn, trade, order))
        {
            return;
        }

        OrderSending.Intend(turn, Ticket(turn, trade, lot, quantity, leg.Order is null ? 0 : leg.Revision + 1));
    }

    private static bool MayTryAgain(Turn turn, Trade trade, Order order)
    {
        var tries = trade.Bracket.Closing.Revision + 1;
        if (tries >= TriesBeforeAlarm)
        {
            TellOnce(turn, trade, order, tries);
        }

        return Retries.MayFollow(turn, trade.Id, order, tries < TriesBeforeAlarm ? turn.Profile.Bounds.ProtectionRetry : RetryAfterAlarm);
    }

    private static void TellOnce(Turn turn, Trade trade, Order order, int tries)
    {
        if (!trade.Bracket.Alarmed)
        {
            turn.Record(new AlarmRaised(trade.Id, AlarmCodes.CannotClose,
                $"{trade.Request.Instrument} has no stop and could not be closed after {tries} tries: {order.Reason} Close it at the venue."));
        }
    }

    private static OrderTicket Ticket(Turn turn, Trade trade, Lot lot, Quantity quantity, int revision) => new()
    {
        Id = OrderSending.IdOf(turn.Profile, trade.Id, "closing", revision),
        Instrument = trade.Request.Instrument,
        Trade = trade.Id,
        Leg = Leg.Exit,
        ClosesLot = true,
        Revision = revision,
        Side = Sides.Reducing(lot.Quantity),
        Type = OrderType.Market,
        Quantity = quantity,
        TimeInForce = TimeInForce.Gtc,
        ReduceOnly = turn.Profile.Capabilities.ReduceOnly && Reduces(turn.State.Holdings[trade.Request.Instrument].Net, lot.Quantity),
        IntendedAt = turn.Now,
        SendBy = turn.Now + turn.Profile.Bounds.SendWithin,
    };

    /// <summary>Two lots on opposite sides may net to nothing at the venue: what closes one of them then opens there.</summary>
    private static bool Reduces(Quantity net, Quantity lot) => Math.Sign(net.Value) == Math.Sign(lot.Value) && net.Abs() >= lot.Abs();
}
