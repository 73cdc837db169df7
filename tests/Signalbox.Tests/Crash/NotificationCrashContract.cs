using Signalbox.Server.Crash;
using Signalbox.Tests.Notifications;
using Xunit;

namespace Signalbox.Tests.Crash;

/// <summary>The real process is killed while it tells somebody of incidents: the next start tells what is not known to be told.</summary>
[Collection(CrashTests.Name)]
public abstract class NotificationCrashContract
{
    private const string Kind = "trading_state";

    /// <summary>A PostgreSQL connection string; null is SQLite.</summary>
    protected abstract Task<string?> StoreAsync();

    [Fact]
    public async Task KillBetweenTheCommitAndTheSending_EveryIncidentIsToldAfterwards_AndOnce()
    {
        await using var scene = await CrashScene.OnPaperAsync(await StoreAsync());
        await using var receiver = new Receiver();

        await DieTellingAsync(scene, receiver, CrashPoint.BeforeNotification);
        Assert.Empty(receiver.Requests);

        var told = await ToldAfterwardsAsync(scene, receiver);
        Assert.Equal(told, receiver.Incidents.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task KillBetweenTheSendingAndItsNote_TheMessageComesAgain_WithTheSameIncidents()
    {
        await using var scene = await CrashScene.OnPaperAsync(await StoreAsync());
        await using var receiver = new Receiver();

        await DieTellingAsync(scene, receiver, CrashPoint.AfterNotification);
        var first = receiver.Incidents;
        Assert.Single(receiver.Requests);
        Assert.NotEmpty(first);

        var told = await ToldAfterwardsAsync(scene, receiver, times: 2, first);
        Assert.Equal(first.Order(StringComparer.Ordinal).Concat(told).Order(StringComparer.Ordinal), receiver.Incidents.Order(StringComparer.Ordinal));
    }

    private static async Task DieTellingAsync(CrashScene scene, Receiver receiver, CrashPoint at)
    {
        await using var server = await scene.StartAsync(at);
        await server.Api.DestinationAsync("phone", receiver.Address);
        await server.Api.StopTradingAsync();
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(3));

        // 128 and the number of SIGKILL: it ended as planned, not by a failure of its own.
        Assert.Equal(137, await server.Process.ExitAsync(late.Token));
    }

    /// <summary>Starts it once more and waits until it has told of all, and of some so often; returns the ids of all there is to tell.</summary>
    private static async Task<IReadOnlyList<string>> ToldAfterwardsAsync(CrashScene scene, Receiver receiver, int times = 1, IReadOnlyList<string>? often = null)
    {
        await using var server = await scene.StartAsync();
        var owed = await server.Api.IncidentsAsync(Kind);
        Assert.NotEmpty(owed);
        await Until.HoldsAsync(() => owed.All(receiver.Incidents.Contains) && (often ?? []).All(id => receiver.Incidents.Count(each => each == id) >= times));
        return [.. owed.Order(StringComparer.Ordinal)];
    }
}
