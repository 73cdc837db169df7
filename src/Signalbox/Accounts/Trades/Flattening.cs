using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Protection;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk.Limits;
using Signalbox.Signals;
using Signalbox.Strategies;

namespace Signalbox.Accounts.Trades;

/// <summary>
/// Closes every position and cancels every order of the account, whoever they belong to. Stops and targets go when their
/// position is gone, so that nothing is naked meanwhile.
/// </summary>
internal static class Flattening
{
    /// <summary>Closing orders sent for one instrument before a person is called.</summary>
    private const int TriesBeforeAlarm = 5;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Whose trades those are that no strategy asked for.</summary>
    private const string Ourselves = "kill-switch";

    /// <summary>Asked for by a person: of the whole account, or of what one strategy or subscription holds here.</summary>
    /// <param name="id">The same one asks once; while the account is being flattened, another one adds nothing.</param>
    public static void Order(Turn turn, RiskScope scope, string id, string why)
    {
        if (scope.Level is RiskLevel.Strategy or RiskLevel.Subscription)
        {
            CloseLots(turn, scope, why);
        }
        else if (!turn.State.Trades.Values.Any(trade => trade.Id.Signal.Value == id || trade is { Stage: TradeStage.Flattening, Request.Strategy.Value: Ourselves }))
        {
            CloseAll(turn, new(new(id), new(Ourselves)), why);
        }
    }

    /// <summary>
    /// What we know of the account may be old, or nothing: it is done only when the venue has shown its picture afterwards
    /// and nothing is left in it.
    /// </summary>
    private static void CloseAll(Turn turn, TradeId id, string why)
    {
        turn.Record(new SignalTaken(RequestOf(turn, id)));
        turn.Record(new TradeStarted(id, new() { Flatten = true }, Quantity.Zero));
        Reconciler.OnGap(turn, $"The account is to be flattened. {why}");
        Begin(turn, turn.State.Trades[id]);
        turn.Touch(id);
    }

    /// <summary>Every lot is closed at the market, tried again until it is, and watched by whoever protects it.</summary>
    private static void CloseLots(Turn turn, RiskScope scope, string why)
    {
        foreach (var trade in turn.State.Trades.Values)
        {
            if (!trade.Bracket.Emergency && scope.Covers(trade.Request.Strategy, trade.Id.Subscription) && HoldsOrMay(turn.State, trade))
            {
                turn.Record(new EmergencyDeclared(trade.Id, $"Positions of {scope.Named()} are to be flattened. {why}"));
                turn.Touch(trade.Id);
            }
        }
    }

    /// <summary>An entry that is still open may fill before its cancel arrives: what it opens is closed too.</summary>
    private static bool HoldsOrMay(AccountState state, Trade trade) =>
        (state.Holdings.TryGetValue(trade.Request.Instrument, out var holding) && LotBook.IndexOf(holding.Lots, trade.Id) >= 0)
        || (trade.EntryOrder is { } entry && state.Orders.GetValueOrDefault(entry) is { State.IsTerminal: false });

    /// <summary>The venue has shown its picture, or told of an order: what is being flattened goes on from there.</summary>
    public static void Resume(Turn turn)
    {
        foreach (var trade in turn.State.Flattening)
        {
            turn.Touch(trade);
        }
    }

    public static void Begin(Turn turn, Trade trade)
    {
        turn.Record(new TradeAdvanced(trade.Id, TradeStage.Flattening));
        foreach (var other in turn.State.Trades.Values.Where(other => other.Id != trade.Id).ToArray())
        {
            Stop(turn, other);
        }

        ExternalOrders.CancelAll(turn);
        Continue(turn, turn.State.Trades[trade.Id]);
    }

    /// <summary>Nothing opens any more: who has sent nothing ends, and who leaves something before it enters only leaves.</summary>
    private static void Stop(Turn turn, Trade other)
    {
        if (other.Stage is TradeStage.Waiting or TradeStage.Delayed or TradeStage.Following or TradeStage.AwaitingApproval or TradeStage.AwaitingTrigger
            or TradeStage.AwaitingMarket or TradeStage.Pricing or TradeStage.Scoring or TradeStage.Cancelling)
        {
            TradeFlow.Drop(turn, other.Id, "flattened", "The account was flattened before its turn came.");
        }
        else if (other is { Stage: TradeStage.Exiting, Plan: { Enter: not null } plan })
        {
            turn.Record(new TradeStarted(
                other.Id, plan with { Enter = null }, other.ExitedFrom ?? Quantity.Zero, new("flattened", "The account was flattened, so nothing was entered.")));
        }
    }

