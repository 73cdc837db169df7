using Signalbox.Accounts.Orders;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Signals;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Trades;

/// <summary>
/// Icebergs where the venue has none: one slice rests at a time, and the next follows when it has filled. A cancel, or an
/// account that was stopped, ends the row.
/// </summary>
internal static class Slices
{
    private const int SlicesMax = 500;

    public static bool AreNeeded(AccountProfile profile, OrderTerms terms) => terms.VisibleQuantity is not null && !profile.Capabilities.Iceberg;

    /// <summary>What cannot show in parts; null where it can.</summary>
    public static Refusal? Refuse(Quantity whole, Quantity visible, Instrument instrument) =>
        visible < instrument.MinQuantity
            ? new("invalid-visible-quantity", $"A visible quantity of {visible} {instrument.Id} is below the smallest order of {instrument.MinQuantity}.", "visibleQuantity")
            : whole.Value / visible.Value > SlicesMax
                ? new("invalid-visible-quantity", $"{whole} {instrument.Id} shown {visible} at a time would take more than {SlicesMax} orders. Show more.", "visibleQuantity")
                : null;

    /// <summary>The next slice; a rest too small to trade alone goes with it.</summary>
    public static Quantity Next(Quantity rest, Quantity visible, Instrument instrument) =>
        rest - visible < instrument.MinQuantity ? rest : visible;

    public static void Continue(Turn turn, Trade trade)
    {
        Continue(turn, trade, trade.EntryOrder);
        Continue(turn, trade, trade.ExitOrder);
    }

    private static void Continue(Turn turn, Trade trade, Identity.ClientOrderId? id)
    {
        if (id is not { } known
            || turn.State.Orders.GetValueOrDefault(known) is not { State: OrderState.Filled, Pending: null, Ticket: { Whole: { } whole, VisibleQuantity: { } visible } ticket } slice
            || (ticket.Leg == Leg.Entry && (TradingStates.Of(turn.State, trade.Request).Mode != TradingMode.Active || trade.GroupLostTo is not null)))
        {
            return;
        }

        var holding = turn.State.Holdings[ticket.Instrument];
        var rest = whole - trade.Sliced - slice.Filled;
        if (ticket.Leg == Leg.Exit)
        {
            rest = Quantity.Min(rest, holding.Tradable(turn.State.ReachOf(trade.Id.Subscription)).Abs());
        }

        if (rest >= holding.Instrument.MinQuantity)
        {
            OrderSending.Intend(turn, ticket with
            {
                Id = OrderSending.IdOf(turn.Profile, trade.Id, Text.Words.Of(ticket.Leg), ticket.Revision + 1),
                Revision = ticket.Revision + 1,
                Quantity = Next(rest, visible, holding.Instrument),
                Adjustments = [],
                IntendedAt = turn.Now,
                SendBy = turn.Now + turn.Profile.Bounds.SendWithin,
            });
        }
    }
}
