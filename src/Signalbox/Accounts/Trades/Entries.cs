using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Protection;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Trades;

/// <summary>5. Opening or growing a position.</summary>
internal static class Entries
{
    public static void Begin(Turn turn, Trade trade)
    {
        if (turn.Now > trade.Request.ValidUntil && trade.Plan!.Exit == ExitStep.None)
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Skipped, "stale", "Cancelling took longer than the signal was valid, so it was skipped.");
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
        return needsPrice && Basis(turn, trade) is null;
    }

    private static Price? Basis(Turn turn, Trade trade) =>
        trade.Request.Terms.EntryOrder.Value.LimitPrice
        ?? trade.Request.Terms.EntryOrder.Value.StopPrice
        ?? PriceBasis.Of(turn.Market, trade.Request.SignalPrice, trade.Plan!.Enter!.Value, turn.Now);

    private static void Send(Turn turn, Trade trade)
    {
        var instrument = turn.State.Holdings[trade.Request.Instrument].Instrument;
        var side = trade.Plan!.Enter!.Value;
        var basis = Basis(turn, trade);
        turn.Record(new TradePriced(trade.Id, basis, turn.Market, turn.Funds));
        var sized = SizeOf(turn, trade, instrument, basis);
        if (sized.Refusal is { } refusal)
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Denied, refusal.Code, refusal.Message);
            return;
        }

        var built = TicketBuilder.Build(turn, trade, new()
        {
            Leg = Leg.Entry,
            Side = side,
            Quantity = sized.Quantity!.Value,
            Unrounded = sized.Unrounded,
            Terms = trade.Request.Terms.EntryOrder.Value,
            TimeInForce = trade.Request.Terms.EntryTimeInForce.Value,
        });
        if (built.Refusal is { } unbuilt)
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Denied, unbuilt.Code, unbuilt.Message);
        }
        else
        {
            OrderSending.Intend(turn, built.Ticket!);
        }
    }

    private static SizingResult SizeOf(Turn turn, Trade trade, Instrument instrument, Price? basis)
    {
        var terms = trade.Request.Terms;
        var size = terms.EntrySize.Value;
        var position = turn.State.Holdings[instrument.Id].Position(turn.State.ReachOf(trade.Id.Subscription));
        var sized = Sizing.Size(size, new()
        {
            Instrument = instrument,
            Multiplier = terms.Rules.QuantityMultiplier,
            Price = basis,
            Funds = turn.Funds,
            Position = position.Abs(),
            StopDistance = basis is { } price && terms.StopLoss.Value is { } stop ? ProtectionLevels.StopDistance(stop, price) : null,
        });
        return terms.Rules.SubtractExitQuantity && size.Type == QuantityType.FixedQuantity && sized.Quantity is { } quantity
            ? Subtract(turn, trade, instrument, quantity)
            : sized;
    }

    /// <summary>What closed the other side was part of the quantity the sender meant.</summary>
    private static SizingResult Subtract(Turn turn, Trade trade, Instrument instrument, Quantity quantity)
    {
        var exited = trade.ExitOrder is { } id && turn.State.Orders.TryGetValue(id, out var exit) ? exit.Filled : Quantity.Zero;
        var rest = quantity - exited;
        return rest < instrument.MinQuantity
            ? new(null, new("nothing-left-to-enter", $"The quantity of {quantity} was used up by closing {exited}, so nothing was entered."))
            : new(rest, null, rest);
    }
}