    public static void Continue(Turn turn, Trade trade)
    {
        // Two at once would cancel each other's closing orders and close everything twice: the second only waits.
        var acts = !turn.State.Trades.Values.Any(other => other.Stage == TradeStage.Flattening && other.Id.CompareTo(trade.Id) < 0);
        var isDone = true;
        foreach (var holding in turn.State.Holdings.Values)
        {
            isDone &= acts ? Clear(turn, trade, holding) : IsClear(holding);
        }

        if (isDone && !turn.State.Reconciling && turn.State.Doubted.IsEmpty)
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Filled, null, null);
            Resume(turn);
        }
    }

    private static TradeRequest RequestOf(Turn turn, TradeId id) => new()
    {
        Id = id,
        Strategy = new(Ourselves),

        // No instrument of its own: it waits behind nobody's trade.
        Instrument = new("*"),
        Action = SignalAction.Flatten,
        Terms = TermsResolver.Resolve(
            null,
            new() { Id = id.Subscription, Strategy = new(Ourselves), Account = turn.Profile.Account },
            new() { Id = new(Ourselves), Name = Ourselves }),
        ReceivedAt = turn.Now,
        ValidUntil = turn.Now,
    };

    /// <summary>Takes the next step for one instrument; true when nothing is left of it.</summary>
    private static bool Clear(Turn turn, Trade trade, Holding holding)
    {
        foreach (var id in holding.OpenOrders)
        {
            var order = turn.State.Orders[id];
            if (order.Ticket.Trade != trade.Id && (order.Ticket.Leg is Leg.Entry or Leg.Exit || holding.Closable.IsZero))
            {
                OrderChanges.Cancel(turn, order, "The account is being flattened.");
            }
        }

        if (!holding.Closable.IsZero && LockedBalance.Release(turn, trade.Id, holding, default))
        {
            Close(turn, trade, holding);
        }

        return IsClear(holding);
    }

    /// <summary>What is too small to trade stays; there is no order that could close it.</summary>
    private static bool IsClear(Holding holding) => holding.Closable.IsZero && holding.OpenOrders.IsEmpty;

    private static void Close(Turn turn, Trade trade, Holding holding)
    {
        var closing = holding.OpenOrders.Select(id => turn.State.Orders[id]).FirstOrDefault(order => order.Ticket.Trade == trade.Id);
        if (closing is not null)
        {
            return;
        }

        var tries = trade.Flattened.GetValueOrDefault(holding.Instrument.Id);
        if (turn.State.Orders.TryGetValue(IdOf(turn, trade, holding, tries - 1), out var last) && !Retries.MayFollow(turn, trade.Id, last, RetryAfter))
        {
            return;
        }

        if (tries == TriesBeforeAlarm)
        {
            turn.Record(new AlarmRaised(trade.Id, AlarmCodes.CannotFlatten,
                $"{holding.Instrument.Id} could not be closed after {tries} tries. Close it at the venue."));
        }

        OrderSending.Intend(turn, Ticket(turn, trade, holding, tries));
    }

    private static ClientOrderId IdOf(Turn turn, Trade trade, Holding holding, int attempt) =>
        OrderSending.IdOf(turn.Profile, trade.Id, $"flatten:{holding.Instrument.Id}", attempt);

    private static OrderTicket Ticket(Turn turn, Trade trade, Holding holding, int tries) => new()
    {
        Id = IdOf(turn, trade, holding, tries),
        Instrument = holding.Instrument.Id,
        Trade = trade.Id,
        Leg = Leg.Exit,
        Revision = tries,
        Flattens = true,
        Side = Sides.Reducing(holding.Net),
        Type = OrderType.Market,
        Quantity = holding.Instrument.AtMostAtMarket(holding.Closable.Abs()),
        TimeInForce = TimeInForce.Gtc,
        ReduceOnly = turn.Profile.Capabilities.ReduceOnly,
        IntendedAt = turn.Now,
        SendBy = turn.Now + turn.Profile.Bounds.SendWithin,
    };
}
