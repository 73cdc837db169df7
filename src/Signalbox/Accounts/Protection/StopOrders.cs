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
        if (WishOf(turn, trade, lot, terms, instrument) is not { } wish)
        {
            return;
        }

        if (WhyUnfit(turn, trade.Bracket.Stop, wish) is { } unfit)
        {
            turn.Record(new EmergencyDeclared(trade.Id, unfit));
            Protector.Converge(turn, trade.Id);
            return;
        }

        if (!turn.Profile.Capabilities.Stops)
        {
            KeepHere(turn, trade, lot, wish.Level, instrument);
            return;
        }

        if (wish.Wanted is null)
        {
            TellTooSmall(turn, trade, Rounding.DownToLot(lot.Quantity.Abs(), instrument.LotSize), instrument);
        }

        RestingLeg.Keep(turn, wish);
    }

    /// <summary>Once triggered it is a limit order in the book: it cannot follow the position, and another stop would be refused.</summary>
    private static string? WhyUnfit(Turn turn, ProtectiveLeg leg, StopWish wish) =>
        leg.Order is not { } id
        || !turn.State.Orders.TryGetValue(id, out var stop)
        || stop is not { IsTriggered: true, State.IsTerminal: false, Ticket.Type: OrderType.StopLimit }
        || wish.Wanted is not { } wanted ? null
        : wanted.Quantity > stop.Open ? "The stop-limit was triggered while the position was still growing, so that a part of it has no stop."
        : wanted.Quantity < stop.Open && !stop.Ticket.ReduceOnly ? "The stop-limit was triggered while the position was being made smaller, so that it would sell or buy more than is left."
        : null;

    /// <summary>The stop a lot should have; null where its terms name no level.</summary>
    public static StopWish? WishOf(Turn turn, Trade trade, Lot lot, StopLossTerms terms, Instrument instrument)
    {
        if (ProtectionLevels.Stop(terms, lot, trade.Bracket.Trail, instrument) is not { } level)
        {
            return null;
        }

        var side = Sides.Reducing(lot.Quantity);
        var quantity = Rounding.DownToLot(lot.Quantity.Abs(), instrument.LotSize);
        var limit = terms.Type == StopLossType.StopLimit && turn.Profile.Capabilities.StopLimits
            ? Rounding.Limit(side, terms.LimitPrice ?? level, instrument.TickSize)
            : default(Price?);
        return new()
        {
            Trade = trade,
            Leg = Leg.StopLoss,
            Current = trade.Bracket.Stop,
            Side = side,
            Type = limit is null ? OrderType.Stop : OrderType.StopLimit,
            Wanted = quantity < instrument.MinQuantity ? null : new(quantity, limit, level),
            Level = level,
        };
    }

    /// <summary>A venue without stops: the price is watched here, and the position closed at the market when it is reached.</summary>
    private static void KeepHere(Turn turn, Trade trade, Lot lot, Price level, Instrument instrument)
    {
        MarketWatch.Keep(turn, instrument.Id);
        if (turn.FreshPrice(instrument.Id) is { } price && (lot.Quantity > Quantity.Zero ? price <= level : price >= level))
        {
            turn.Record(new EmergencyDeclared(trade.Id, $"The price of {price} reached the stop at {level} that is kept here, since the venue has no stops."));
            Protector.Converge(turn, trade.Id);
        }
    }

    /// <summary>Below the lot it is dust nobody can trade; above, somebody should know that it cannot be protected.</summary>
    private static void TellTooSmall(Turn turn, Trade trade, Quantity left, Instrument instrument)
    {
        if (!left.IsZero && !trade.Bracket.IsTooSmall)
        {
            turn.Record(new AlarmRaised(trade.Id, AlarmCodes.TooSmallToProtect,
                $"{left} {instrument.Id} are left, below the smallest order of {instrument.MinQuantity}: no stop can be placed for them. They leave with the next exit that is large enough."));
        }
    }

    /// <summary>Again after a restart: from then on, since nobody knows how long it has stood.</summary>
    public static void ArmEscalation(Turn turn, Order order) => turn.Wake(new TimerKey.Escalate(order.Id), turn.Profile.Bounds.EscalateAfter);

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

    internal static string? WhyHopeless(Turn turn, Trade trade)
    {
        if (trade.Bracket.StopsRefused == 0
            || trade.Bracket.Stop.Order is not { } id
            || !turn.State.Orders.TryGetValue(id, out var stop)
            || stop.State != OrderState.Rejected)
        {
            return null;
        }

        if (stop.Code == Text.Words.Of(RejectReason.MarketClosed))
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
