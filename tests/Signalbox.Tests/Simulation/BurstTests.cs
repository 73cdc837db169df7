using Signalbox.Monitoring.Receipts;
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
}
