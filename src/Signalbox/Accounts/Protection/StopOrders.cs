using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals.Terms;
using Signalbox.Venues;

namespace Signalbox.Accounts.Protection;

/// <summary>
/// Keeps the stop of a lot. A refused stop is tried again a few times; where the price is through it already, or the tries
/// are used up, the position is closed instead.
/// </summary>
internal static class StopOrders
{
    public static void Keep(Turn turn, Trade trade, Lot lot, StopLossTerms terms)
    {
        if (WhyHopeless(turn, trade) is { } why)
        {
            turn.Record(new EmergencyDeclared(trade.Id, why));
            Protector.Converge(turn, trade.Id);
            return;
        }

        var instrument = turn.State.Holdings[trade.Request.Instrument].Instrument;
        var exitSide = Sides.Reducing(lot.Quantity);
        if (ProtectionLevels.Stop(terms, lot, trade.Bracket.Trail, instrument) is not { } stopPrice)
        {
            return;
        }

        var limit = terms.Type == StopLossType.StopLimit ? Rounding.Limit(exitSide, terms.LimitPrice ?? stopPrice, instrument.TickSize) : default(Price?);
        RestingLeg.Keep(turn, new()
        {
            Trade = trade,
            Leg = Leg.StopLoss,
            Current = trade.Bracket.Stop,
            Side = exitSide,
            Type = limit is null ? OrderType.Stop : OrderType.StopLimit,
            Wanted = new(lot.Quantity.Abs(), limit, stopPrice),
        });
    }

    /// <summary>A stop-limit that triggered and did not fill lets the price run away: the position is closed at the market.</summary>
    public static void OnEscalation(Turn turn, ClientOrderId id)
    {
        if (turn.State.Orders.TryGetValue(id, out var stop)
            && stop is { State.IsTerminal: false, Ticket: { Leg: Leg.StopLoss, Type: OrderType.StopLimit, Trade: { } owner } }
            && turn.State.Trades.TryGetValue(owner, out var trade)
            && !trade.Bracket.Emergency)
        {
            turn.Record(new EmergencyDeclared(owner, $"The stop-limit was triggered and did not fill within {turn.Profile.Bounds.EscalateAfter.TotalSeconds:0} s."));
            turn.Touch(owner);
        }
    }

    private static string? WhyHopeless(Turn turn, Trade trade)
    {
        if (trade.Bracket.StopsRefused == 0
            || trade.Bracket.Stop.Order is not { } id
            || !turn.State.Orders.TryGetValue(id, out var stop)
            || stop.State != OrderState.Rejected)
        {
            return null;
        }

        if (stop.Code == Text.Words.Of(RejectReason.WouldTriggerImmediately))
        {
            return "The price is through the stop already.";
        }

        return trade.Bracket.StopsRefused >= turn.Profile.Bounds.ProtectionTriesMax
            ? $"The venue refused the stop {trade.Bracket.StopsRefused} times: {stop.Reason}"
            : null;
    }
}
