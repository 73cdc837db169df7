using Signalbox.Identity;

namespace Signalbox.Accounts.Trades;

/// <summary>
/// Signals of one batch, in order: each begins when the one before it is settled, however that ended. One that names a
/// parent begins when the parent has filled, and never where it does not.
/// </summary>
internal static class Following
{
    private const int FollowersMax = 256;

    /// <summary>How long an order counts once its parent has filled.</summary>
    private static readonly TimeSpan ReleasedFor = TimeSpan.FromSeconds(60);

    /// <summary>False where the trade follows nobody.</summary>
    public static bool Begin(Turn turn, TradeRequest request)
    {
        if (BeforeOf(request) is null)
        {
            return false;
        }

        if (turn.State.Followers.Count >= FollowersMax)
        {
            TradeFlow.End(turn, request.Id, TradeStatus.Denied, "too-many-waiting",
                $"{FollowersMax} signals of batches are waiting for others already. Send smaller batches.");
            return true;
        }

        turn.Record(new TradeFollows(request.Id));
        turn.Wake(new TimerKey.Follow(request.Id), request.ValidUntil - turn.Now);
        Check(turn, turn.State.Trades[request.Id]);
        return true;
    }

    /// <summary>After outcomes changed: lets those begin that waited for them. False where nothing came of it.</summary>
    public static bool Look(Turn turn)
    {
        if (turn.State.Followers.IsEmpty)
        {
            return false;
        }

        var before = turn.EventCount;
        foreach (var id in turn.State.Followers)
        {
            var follower = turn.State.Trades[id];
            if (turn.Touched.Contains(BeforeOf(follower.Request)!.Value))
            {
                Check(turn, follower);
            }
        }

        return turn.EventCount > before;
    }

    /// <summary>The one before it never came in: it need not wait for ever.</summary>
    public static void OnOverdue(Turn turn, TradeId id)
    {
        if (!turn.State.Trades.TryGetValue(id, out var trade) || trade.Stage != TradeStage.Following || turn.State.Trades.ContainsKey(BeforeOf(trade.Request)!.Value))
        {
            return;
        }

        turn.Touch(id);
        if (trade.Request.AfterFillOf is { } parent)
        {
            TradeFlow.End(turn, id, TradeStatus.Cancelled, "parent-unknown", $"The signal {parent} it was to follow never reached this account.");
        }
        else
        {
            Release(turn, trade, trade.Request.ValidUntil);
        }
    }

    private static void Check(Turn turn, Trade trade)
    {
        if (!turn.State.Trades.TryGetValue(BeforeOf(trade.Request)!.Value, out var before))
        {
            return;
        }

        if (trade.Request.AfterFillOf is null)
        {
            if (before.Settled)
            {
                Release(turn, trade, trade.Request.ValidUntil);
            }
        }
        else if (before is { Stage: TradeStage.Done, Status: TradeStatus.Filled })
        {
            Release(turn, trade, turn.Now + ReleasedFor);
        }
        else if (before is { Settled: true, Stage: TradeStage.Done, Status: not TradeStatus.Working })
        {
            TradeFlow.End(turn, trade.Id, TradeStatus.Cancelled, "parent-not-filled",
                $"The order of signal {before.Id.Signal} ended as {Text.Words.Of(before.Status)}, so this one was not sent.");
        }
    }

    private static void Release(Turn turn, Trade trade, DateTimeOffset validUntil)
    {
        turn.Record(new TradeReleased(trade.Id, validUntil));
        turn.Touch(trade.Id);
        TradeQueue.AdmitLater(turn, trade.Id);
    }

    private static TradeId? BeforeOf(TradeRequest request) =>
        (request.AfterFillOf ?? request.StartsAfter) is { } signal ? new(signal, request.Id.Subscription) : null;
}
