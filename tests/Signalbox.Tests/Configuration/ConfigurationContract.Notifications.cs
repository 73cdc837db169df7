using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Notifications;
using Signalbox.Tests.Notifications;
using Xunit;

namespace Signalbox.Tests.Configuration;

/// <summary>What waits to be told, on every database.</summary>
public abstract partial class ConfigurationContract
{
    private readonly NotificationOptions telling = new();

    private DestinationStore Destinations => new(scene.Store, scene.Vault, scene.Clock);

    [Fact]
    public async Task Destination_ComesBackAsItWas_WithItsAddressInTheVault()
    {
        var made = (await AddDestinationAsync("d1", wanted => wanted with { Grade = DestinationGrade.Everything, Kinds = ["naked", "alarm"], Strategy = "s1", Account = "a1" })).Saved;

        var listed = Assert.Single(await Destinations.ListAsync(Cancel));
        Assert.Equal(made.Value with { Kinds = [] }, listed.Stored.Value with { Kinds = [] });
        Assert.Equal(["naked", "alarm"], listed.Stored.Value.Kinds);
        Assert.Equal(scene.Clock.GetUtcNow(), listed.Stored.Value.Since);
        Assert.Equal("https://hooks.example/canary-address", (await Destinations.OpenAsync("d1", Cancel))!.Value.Address.Url);
        Assert.DoesNotContain("canary-address", await scene.Store.EverythingAsync(), StringComparison.Ordinal);
        var entry = Assert.IsType<DestinationCreated>(await scene.NewestEventAsync());
        Assert.Equal(("hooks.example …ress", true), (entry.After!.Value.GetProperty("place").GetString(), entry.After.Value.GetProperty("addressReplaced").GetBoolean()));
    }

    [Fact]
    public async Task Incident_IsQueuedOnceAtEach_ReadByWhoeverClaims_AndGoneWhenDelivered()
    {
        await AddDestinationAsync("d1");
        await AddDestinationAsync("d2");
        var (one, other) = (OutboxOf("one"), OutboxOf("other"));

        Assert.Equal(2, await one.QueueAsync([Judged("i1")], Cancel));
        Assert.Equal(0, await other.QueueAsync([Judged("i1")], Cancel));
        Assert.Equal(["i1"], await one.MarkedAsync(["i1", "i2"], Cancel));
        Assert.Equal(scene.Clock.GetUtcNow(), await one.WantedSinceAsync(Cancel));

        // Gathered for a moment first.
        Assert.Null(await one.ClaimAsync("d1", Cancel));
        scene.Clock.Advance(telling.Pace.GatherFor);
        var batch = (await one.ClaimAsync("d1", Cancel))!;
        Assert.Equal(["i1"], batch.Incidents.Select(each => each.Id));
        Assert.Null(await other.ClaimAsync("d1", Cancel));
        Assert.Equal(["d2"], (await other.DueAsync(Cancel)).Select(due => due.Destination));
        await one.QueueAsync([Judged("i2")], Cancel);
        Assert.True(await one.DeliveredAsync(batch, Cancel));

        // What came meanwhile waits, and no sooner than the gap says.
        Assert.Null(await one.ClaimAsync("d1", Cancel));
        scene.Clock.Advance(telling.Pace.Gap);
        Assert.Equal(["i2"], (await other.ClaimAsync("d1", Cancel))!.Incidents.Select(each => each.Id));
    }

    [Fact]
    public async Task Claim_OfANodeThatDied_IsTakenOver_AndItsLateWordCountsForNothing()
    {
        await AddDestinationAsync("d1");
        var (dead, other) = (OutboxOf("dead"), OutboxOf("other"));
        await dead.QueueAsync([Judged("i1")], Cancel);
        scene.Clock.Advance(telling.Pace.GatherFor);
        var lost = (await dead.ClaimAsync("d1", Cancel))!;

        Assert.Empty(await other.DueAsync(Cancel));
        scene.Clock.Advance(telling.Pace.LeaseFor + TimeSpan.FromSeconds(1));
        var taken = (await other.ClaimAsync("d1", Cancel))!;
        Assert.Equal(["i1"], taken.Incidents.Select(each => each.Id));
        Assert.False(await dead.DeliveredAsync(lost, Cancel));
        Assert.Null(await dead.FailedAsync(lost, "late", null, Cancel));
        Assert.True(await other.DeliveredAsync(taken, Cancel));
        Assert.Empty(await other.DueAsync(Cancel));
    }

    [Fact]
    public async Task Restart_OfTheNodeThatHolds_TakesItsClaimAgainAtOnce()
    {
        await AddDestinationAsync("d1");
        await OutboxOf("node").QueueAsync([Judged("i1")], Cancel);
        scene.Clock.Advance(telling.Pace.GatherFor);
        await OutboxOf("node").ClaimAsync("d1", Cancel);

        Assert.NotNull(await OutboxOf("node").ClaimAsync("d1", Cancel));
    }

