using Signalbox.Accounts.Positions;
using Signalbox.Identity;
using Signalbox.Signals;

namespace Signalbox.Accounts.Trades;

/// <summary>
/// Takes signals in and decides whose turn it is. One trade of an instrument is under way at a time, so that signals cannot
/// race; the others wait, in order, up to a bound.
/// </summary>
internal static class TradeQueue
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
        }

        turn.Record(new SignalTaken(request));
        turn.Touch(request.Id);
        if (TradeChecks.Refuse(turn.Profile, request, turn.Now) is { } refusal)
        {
            TradeFlow.End(turn, request.Id, TradeStatus.Denied, refusal);
        }
        else if (DelayOf(request) is var delay && delay > TimeSpan.Zero)
        {
            turn.Record(new TradeAdvanced(request.Id, TradeStage.Delayed));
            turn.Wake(new TimerKey.DelayOver(request.Id), request.ReceivedAt + delay - turn.Now);
        }
        else
        {
            Join(turn, request);
        }
    }

    public static void Refuse(Turn turn, AccountCommand.RefuseSignal refused)
    {
        if (!turn.State.Trades.ContainsKey(refused.Request.Id))
        {
            turn.Record(new SignalTaken(refused.Request));
            TradeFlow.End(turn, refused.Request.Id, TradeStatus.Denied, refused.Reason.Code, refused.Reason.Message);
        }
    }

    public static void OnDelayOver(Turn turn, TradeId id)
    {
        if (turn.State.Trades.TryGetValue(id, out var trade) && trade.Stage == TradeStage.Delayed)
        {
            // It is valid for as long as it would be if it had come in just now; not longer, however late a restart finds it.
            turn.Record(new TradeReleased(id, trade.Request.ValidUntil + DelayOf(trade.Request)));
            turn.Touch(id);
            Join(turn, turn.State.Trades[id].Request);
        }
    }

    /// <summary>Its turn comes when the trade before it is over.</summary>
    public static void Admit(Turn turn, TradeId id)
    {
        var request = turn.State.Trades[id].Request;
        if (!MayJoin(turn, request))
        {
            return;
        }

        var holding = turn.State.Holdings[request.Instrument];
        if (holding.Active is not null || IsGated(turn.State, request) || Next(turn.State, holding) is not null)
        {
            turn.Record(new TradeQueued(id));
        }
        else
        {
            Conflicts.Overtake(turn, request);
            TradeStart.Begin(turn, id);
        }
    }

    /// <summary>Queues a trade of an instrument the command is not about: it begins with a command of its own.</summary>
    public static void AdmitLater(Turn turn, TradeId id)
    {
        var request = turn.State.Trades[id].Request;
        if (MayJoin(turn, request))
        {
            turn.Record(new TradeQueued(id));
            turn.Do(new Effect.Resume(request.Instrument));
        }
    }

    /// <summary>
    /// Starts the trade that waits longest, if nothing is under way. One of an instrument the command is not about begins with a
    /// command of its own: prices and funds are those of the command's instrument.
    /// </summary>
    public static void StartNext(Turn turn, InstrumentId instrument)
    {
        if (!turn.State.Holdings.TryGetValue(instrument, out var holding) || holding.Active is not null || Next(turn.State, holding) is not { } next)
        {
            return;
        }

        if (!turn.IsAbout(instrument))
        {
            turn.Do(new Effect.Resume(instrument));
        }
        else
        {
            turn.Touch(next);
            Conflicts.Overtake(turn, turn.State.Trades[next].Request);
            TradeStart.Begin(turn, next);
        }
    }

    /// <summary>The first that may begin: an exit passes entries that are held back.</summary>
    private static TradeId? Next(AccountState state, Holding holding)
    {
        foreach (var waiting in holding.Waiting)
        {
            if (!IsGated(state, state.Trades[waiting].Request))
            {
                return waiting;
            }
        }

        return null;
    }

    private static void Join(Turn turn, TradeRequest request)
    {
        if (!Following.Begin(turn, request))
        {
            Admit(turn, request.Id);
        }
    }

    /// <summary>Settles conflicts with what is under way; false where that ended it, or where too many wait already.</summary>
    private static bool MayJoin(Turn turn, TradeRequest request)
    {
        var holding = turn.State.Holdings[request.Instrument];
        if (holding.Active is not null || holding.Waiting.Count > 0)
        {
            Conflicts.Settle(turn, request);
            if (turn.State.Trades[request.Id].Stage == TradeStage.Done)
            {
                return false;
            }

            holding = turn.State.Holdings[request.Instrument];
        }

        if (holding.Waiting.Count < turn.Profile.Bounds.WaitingTradesMax)
        {
            return true;
        }

        TradeFlow.End(turn, request.Id, TradeStatus.Denied, "too-many-waiting",
            $"{holding.Waiting.Count} trades of {request.Instrument} are waiting already. Send fewer signals at once.");
        return false;
    }

    /// <summary>How long after its receipt it is to begin.</summary>
    public static TimeSpan DelayOf(TradeRequest request) => TimeSpan.FromSeconds((double)(request.Terms.DelaySeconds.Value ?? 0m));

    /// <summary>While the venue's picture is being merged, or the position is in doubt, entries wait; leaving and cancelling never do.</summary>
    public static bool IsGated(AccountState state, TradeRequest request) =>
        (state.Reconciling || state.Doubted.ContainsKey(request.Instrument)) && request.Action is not (SignalAction.Exit or SignalAction.Cancel or SignalAction.Flatten);
}
