using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Protection;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Accounts;

/// <summary>The watchdog believes the venue's lists and nothing else.</summary>
public sealed class NakedWatchTests
{
    private static readonly TimerKey Watch = new TimerKey.Watch(AccountScenario.Btc.Id);

    private readonly AccountScenario account = new();

    [Fact]
    public void Fill_CallsForALookWithinTheBound()
    {
        Enter();
        account.Elapse(Watch, TimeSpan.FromSeconds(1));
        Assert.Equal(SnapshotReason.Watch, Assert.Single(account.TakeEffects().OfType<Effect.TakeSnapshot>()).Reason);
    }

    [Fact]
    public void StopTheVenueShows_IsProtection()
    {
        var stop = Enter();
        account.Accept(stop);
        account.Snapshot(0.1m, account.OpenAtVenue());
        Assert.DoesNotContain(account.Events, happened => happened is NakedSeen or AlarmRaised);
    }

    [Fact]
    public void StopTheVenueDoesNotShow_IsLookedUpThenTold()
    {
        var stop = Enter();
        account.Accept(stop);
        account.TakeEffects();
        account.Snapshot(0.1m, []);
        Assert.Contains(account.TakeEffects(), effect => effect is Effect.Query query && query.Lookup.Id == stop);
        Assert.DoesNotContain(account.Events, happened => happened is AlarmRaised);

        account.Pass(TimeSpan.FromSeconds(2));
        account.Snapshot(0.1m, []);
        account.Snapshot(0.1m, []);
        Assert.Equal(AlarmCodes.Naked, Assert.Single(account.Events.OfType<AlarmRaised>()).Code);
    }

    [Fact]
    public void StopThatIsTooSmallAtTheVenue_CountsForWhatItCovers()
    {
        var stop = Enter();
        account.Accept(stop);
        account.Snapshot(0.1m, [account.ReportOf(account.State.Orders[stop], VenueOrderState.Working) with { Quantity = new(0.04m) }]);
        Assert.Equal(0.06m, Assert.Single(account.Events.OfType<NakedSeen>()).Naked.Value);
    }

    [Fact]
    public void RemaindersOfSeveralLots_BelowTheLotEach_AreNotNaked()
    {
        // What a fee in the base currency leaves of a purchase is no whole number of lots.
        var scene = new AccountScenario(profile => profile with { Capabilities = profile.Capabilities with { ReduceOnly = false } });
        var spot = AccountScenario.Btc with { Kind = InstrumentKind.Spot, Shortable = false };
        for (var i = 0; i < 2; i++)
        {
            scene.Signal(SignalAction.Buy, 1m, signal => (signal.Instrument, signal.StopLoss, signal.Rules) = (spot, new() { Percent = 1m }, new(AllowAddToPosition: true)));
            var entry = scene.TakePlaced().Single();
            scene.Accept(entry.Id);
            scene.Do(new AccountCommand.Executed(scene.FillOf(scene.State.Orders[entry.Id].Ticket, 1m, 60_000m, $"f{i}") with { Fee = new(0.0004m), FeeCurrency = "BTC" }));
            scene.Accept(scene.TakePlaced().Single().Id);
        }

        scene.Snapshot(1.9992m, scene.OpenAtVenue());
        Assert.DoesNotContain(scene.Events, happened => happened is NakedSeen);
    }

    [Fact]
    public void StopThatCannotBePlaced_PositionIsClosedWithinTheBound()
    {
        var stop = Enter();
        account.Do(new AccountCommand.PlaceEnded(stop, new VenueOutcome.Unknown("timeout")));
        account.Snapshot(0.1m, []);
        account.Pass(TimeSpan.FromSeconds(10));
        account.TakeEffects();
        account.Snapshot(0.1m, []);
        Assert.Equal((OrderType.Market, Side.Sell), account.TakePlaced().Select(order => (order.Type, order.Side)).Single());
    }

    [Fact]
    public void StopOurLookupsProve_IsNotReplacedByAClose()
    {
        var stop = Enter();
        account.Accept(stop);
        account.Snapshot(0.1m, []);
        account.Pass(TimeSpan.FromSeconds(30));
        account.Snapshot(0.1m, []);
        Assert.DoesNotContain(account.Events, happened => happened is EmergencyDeclared);
    }

    [Fact]
    public void ProtectionReturning_ClearsTheAlarm()
    {
        var stop = Enter();
        account.Accept(stop);
        account.Snapshot(0.1m, []);
        account.Snapshot(0.1m, account.OpenAtVenue());
        Assert.Single(account.Events.OfType<NakedCleared>());
        Assert.Null(account.State.Holdings[AccountScenario.Btc.Id].NakedSince);
    }

    [Fact]
    public void WaivedProtection_IsHonoured()
    {
        account.Accept(Enter());
        account.Signal(SignalAction.Cancel, null, signal => signal.IncludeProtection = true);
        account.Report(account.OrderOf(Leg.StopLoss).Id, VenueOrderState.Cancelled);
        account.Pass(TimeSpan.FromSeconds(5));
        account.Snapshot(0.1m, []);
        Assert.DoesNotContain(account.Events, happened => happened is NakedSeen);
    }

    [Fact]
    public void FailedPicture_ProvesNothing()
    {
        account.Accept(Enter());
        account.Do(new AccountCommand.SnapshotArrived(VenueAnswer.Failed<VenueSnapshot>("503"), [], account.Now) { Reason = SnapshotReason.Watch });
        Assert.DoesNotContain(account.Events, happened => happened is NakedSeen);
        Assert.Contains(account.TakeEffects(), effect => effect is Effect.Schedule { Timer: TimerKey.Reconcile { Reason: SnapshotReason.Watch } });
    }

    [Fact]
    public void Outcome_UnknownForLong_IsTold()
    {
        var stop = Enter();
        account.Do(new AccountCommand.PlaceEnded(stop, new VenueOutcome.Unknown("timeout")));
        account.Elapse(new TimerKey.UnknownAlert(stop), TimeSpan.FromSeconds(10));
        Assert.Equal(AlarmCodes.OutcomeUnknown, Assert.Single(account.Events.OfType<AlarmRaised>()).Code);
        Assert.Equal(OrderState.Unknown, account.State.Orders[stop].State);
    }

    private ClientOrderId Enter()
    {
        account.Signal(SignalAction.Buy, 0.1m, signal => signal.StopLoss = new() { Percent = 1m });
        account.AcceptAndFill(account.TakePlaced().Single().Id, 60_000m);
        return account.TakePlaced().Single().Id;
    }
}
