using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Trades;

/// <summary>A condition we keep for the venue: a stop it has no order type for, or a price that trails.</summary>
/// <param name="Side">The side of the order that follows.</param>
/// <param name="Level">Where it triggers; for a trailing one it moves with the best price seen.</param>
/// <param name="Best">The best price seen so far; null for a plain stop.</param>
public sealed record Trigger(Side Side, Price Level, Price? Best);

/// <summary>
/// Orders that wait here for their price. They hold nobody up: once triggered, the trade queues like a signal that just came
/// in, and is planned and judged against what is found then.
/// </summary>
internal static class Triggers
{
    /// <summary>Whether an order of this kind has to wait here.</summary>
    public static bool Keeps(AccountProfile profile, OrderTerms terms) => terms.Type switch
    {
        OrderType.TrailingStop => true,
        _ when TicketBuilder.IsDue(terms) => false,
        OrderType.Stop => !profile.Capabilities.Stops,
        OrderType.StopLimit => !profile.Capabilities.StopLimits,
        _ => false,
    };

    /// <summary>Sets the trigger, from the market now; null when a trailing one has no market to start from.</summary>
    public static Trigger? Set(Turn turn, OrderTerms terms, Side side, InstrumentId instrument)
    {
        if (terms.Type != OrderType.TrailingStop)
        {
            return terms.StopPrice is { } stop ? new(side, stop, null) : null;
        }

        return turn.FreshPrice(instrument) is { } price ? new(side, LevelOf(terms, side, price), price) : null;
    }

    public static void Park(Turn turn, Trade trade, Trigger trigger)
    {
        turn.Record(new TriggerSet(trade.Id, trigger));
        MarketWatch.Keep(turn, trade.Request.Instrument);
        TradeQueue.StartNext(turn, trade.Request.Instrument);
    }

    public static void OnLook(Turn turn, Trade trade)
    {
        if (trade.Stage == TradeStage.AwaitingTrigger && turn.Now >= Until(turn.State, trade))
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Expired, "expired", "It waited for its price as long as it was allowed to.");
            return;
        }

        if (trade is not { Stage: TradeStage.AwaitingTrigger, Trigger: { } trigger } || turn.FreshPrice(trade.Request.Instrument) is not { } price)
        {
            return;
        }

        if (trigger.Side == Side.Buy ? price >= trigger.Level : price <= trigger.Level)
        {
            turn.Record(new TriggerReached(trade.Id, price, turn.Now));
            TradeQueue.Admit(turn, trade.Id);
            return;
        }

        var isBetter = trigger.Best is { } best && (trigger.Side == Side.Buy ? price < best : price > best);
        if (isBetter)
        {
            var terms = trade.Plan!.Exit != ExitStep.None ? trade.Request.Terms.ExitOrder.Value : trade.Request.Terms.EntryOrder.Value;
            turn.Record(new TriggerSet(trade.Id, trigger with { Best = price, Level = LevelOf(terms, trigger.Side, price) }));
        }
    }

    /// <summary>How long it waits here, as it would stand at a venue; null: until its price comes.</summary>
    private static DateTimeOffset? Until(AccountState state, Trade trade)
    {
        var request = trade.Request;
        var leaves = trade.Plan!.Exit != ExitStep.None;
        var begun = request.ReceivedAt + TradeQueue.DelayOf(request);
        var until = (leaves ? request.Terms.ExitCancelAfterSeconds : request.Terms.EntryCancelAfterSeconds).Value is { } seconds ? begun.AddSeconds((double)seconds) : default(DateTimeOffset?);
        var ends = request.GoodTill
            ?? ((leaves ? request.Terms.ExitTimeInForce : request.Terms.EntryTimeInForce).Value == TimeInForce.Day ? state.TradingDayEnd(begun) : default(DateTimeOffset?));
        return ends < until || until is null ? ends : until;
    }

    private static Price LevelOf(OrderTerms terms, Side side, Price best)
    {
        var distance = terms.TrailAmount ?? (best.Value * (terms.TrailPercent ?? 0m) / 100m);
        return side == Side.Buy ? best + distance : best - distance;
    }
}
