using System.Collections.Immutable;
using Signalbox.Accounts.Gates;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Protection;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Accounts.Reconciliation;

/// <summary>
/// Merges the venue's picture with ours: at start, after every gap, and on a timer. A failed question is never taken for an
/// empty answer, and a position that differs is believed only when the venue says so twice.
/// </summary>
internal static class Reconciler
{
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Unhealthy = TimeSpan.FromSeconds(2);

    /// <summary>A venue may go on showing a position from before the last fills for a while; so long a different one is not believed.</summary>
    private static readonly TimeSpan BelievedAfter = TimeSpan.FromSeconds(2);

    /// <summary>Fills are asked for from a little before the last one known: clocks differ and deliveries cross.</summary>
    private static readonly TimeSpan FillOverlap = TimeSpan.FromMinutes(1);

    public static void Recover(Turn turn, AccountProfile profile)
    {
        Configure(turn, profile);
        Start(turn, "The account was started.", SnapshotReason.Routine);
        foreach (var order in turn.State.Orders.Values.Where(order => !order.State.IsTerminal).ToArray())
        {
            // An intent without evidence may have been sent just before the stop.
            OrderSending.OnUnknown(turn, order, "The node restarted before the outcome was known.");
            if (order.State == OrderState.Unknown)
            {
                turn.Wake(new TimerKey.UnknownAlert(order.Id), turn.Profile.Bounds.UnknownAlert);
            }

            OrderExpiry.Arm(turn, order.Ticket);
            if (order.IsTriggered)
            {
                StopOrders.ArmEscalation(turn, order);
            }
        }

        MarketWatch.Resume(turn);
        NakedWatch.Resume(turn);
        foreach (var trade in turn.State.Trades.Values.Where(trade => trade.Stage != TradeStage.Done).ToArray())
        {
            Resume(turn, trade);
        }
    }

    public static void Configure(Turn turn, AccountProfile profile)
    {
        if (turn.State.Profile != profile)
        {
            turn.Record(new AccountConfigured(profile));
        }
    }

    public static void OnGap(Turn turn, string why) => Start(turn, why, SnapshotReason.Gap);

    public static void OnSnapshot(Turn turn, AccountCommand.SnapshotArrived arrived)
    {
        // A picture asked for before the clock was set back stands nowhere among what happened since.
        if (arrived.Answer.Value is not { } snapshot || arrived.AskedAt > turn.Now)
        {
            turn.Wake(new TimerKey.Reconcile(arrived.Reason), Unhealthy);
            return;
        }

        foreach (var instrument in arrived.Instruments.Where(instrument => !turn.State.Holdings.ContainsKey(instrument.Id)))
        {
            turn.Record(new InstrumentSeen(instrument));
        }

        var doubted = turn.State.Doubted;
        MergeOrders(turn, snapshot);
        ComparePositions(turn, snapshot, arrived.AskedAt);
        NakedWatch.OnSnapshot(turn, snapshot, arrived.AskedAt);
        if (arrived.AskedAt >= turn.State.ReconcilingSince)
        {
            Release(turn);
        }

        Flattening.Resume(turn);
        AskLater(turn, arrived.Reason);
        LookAgain(turn, doubted);
    }

    public static void Ask(Turn turn, SnapshotReason reason)
    {
        var last = turn.State.LastFillAt;
        turn.Do(new Effect.TakeSnapshot(last > DateTimeOffset.UnixEpoch ? last - FillOverlap : turn.Now - FillOverlap, reason));
    }

    /// <summary>The routine goes on for ever; the others end with their cause.</summary>
    private static void AskLater(Turn turn, SnapshotReason reason)
    {
        if (reason == SnapshotReason.Routine)
        {
            turn.Wake(new TimerKey.Reconcile(reason), Healthy);
        }
        else if (reason == SnapshotReason.Gap && turn.State.Reconciling)
        {
            turn.Wake(new TimerKey.Reconcile(reason), Unhealthy);
        }
    }

