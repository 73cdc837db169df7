using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Protection;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;

namespace Signalbox.Accounts.Trades;

/// <summary>
/// 4. Leaving a position. In a reversal the entry follows only when fills have made the position flat; where the stop fills
/// meanwhile, the exit is taken back first.
/// </summary>
internal static class Exits
{
    /// <summary>An exit that ended short of its goal is followed by a fresh one, so often at most.</summary>
    private const int TriesMax = 3;

    /// <summary>A position larger than the venue's largest market order leaves in so many at most.</summary>
    private const int PartsMax = 100;

    public static void Begin(Turn turn, Trade trade)
    {
        if (Triggers.Keeps(turn.Profile, OrderTermsOf(trade)) && !trade.IsTriggered
            && Triggers.Set(turn, OrderTermsOf(trade), Sides.Reducing(PositionOf(turn, trade)), trade.Request.Instrument) is { } trigger)
        {
            Triggers.Park(turn, trade, trigger);
            return;
        }

        if (trade.Plan!.IsReversal)
        {
            TradeFlow.AdvanceForAWhile(turn, trade, TradeStage.Exiting);
        }
        else
        {
            turn.Record(new TradeAdvanced(trade.Id, TradeStage.Exiting));
        }

        Continue(turn, turn.State.Trades[trade.Id]);
    }

    public static void Continue(Turn turn, Trade trade)
    {
        var order = trade.ExitOrder is { } id ? turn.State.Orders.GetValueOrDefault(id) : null;
        var position = PositionOf(turn, trade);
        if (order is { State.IsTerminal: false })
        {
            WhileOpen(turn, trade, order, position);
        }
        else if (position.IsZero)
        {
            OnFlat(turn, trade);
        }
        else if (order is null || order.Code == OrderFreshness.Outgrown || (order.State == OrderState.Filled && trade.Plan!.Exit == ExitStep.Whole && trade.Exits < (IsPart(turn, order) ? PartsMax : TriesMax)))
        {
            Send(turn, trade, position);
        }
        else
        {
            OnEnded(turn, trade, order);
        }
    }

    /// <summary>The exit took too long: it is taken back, the protection stays, the entry is dropped.</summary>
    public static void OnTimeout(Turn turn, Trade trade)
    {
        turn.Record(new TradeAdvanced(trade.Id, TradeStage.AbandoningExit));
        if (trade.ExitOrder is { } id && turn.State.Orders.TryGetValue(id, out var order))
        {
            OrderChanges.Cancel(turn, order, "The exit of the reversal took too long.");
        }

        Abandon(turn, turn.State.Trades[trade.Id]);
    }

    public static void Abandon(Turn turn, Trade trade)
    {
        if (trade.ExitOrder is { } id && turn.State.Orders.TryGetValue(id, out var order) && !order.State.IsTerminal)
        {
            return;
        }

        TradeFlow.End(turn, trade.Id, TradeStatus.Expired, "reversal-exit-timeout",
            $"The exit was not filled within {trade.Request.Terms.Rules.WaitSecondsMax} s. It was cancelled and the entry was dropped.");
    }

    private static void WhileOpen(Turn turn, Trade trade, Order order, Quantity position)
    {
        if (trade.Plan!.IsReversal && position.IsZero)
        {
            OrderChanges.Cancel(turn, order, "The position is flat already.");
        }
        else if (!trade.Plan.IsReversal && order.State.IsWorking && !order.Ticket.IsImmediate)
        {
            // It rests in the book: the trade's steps are over, other signals need not wait for its fill.
            TradeFlow.End(turn, trade.Id, null, null, null);
        }
    }

    private static void OnFlat(Turn turn, Trade trade)
    {
        if (trade.Plan!.Enter is null)
        {
            TradeFlow.End(turn, trade.Id, trade.ExitOrder is null ? TradeStatus.Cancelled : null, null, null);
        }
        else if (TradeFlow.PositionOf(turn, trade).IsZero)
        {
            Entries.Begin(turn, trade);
        }

        // Else the exit filled too much: what that opened is being closed, and the entry follows then.
    }

    private static void OnEnded(Turn turn, Trade trade, Order order)
    {
        if (ClosedMarkets.Refused(order))
        {
            ClosedMarkets.Park(turn, trade);
            return;
        }

        if (trade.Plan!.Exit == ExitStep.Part && order.State == OrderState.Filled)
        {
            TradeFlow.End(turn, trade.Id, null, null, null);
            return;
        }

        var reason = order.Reason is { } said ? $" {said}" : "";
        TradeFlow.End(turn, trade.Id, null, order.Code ?? "exit-incomplete",
            trade.Plan.Enter is null
                ? $"The exit was not completed.{reason}"
                : $"The exit was not completed, so nothing was entered.{reason}");
    }

