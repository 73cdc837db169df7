using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Risk.Limits;
using Signalbox.Venues;

namespace Signalbox.Accounts.Orders;

/// <summary>
/// A venue may declare a trade void. What the fill did to lots is undone by its opposite, once; the order keeps its state,
/// and a person is told, since prices have moved on.
/// </summary>
internal static class VoidedFills
{
    public static void OnVoided(Turn turn, FillReport fill)
    {
        if (fill.ClientOrderId is not { } id
            || turn.State.Orders.GetValueOrDefault(id) is not { } order
            || !order.Fills.Contains(fill.FillId)
            || order.Voided.Contains(fill.FillId))
        {
            // Whatever it changed, the comparison of positions finds it.
            return;
        }

        var holding = turn.State.Holdings[order.Ticket.Instrument];
        var closes = LotBook.Closes(holding.Lots, Reverse(order.Ticket, fill, holding.Instrument), holding.Instrument);
        turn.Record(new FillVoided(id, fill, closes));
        if (order.Ticket.Trade is { } trade)
        {
            turn.Record(new AlarmRaised(trade, AlarmCodes.FillVoided,
                $"The venue declared the fill {fill.FillId} of {fill.Quantity} {fill.Instrument} void. The position is {turn.State.Holdings[fill.Instrument].Net} now; check what should follow."));
            turn.Touch(trade);
        }

        foreach (var close in closes)
        {
            turn.Touch(close.Trade);
        }

        if (order.Ticket.Flattens)
        {
            FlattenAgain(turn, fill);
        }
    }

    /// <summary>What a stop of trading had closed is back: while that stop stands it is closed once more.</summary>
    private static void FlattenAgain(Turn turn, FillReport fill)
    {
        foreach (var (scope, standing) in turn.State.Standing.Append(new(RiskScope.Of(turn.Profile.Account), turn.State.TradingState)))
        {
            if (standing is { Mode: not TradingMode.Active, FlattenId: { } stop } && scope.Level is RiskLevel.Global or RiskLevel.Account)
            {
                Flattening.Order(turn, scope, $"{stop}-{fill.FillId}", $"The venue declared the fill {fill.FillId} void that had closed it.");
                return;
            }
        }
    }

    /// <summary>An entry's void takes from its own lot; that of a stop or target gives back to the lot it closed.</summary>
    internal static LotFill Reverse(OrderTicket ticket, FillReport fill, Instrument instrument) => new(
        ticket.Leg is Leg.Entry or Leg.StopLoss or Leg.TakeProfit || ticket.ClosesLot ? ticket.Trade : null,
        ticket.Leg == Leg.Entry ? ticket.Trade : null,
        default,
        false,
        fill.Side.Opposite,
        AccountFold.Moved(fill, instrument),
        fill.Price,
        fill.At);
}