    /// <summary>
    /// Entries wait while a position is in doubt, and mostly the picture was only taken between two fills: a fresh doubt is
    /// looked at again at once, and then from time to time until it is cleared or believed.
    /// </summary>
    private static void LookAgain(Turn turn, ImmutableSortedDictionary<InstrumentId, Doubt> before)
    {
        if (turn.State.Doubted.Keys.Any(instrument => !before.ContainsKey(instrument)))
        {
            Ask(turn, SnapshotReason.Doubt);
        }
        else if (!turn.State.Doubted.IsEmpty)
        {
            turn.Wake(new TimerKey.Reconcile(SnapshotReason.Doubt), Unhealthy);
        }
    }

    private static void Start(Turn turn, string why, SnapshotReason reason)
    {
        turn.Record(new ReconciliationStarted(why, turn.Now));
        Ask(turn, reason);
    }

    private static void Resume(Turn turn, Trade trade)
    {
        turn.Touch(trade.Id);
        if (trade.Stage is TradeStage.Cancelling or TradeStage.Exiting)
        {
            TradeFlow.ResumeDeadline(turn, trade);
        }
        else if (trade.Stage == TradeStage.Delayed)
        {
            turn.Wake(new TimerKey.DelayOver(trade.Id), trade.Request.ReceivedAt + TradeQueue.DelayOf(trade.Request) - turn.Now);
        }
        else if (trade.Stage == TradeStage.AwaitingApproval)
        {
            turn.Wake(new TimerKey.StepDeadline(trade.Id, trade.Stage), trade.ApproveBy - turn.Now ?? TimeSpan.FromSeconds(trade.Request.Terms.Rules.ApprovalSeconds));
        }
        else if (trade is { Stage: TradeStage.AwaitingMarket, RetryAt: { } due })
        {
            turn.Wake(new TimerKey.MarketOpens(trade.Id), due - turn.Now);
        }
        else if (trade.Stage == TradeStage.Following)
        {
            turn.Wake(new TimerKey.Follow(trade.Id), trade.Request.ValidUntil - turn.Now);
        }
        else if (trade.Stage == TradeStage.Pricing)
        {
            turn.Do(new Effect.FetchQuote(trade.Request.Instrument, trade.Id));
        }
        else if (trade.Stage == TradeStage.Scoring)
        {
            ScoringStage.Resume(turn, trade);
        }
    }

    private static void MergeOrders(Turn turn, VenueSnapshot snapshot)
    {
        foreach (var fill in snapshot.Fills)
        {
            OrderReports.OnFill(turn, fill);
        }

        var seen = new HashSet<ClientOrderId>();
        foreach (var report in snapshot.OpenOrders)
        {
            OrderReports.OnReport(turn, report, isLookup: false);
            if (report.ClientOrderId is { } id)
            {
                seen.Add(id);
            }
        }

        ExternalOrders.OnSnapshot(turn, snapshot);
        foreach (var id in turn.State.Holdings.Values.SelectMany(holding => holding.OpenOrders).ToArray())
        {
            AskIfOpen(turn, turn.State.Orders[id], seen.Contains(id));
        }
    }

    /// <summary>
    /// Ours is open and the picture does not show it: it may have ended, or the picture may be older than it. Or it is
    /// there, and a change of it was under way when the node stopped.
    /// </summary>
    private static void AskIfOpen(Turn turn, Order order, bool isSeen)
    {
        if (OrderLookup.IsOpenQuestion(order) || (!isSeen && order.State.IsWorking))
        {
            OrderLookup.Ask(turn, order);
        }
    }

    private static void ComparePositions(Turn turn, VenueSnapshot snapshot, DateTimeOffset askedAt)
    {
        foreach (var holding in turn.State.Holdings.Values.ToArray())
        {
            var position = snapshot.Positions.FirstOrDefault(each => each.Instrument == holding.Instrument.Id);
            Compare(turn, turn.State.Holdings[holding.Instrument.Id], position?.Quantity ?? HeldWithoutPosition(holding, snapshot), position?.AveragePrice, askedAt);
        }
    }

