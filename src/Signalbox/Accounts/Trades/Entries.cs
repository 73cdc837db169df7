using Signalbox.Accounts.Limits;
using Signalbox.Accounts.Orders;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;

namespace Signalbox.Accounts.Trades;

/// <summary>5. Opening or growing a position.</summary>
internal static class Entries
{
    public static void Begin(Turn turn, Trade trade)
    {
        if (trade.GroupLostTo is not null)
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Cancelled, "group-filled", CancelGroups.WhyLost(trade));
            return;
        }

        if (turn.Now > trade.Request.ValidUntil && trade.Plan!.Exit == ExitStep.None)
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Skipped, "stale", "Cancelling took longer than the signal was valid, so it was skipped.");
            return;
        }

        if (Triggers.Keeps(turn.Profile, trade.Request.Terms.EntryOrder.Value) && !trade.IsTriggered)
        {
            AwaitPrice(turn, trade);
            return;
        }

        if (NeedsQuote(turn, trade))
        {
            turn.Record(new TradeAdvanced(trade.Id, TradeStage.Pricing));
            turn.Do(new Effect.FetchQuote(trade.Request.Instrument, trade.Id));
            return;
        }

        turn.Record(new TradeAdvanced(trade.Id, TradeStage.Entering));
        Send(turn, turn.State.Trades[trade.Id]);
    }

    private static void AwaitPrice(Turn turn, Trade trade)
    {
        if (Triggers.Set(turn, trade.Request.Terms.EntryOrder.Value, trade.Plan!.Enter!.Value, trade.Request.Instrument) is { } trigger)
        {
            Triggers.Park(turn, trade, trigger);
        }
        else
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Denied, "unpriced", $"No current price of {trade.Request.Instrument} is known to trail from.");
        }
    }

    /// <summary>The venue answered with a quote or did not: the order is priced now, or refused.</summary>
    public static void OnQuote(Turn turn, Trade trade)
    {
        if (trade.Stage == TradeStage.Pricing)
        {
            turn.Record(new TradeAdvanced(trade.Id, TradeStage.Entering));
            Send(turn, turn.State.Trades[trade.Id]);
        }
    }

    public static void Continue(Turn turn, Trade trade)
    {
        var order = trade.EntryOrder is { } id ? turn.State.Orders.GetValueOrDefault(id) : null;
        if (order is null)
        {
            return;
        }

        if (ClosedMarkets.Refused(order))
        {
            ClosedMarkets.Park(turn, trade);
            return;
        }

        var rests = order.State.IsWorking && !order.Ticket.IsImmediate;
        if (rests || order.State.IsTerminal)
        {
            TradeFlow.End(turn, trade.Id, null, order.State == OrderState.Filled ? null : order.Code, order.State == OrderState.Filled ? null : order.Reason);
        }
    }

    private static bool NeedsQuote(Turn turn, Trade trade)
    {
        var terms = trade.Request.Terms;
        var needsPrice = Sizing.NeedsPrice(terms.EntrySize.Value.Type)
            || (terms.EntryOrder.Value.Type is OrderType.Limit or OrderType.StopLimit && terms.EntryOrder.Value.LimitPrice is null);
        var basis = Basis(turn, trade);
        return (needsPrice && basis is null) || RiskGate.NeedsQuote(turn, trade, basis);
    }

    private static Price? Basis(Turn turn, Trade trade) =>
        trade.Request.Terms.EntryOrder.Value.LimitPrice
        ?? trade.Request.Terms.EntryOrder.Value.StopPrice
        ?? PriceBasis.Of(turn.MarketOf(trade.Request.Instrument), trade.Request.SignalPrice, trade.Plan!.Enter!.Value, turn.Now, trade.Request.Terms.EntryOrder.Value.QuotePrice);

    private static void Send(Turn turn, Trade trade)
    {
        var side = trade.Plan!.Enter!.Value;
        var basis = Basis(turn, trade);
        var market = turn.MarketOf(trade.Request.Instrument);
        turn.Record(new TradePriced(trade.Id, basis, market, turn.FundsFor(turn.State.Holdings[trade.Request.Instrument].Instrument)));
        var sized = EntrySizing.Of(turn, trade, basis);
        if (sized.Refusal is { } refusal)
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Denied, refusal);
            return;
        }

        if (basis is { } price && WrongSide(trade.Request.Terms, side, price) is { } wrong)
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Denied, wrong);
            return;
        }

        var built = TicketBuilder.Build(turn, trade, new()
        {
            Leg = Leg.Entry,
            Revision = trade.Entries,
            Side = side,
            Quantity = sized.Quantity!.Value,
            Unrounded = sized.Unrounded,
            Terms = TicketBuilder.OnceTriggered(trade, turn.Profile, trade.Request.Terms.EntryOrder.Value),
            TimeInForce = trade.Request.Terms.EntryTimeInForce.Value,
            CancelAfterSeconds = trade.Request.Terms.EntryCancelAfterSeconds.Value,
            ValuedAt = basis ?? market?.For(side),
        });
        if (built.Refusal is { } unbuilt)
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Denied, unbuilt);
        }
        else if (RiskGate.Judge(turn, trade, built.Ticket!, basis) is { } verdict)
        {
            turn.Record(new TradeJudged(trade.Id, [verdict]));
            TradeFlow.End(turn, trade.Id, TradeStatus.Denied, verdict.Code, verdict.Detail);
        }
        else
        {
            OrderSending.Intend(turn, built.Ticket!);
        }
    }

    private static Refusal? WrongSide(ResolvedTerms terms, Side side, Price entry) =>
        (terms.StopLoss.Value?.StopPrice is { } stop ? ProtectionSides.RefuseStop(side, entry, stop) : null)
        ?? (terms.TakeProfit.Value is { } profit ? ProtectionSides.RefuseTargets(side, entry, profit) : null);
}
