using Signalbox.Identity;
using Signalbox.Signals;

namespace Signalbox.Accounts.Trades;

/// <summary>
/// Moves a trade along: 1 wait for its turn, 2 plan against the position found, 3 cancel, 4 exit, 5 enter, 6 done. One
/// trade of an instrument is under way at a time, so that signals cannot race.
/// </summary>
internal static class TradeFlow
{
    public static void Take(Turn turn, AccountCommand.TakeSignal signal)
    {
        var request = signal.Request;
        if (turn.State.Trades.ContainsKey(request.Id))
        {
            return;
        }

        if (!turn.State.Holdings.TryGetValue(signal.Instrument.Id, out var holding) || holding.Instrument != signal.Instrument)
        {
            turn.Record(new InstrumentSeen(signal.Instrument));
            holding = turn.State.Holdings[signal.Instrument.Id];
        }

        turn.Record(new SignalTaken(request));
        turn.Touch(request.Id);

        // 1. Its turn comes when the trade before it is over.
        if (holding.Waiting.Count >= turn.Profile.Bounds.WaitingTradesMax)
        {
            End(turn, request.Id, TradeStatus.Denied, "too-many-waiting",
                $"{holding.Waiting.Count} trades of {request.Instrument} are waiting already. Send fewer signals at once.");
        }
        else if (holding.Active is not null || holding.Waiting.Count > 0 || IsGated(turn.State, request))
        {
            turn.Record(new TradeQueued(request.Id));
        }
        else
        {
            Start(turn, request.Id);
        }
    }

    public static void Refuse(Turn turn, AccountCommand.RefuseSignal refused)
    {
        if (!turn.State.Trades.ContainsKey(refused.Request.Id))
        {
            turn.Record(new SignalTaken(refused.Request));
            End(turn, refused.Request.Id, TradeStatus.Denied, refused.Reason.Code, refused.Reason.Message);
        }
    }

    /// <summary>Continues whatever step the trade is at; called after anything that may have ended the step.</summary>
    public static void Advance(Turn turn, TradeId id)
    {
        var trade = turn.State.Trades[id];
        switch (trade.Stage)
        {
            case TradeStage.Cancelling:
                Cancelling(turn, trade);
                break;
            case TradeStage.Exiting:
                Exits.Continue(turn, trade);
                break;
            case TradeStage.AbandoningExit:
                Exits.Abandon(turn, trade);
                break;
            case TradeStage.Entering:
                Entries.Continue(turn, trade);
                break;
        }
    }

    public static void OnDeadline(Turn turn, TradeId id, TradeStage stage)
    {
        if (!turn.State.Trades.TryGetValue(id, out var trade) || trade.Stage != stage)
        {
            return;
        }

        turn.Touch(id);
        switch (stage)
        {
            case TradeStage.Cancelling:
                End(turn, id, TradeStatus.Denied, "cancel-timeout",
                    "The open orders were not cancelled in time, so nothing was sent.");
                break;
            case TradeStage.Exiting:
                Exits.OnTimeout(turn, trade);
                break;
        }
    }

    /// <summary>3. Everything that was to be cancelled is gone: the next step begins.</summary>
    public static void AfterCancel(Turn turn, Trade trade)
    {
        if (trade.Plan!.Exit != ExitStep.None)
        {
            Exits.Begin(turn, trade);
        }
        else if (trade.Plan.Enter is not null)
        {
            Entries.Begin(turn, trade);
        }
        else
        {
            End(turn, trade.Id, TradeStatus.Cancelled, null, null);
        }
    }

    /// <param name="status">Null: what its orders came to.</param>
    public static void End(Turn turn, TradeId id, TradeStatus? status, string? code, string? message)
    {
        turn.Record(new TradeEnded(id, status, code, message));
        turn.Touch(id);
        StartNext(turn, turn.State.Trades[id].Request.Instrument);
    }

    /// <summary>Starts the trade that waits longest, if nothing is under way.</summary>
    public static void StartNext(Turn turn, InstrumentId instrument)
    {
        if (turn.State.Holdings.TryGetValue(instrument, out var holding)
            && holding.Active is null
            && holding.Waiting.Count > 0
            && !IsGated(turn.State, turn.State.Trades[holding.Waiting[0]].Request))
        {
            Start(turn, holding.Waiting[0]);
        }
    }

    /// <summary>While the venue's picture is being merged, entries wait; leaving and cancelling never do.</summary>
    private static bool IsGated(AccountState state, TradeRequest request) =>
        state.Reconciling && request.Action is not (SignalAction.Exit or SignalAction.Cancel);

    private static void Start(Turn turn, TradeId id)
    {
        var request = turn.State.Trades[id].Request;
        var holding = turn.State.Holdings[request.Instrument];
        var position = holding.Position(turn.State.ReachOf(id.Subscription));

        // 2. The plan is made for the position found now, not for the one at the time of the signal.
        var plan = TradePlanner.Plan(request, holding.Instrument, position, OpenOrders.Any(turn.State, request));
        var refusal = plan.Refusal ?? Opposition.Find(turn.State, request, plan.Plan!);
        if (refusal is not null)
        {
            End(turn, id, TradeStatus.Denied, refusal.Code, refusal.Message);
        }
        else if (plan.Plan!.Enter is not null && turn.Now > request.ValidUntil)
        {
            End(turn, id, TradeStatus.Skipped, "stale",
                $"The signal was valid until {request.ValidUntil:HH:mm:ss} UTC and its turn came later, so it was skipped.");
        }
        else
        {
            turn.Record(new TradeStarted(id, plan.Plan, position));
            BeginCancel(turn, turn.State.Trades[id]);
        }
    }

    private static void BeginCancel(Turn turn, Trade trade)
    {
        if (!trade.Plan!.CancelOpenOrders || !OpenOrders.Any(turn.State, trade.Request))
        {
            AfterCancel(turn, trade);
            return;
        }

        turn.Record(new TradeAdvanced(trade.Id, TradeStage.Cancelling));
        turn.Wake(new TimerKey.StepDeadline(trade.Id, TradeStage.Cancelling), TimeSpan.FromSeconds(trade.Request.Terms.Rules.WaitSecondsMax));
        OpenOrders.Cancel(turn, trade.Request);
        Cancelling(turn, turn.State.Trades[trade.Id]);
    }

    private static void Cancelling(Turn turn, Trade trade)
    {
        if (!OpenOrders.Any(turn.State, trade.Request))
        {
            AfterCancel(turn, trade);
        }
    }
}