    private static void Send(Turn turn, Trade trade, Quantity position)
    {
        var holding = turn.State.Holdings[trade.Request.Instrument];
        var sized = SizeOf(turn, trade, position, holding.Instrument);
        if (sized.Refusal is { } refusal)
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Denied, refusal);
            return;
        }

        var reach = turn.State.ReachOf(trade.Id.Subscription);
        var side = Sides.Reducing(position);
        var terms = TicketBuilder.OnceTriggered(trade, turn.Profile, OrderTermsOf(trade));
        if (LockedBalance.WouldUnprotect(turn.State, holding, reach, terms.Type == OrderType.Market || LifeOf(trade) is TimeInForce.Ioc or TimeInForce.Fok))
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Denied, new Refusal("exit-would-unprotect",
                $"A resting exit would bind the {holding.Instrument.Base} its stop needs, so the position would stand unprotected. Exit at the market, or set a target instead.", "orderType"));
            return;
        }

        var quantity = sized.Quantity!.Value;
        if (!LockedBalance.Release(turn, trade.Id, holding, reach) || !LockedBalance.MakeRoom(turn, holding, trade.Id, quantity, reach.Includes))
        {
            return;
        }

        var built = TicketBuilder.Build(turn, trade, new()
        {
            Leg = Leg.Exit,
            Revision = trade.Exits,
            Side = side,
            Quantity = trade.Plan!.Exit == ExitStep.Whole && terms.Type == OrderType.Market ? holding.Instrument.AtMostAtMarket(quantity) : quantity,
            Unrounded = sized.Unrounded,
            Terms = terms,
            TimeInForce = LifeOf(trade),
            ReduceOnly = true,
            CancelAfterSeconds = trade.Request.Terms.ExitCancelAfterSeconds.Value,
        });
        if (built.Refusal is { } unbuilt)
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Denied, unbuilt);
        }
        else
        {
            OrderSending.Intend(turn, built.Ticket!);
        }
    }

    private static bool IsPart(Turn turn, Order order) =>
        order.Ticket.Type == OrderType.Market && turn.State.Holdings[order.Ticket.Instrument].Instrument.AtMostAtMarket(order.Ticket.Quantity + order.Ticket.Quantity) == order.Ticket.Quantity;

    /// <summary>In a reversal the signal's order describes the entry; the exit before it must not rest in the book.</summary>
    private static OrderTerms OrderTermsOf(Trade trade)
    {
        var terms = trade.Request.Terms.ExitOrder;
        return trade.Plan!.IsReversal && terms.Origin == TermsOrigin.Signal ? TicketBuilder.AtMarket : terms.Value;
    }

    private static TimeInForce LifeOf(Trade trade)
    {
        var life = trade.Request.Terms.ExitTimeInForce;
        return trade.Plan!.IsReversal && life.Origin == TermsOrigin.Signal ? TimeInForce.Gtc : life.Value;
    }

    private static SizingResult SizeOf(Turn turn, Trade trade, Quantity position, Instrument instrument)
    {
        if (trade.Plan!.Exit == ExitStep.Part && trade.Request.TargetPosition is { } target)
        {
            var over = position - target;
            return Math.Sign(over.Value) == Math.Sign(position.Value)
                ? new(Rounding.DownToLot(over.Abs(), instrument.LotSize), null, over.Abs())
                : new(null, new("exit-quantity-zero", $"The position in {instrument.Id} is {position} by now, so nothing is left to exit."));
        }

        if (trade.Plan!.Exit == ExitStep.Whole || trade.Request.Terms.ExitSize.Value is not { } size)
        {
            return new(position.Abs(), null, position.Abs());
        }

        var sized = Sizing.Size(size, new()
        {
            Instrument = instrument,
            Multiplier = size.Type == QuantityType.PercentOfPosition ? 1m : trade.Request.Terms.MultiplierOf(trade.Request.Terms.ExitSize.Origin),
            Price = PriceBasis.Of(turn.MarketOf(instrument.Id), trade.Request.SignalPrice, Sides.Reducing(position), turn.Now),
            Funds = turn.FundsFor(instrument),
            Position = position.Abs(),
        });
        return sized.Quantity is { } quantity && quantity > position.Abs() ? new(position.Abs(), null, position.Abs())
            : sized.Refusal is { Code: "below-minimum" } ? new(null, new("exit-quantity-zero", $"The exit comes to less than one tradable unit of {instrument.Id}. {sized.Refusal.Message}"))
            : sized;
    }

    private static Quantity PositionOf(Turn turn, Trade trade) =>
        turn.State.Holdings[trade.Request.Instrument].TradableBesideStrays(turn.State.ReachOf(trade.Id.Subscription));
}