    /// <summary>
    /// Spot balances are no positions: what somebody owns besides is theirs. Only where less is left than our lots say has
    /// something been sold that we do not know of.
    /// </summary>
    private static Quantity HeldWithoutPosition(Holding holding, VenueSnapshot snapshot)
    {
        if (holding.Instrument.Kind != InstrumentKind.Spot || holding.Net <= Quantity.Zero)
        {
            return Quantity.Zero;
        }

        var balance = snapshot.Balances.FirstOrDefault(each => each.Currency == holding.Instrument.Base)?.Total ?? Money.Zero;
        return Quantity.Min(holding.Net, new(balance.Value));
    }

    private static void Compare(Turn turn, Holding holding, Quantity venue, Price? average, DateTimeOffset askedAt)
    {
        var instrument = holding.Instrument.Id;
        var doubted = turn.State.Doubted.TryGetValue(instrument, out var before);
        if (holding.Net == venue)
        {
            if (doubted)
            {
                turn.Record(new DoubtCleared(instrument));
                ResumeWaiting(turn, instrument);
            }
        }
        else if (turn.State.LastFillAt == DateTimeOffset.UnixEpoch && holding is { Lots.Count: 0, OpenOrders.IsEmpty: true })
        {
            // Nothing of ours can be under way: it was there before us.
            TakeOver(turn, holding, venue - holding.Net, average, askedAt, PositionOrigin.OpeningBalance);
        }
        else if (!doubted || before!.Venue != venue || HasUnsettledOrders(turn.State, holding))
        {
            turn.Record(new PositionDoubted(instrument, holding.Net, venue, turn.Now));
        }
        else if (askedAt >= before.Since + BelievedAfter)
        {
            TakeOver(turn, holding, venue - holding.Net, average, askedAt, PositionOrigin.Unexplained);
            ResumeWaiting(turn, instrument);
        }
    }

    private static bool HasUnsettledOrders(AccountState state, Holding holding) =>
        holding.OpenOrders.Any(id => !state.Orders[id].State.IsWorking || state.Orders[id].Ticket.IsImmediate);

    private static void TakeOver(Turn turn, Holding holding, Quantity difference, Price? average, DateTimeOffset asOf, PositionOrigin origin)
    {
        var side = difference > Quantity.Zero ? Side.Buy : Side.Sell;
        var price = average ?? turn.MarketOf(holding.Instrument.Id)?.Mid ?? (holding.Lots.Count > 0 ? holding.Lots[0].AveragePrice(holding.Instrument) : holding.Instrument.TickSize);
        var fill = new LotFill(null, null, default, false, side, difference.Abs(), price, asOf);
        var closes = LotBook.Closes(holding.Lots, fill, holding.Instrument);
        turn.Record(new PositionAdjusted(holding.Instrument.Id, side, difference.Abs(), price, closes, origin == PositionOrigin.OpeningBalance
            ? "It was held before the account was connected."
            : "The venue reports another position than the known fills add up to.", asOf) { Origin = origin });
        turn.TouchActive(holding.Instrument.Id);
        OrderReports.TouchRestingExits(turn, closes, holding.Instrument.Id);
        foreach (var close in closes)
        {
            turn.Touch(close.Trade);
        }
    }

    private static void Release(Turn turn)
    {
        if (!turn.State.Reconciling)
        {
            return;
        }

        turn.Record(new ReconciliationEnded());
        foreach (var holding in turn.State.Holdings.Values.ToArray())
        {
            foreach (var lot in holding.Lots)
            {
                turn.Touch(lot.Trade);
            }

            ResumeWaiting(turn, holding.Instrument.Id);
        }
    }

    private static void ResumeWaiting(Turn turn, InstrumentId instrument)
    {
        // One that has all its answers and was held back begins anew; so does whoever waits longest.
        var holding = turn.State.Holdings[instrument];
        if (holding.Waiting.Count > 0 || (holding.Active is { } active && turn.State.Trades[active].Stage == TradeStage.Scoring))
        {
            turn.Do(new Effect.Resume(instrument));
        }
    }
}