    [Fact]
    public async Task Failure_WaitsLongerEachTime_AndGivesUpByAge()
    {
        await AddDestinationAsync("d1");
        var outbox = OutboxOf("node");
        await outbox.QueueAsync([Judged("i1")], Cancel);
        scene.Clock.Advance(telling.Pace.GatherFor);
        var waits = new List<TimeSpan>();
        for (var each = 0; each < 4; each++)
        {
            var failed = (await outbox.FailedAsync((await outbox.ClaimAsync("d1", Cancel))!, "It is down.", each == 3 ? TimeSpan.FromMinutes(2) : null, Cancel))!;
            waits.Add(TimeSpan.FromMilliseconds(failed.Line.NextAt - scene.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
            Assert.Equal((each + 1, 0L, "It is down."), (failed.Line.Tries, failed.Lost, failed.Line.Failure));
            scene.Clock.Advance(waits[^1]);
        }

        Assert.Equal([5, 10, 20, 120], waits.Select(wait => wait.TotalSeconds));
        scene.Clock.Advance(telling.Pace.AgeMax);
        var last = (await outbox.FailedAsync((await outbox.ClaimAsync("d1", Cancel))!, "It is down.", null, Cancel))!;
        Assert.Equal((1L, 1L), (last.Lost, last.Line.GivenUp));
        Assert.Equal(0, Assert.Single(await Destinations.ListAsync(Cancel)).Waiting);
    }

    [Fact]
    public async Task Storm_BeyondWhatWaits_IsCounted_AndLeavesWithTheRest()
    {
        telling.Pace = telling.Pace with { WaitingMax = 3 };
        await AddDestinationAsync("d1");
        var outbox = OutboxOf("node");
        await outbox.QueueAsync([.. Enumerable.Range(0, 5).Select(number => Judged($"i{number}"))], Cancel);
        scene.Clock.Advance(telling.Pace.GatherFor);
        Assert.Equal(5, Assert.Single(await Destinations.ListAsync(Cancel)).Waiting);

        var batch = (await outbox.ClaimAsync("d1", Cancel))!;
        Assert.Equal((3, 2L), (batch.Incidents.Count, batch.Folded));
        await outbox.QueueAsync([Judged("late")], Cancel);
        await outbox.DeliveredAsync(batch, Cancel);
        Assert.Equal(1, Assert.Single(await Destinations.ListAsync(Cancel)).Waiting);
    }

    [Fact]
    public async Task NewsOfAFailingDestination_GoesToTheOthersAlone()
    {
        await AddDestinationAsync("d1");
        await AddDestinationAsync("d2");
        var outbox = OutboxOf("node");
        await outbox.QueueAsync([Judged("i1")], Cancel);
        scene.Clock.Advance(telling.Pace.GatherFor);
        await outbox.FailedAsync((await outbox.ClaimAsync("d1", Cancel))!, "It is down.", null, Cancel);

        Assert.Equal(1, await outbox.QueueAsync([Judged("i2", "notification-failing")], Cancel));
        Assert.Equal([1, 2], (await Destinations.ListAsync(Cancel)).Select(each => each.Waiting));
    }

    [Fact]
    public async Task DestinationThatIsDeletedOrSwitchedOff_LeavesNothingWaiting()
    {
        await AddDestinationAsync("d1");
        await AddDestinationAsync("d2");
        await OutboxOf("node").QueueAsync([Judged("i1")], Cancel);
        await Destinations.DeleteAsync("d1", null, Settings.Asked, Cancel);
        var kept = (await Destinations.ListAsync(Cancel)).Single().Stored.Value;
        await Destinations.ReplaceAsync(kept with { Enabled = false }, null, 1, Settings.Asked, Cancel);

        Assert.Equal(0, Assert.Single(await Destinations.ListAsync(Cancel)).Waiting);
        Assert.Null(await OutboxOf("node").WantedSinceAsync(Cancel));
        Assert.Equal(0, await OutboxOf("node").QueueAsync([Judged("i2")], Cancel));
        Assert.DoesNotContain("hooks.example …", string.Join('\n', (await scene.Store.EverythingAsync()).Split('\n').Where(line => line.StartsWith("notification", StringComparison.Ordinal) && line.Contains("|d1|", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    private static JudgedIncident Judged(string id, string? code = null) => new(NotificationTextTests.Incident("upkeep", "Something happened.", id) with { Code = code, At = DateTimeOffset.MaxValue.AddYears(-1) }, true);

    private Outbox OutboxOf(string node) => new(scene.Store, telling, scene.Clock, node);

    private Task<ChangeResult<Signalbox.Server.Configuration.Stored<Destination>>> AddDestinationAsync(string id, Func<Destination, Destination>? adjust = null)
    {
        var wanted = new Destination { Id = id, Name = $"Name of {id}", Kind = DestinationKind.Webhook, Place = "" };
        return Destinations.CreateAsync(adjust?.Invoke(wanted) ?? wanted, new() { Url = "https://hooks.example/canary-address" }, Settings.Asked, Cancel);
    }
}
