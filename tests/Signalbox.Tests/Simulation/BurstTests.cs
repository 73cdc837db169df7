using Signalbox.Journal;
using Signalbox.Monitoring.Receipts;
using Signalbox.Strategies.Routing;
using Xunit;

namespace Signalbox.Tests.Simulation;

/// <summary>More signals at once than anything takes in: each is on disk and carried out, or its sender is told to come again.</summary>
public sealed class BurstTests
{
    private const int Signals = 1_000;

    [Fact]
    public async Task ThousandSignalsAtOnce_OnASlowDisk_AreTakenOrToldToComeAgain()
    {
        var world = new VirtualWorld(23);
        var disk = new MemoryJournal();
        var faults = new Faults(world);
        faults.Calm();
        var script = new SimulationScript(world, disk);
        var node = new SimulatedNode(world, script, disk, faults);
        world.RunUntil(world.Now + TimeSpan.FromSeconds(5), () => { });
        var (taken, refused) = (new List<string>(), 0);
        for (var i = 0; i < Signals; i++)
        {
            var id = $"burst-{i}";
            node.Submit($"{id}.1", $$"""{"v":1,"ticker":"XUSDT","action":"exit","id":"{{id}}"}""", receipt =>
            {
                if (receipt is Receipt.Accepted)
                {
                    taken.Add(id);
                }
                else
                {
                    refused++;
                }
            });
        }

        world.RunUntil(world.Now + TimeSpan.FromSeconds(60), () => { });
        Assert.Null(node.Fault);
        Assert.Equal(Signals, taken.Count + refused);
        var trades = script.Exchanges.Keys.Select(id => script.Journal.Of(id).State).ToList();
        Assert.Empty(await disk.OpenDeliveriesAsync(1, TestContext.Current.CancellationToken));
        Assert.Empty(script.Violations);

        // Finished trades are forgotten after some hundreds: those that are known were all taken once, and the last ones are.
        Assert.All(trades, state => Assert.Contains(state.Trades.Keys, trade => trade.Signal.Value == $"{taken[^1]}.1"));
    }

    [Fact]
    public async Task Deliveries_ThatADeadAccountNeverTakes_StandInNoOthersWay()
    {
        var world = new VirtualWorld(24);
        var disk = new MemoryJournal();
        var faults = new Faults(world);
        faults.Calm();
        var script = new SimulationScript(world, disk);
        var node = new SimulatedNode(world, script, disk, faults);
        world.RunUntil(world.Now + TimeSpan.FromSeconds(5), () => { });
        node.Submit("first.1", """{"v":1,"ticker":"XUSDT","action":"exit","id":"first"}""", _ => { });
        world.RunUntil(world.Now + TimeSpan.FromSeconds(10), () => { });
        var lost = (await ReceivedAsync(disk)) with { Id = new("lost.1") };
        var another = StreamId.Intake("another");
        var dead = Enumerable.Range(0, 10_001).Select(number => new OpenTarget(new($"dead-{number}"), new("dead"), new("dead"))).ToList();

        await disk.AppendAsync(
            [
                new() { Stream = another, ExpectedVersion = 0, Epoch = 0, Events = [IntakeCodec.Events.Write(lost with { Id = new("dead") }, world.Now)], Opens = dead },
                new()
                {
                    Stream = another,
                    ExpectedVersion = 1,
                    Epoch = 0,
                    Events = [IntakeCodec.Events.Write(lost, world.Now)],
                    Opens = [.. lost.Targets.Select(target => new OpenTarget(lost.Id, target.Subscription, target.Account))],
                },
            ],
            TestContext.Current.CancellationToken);
        world.RunUntil(world.Now + TimeSpan.FromSeconds(30), () => { });

        Assert.Null(node.Fault);
        Assert.NotEmpty(lost.Targets);
        Assert.All(await disk.OpenDeliveriesAsync(20_000, TestContext.Current.CancellationToken), delivery => Assert.Equal("dead", delivery.Target.Account.Value));
        Assert.All(lost.Targets, target => Assert.Contains(script.Journal.Of(target.Account).State.Trades.Keys, trade => trade.Signal == lost.Id));
    }

    private static async Task<SignalReceived> ReceivedAsync(MemoryJournal disk)
    {
        await foreach (var stored in disk.ReadAsync(StreamId.Intake("one"), 0, TestContext.Current.CancellationToken))
        {
            if (IntakeCodec.Events.Read(stored) is SignalReceived received)
            {
                return received;
            }
        }

        throw new InvalidOperationException("No signal was taken.");
    }
}
