using Signalbox.Accounts.Orders;
using Signalbox.Identity;
using Signalbox.Markets;
using Xunit;

namespace Signalbox.Tests.Simulation;

/// <summary>
/// A socket that is aborted ends whatever waits for it with a cancellation, although nobody here gave up. Taken for the end of
/// the account's own life, it would lose the outcome of an order, and every fill after it.
/// </summary>
public sealed class AbortScenarios
{
    private static readonly InstrumentId X = SimulationScript.Instruments[0].Id;

    private readonly VirtualWorld world = new(11);
    private readonly SimulationScript script;
    private readonly VenueLineSwitch line = new();
    private readonly SimulatedNode node;

    public AbortScenarios()
    {
        var faults = new Faults(world);
        faults.Calm();
        var disk = new MemoryJournal();
        script = new(world, disk);
        node = new(world, script, disk, faults, venue => new SwitchedVenue(venue, line));
        Run(5);
    }

    [Fact]
    public void OrderWhoseCallIsAborted_IsUnknown_AndFoundWhenTheLineIsBack()
    {
        line.IsAborted = true;
        Submit();
        Run(5);
        Assert.All(script.Exchanges.Keys, id => Assert.Contains(node.Account(id).Committed.Orders.Values, order => order.State == OrderState.Unknown));

        line.IsAborted = false;
        Run(60);
        HeldAndProtected();
    }

    [Fact]
    public void StreamThatIsAborted_IsReadAgain()
    {
        line.IsAborted = true;
        TradeByHand();
        Run(5);
        line.IsAborted = false;
        Run(60);

        // Long before the account would ask by its own timer.
        TradeByHand();
        Run(3);
        Assert.All(script.Exchanges.Where(each => each.Value.ListsPositions), each => Assert.Equal(
            each.Value.Positions[X], node.Account(each.Key).Committed.Holdings.GetValueOrDefault(X)?.Net.Value));
    }

    private void TradeByHand()
    {
        foreach (var exchange in script.Exchanges.Values)
        {
            exchange.TradeByHand(X, Side.Buy, 1m);
        }
    }

    /// <summary>The entry's fill is known, and a stop rests at the venue.</summary>
    private void HeldAndProtected() => Assert.All(script.Exchanges, each =>
    {
        var state = node.Account(each.Key).Committed;
        Assert.NotEqual(0m, state.Holdings[X].Net.Value);
        Assert.DoesNotContain(state.Orders.Values, order => order.State is OrderState.Unknown or OrderState.Intended);
        Assert.Contains(each.Value.Orders, order => order.IsOpen);
    });

    private void Submit() => node.Submit(
        "signal", """{"ticker":"XUSDT","action":"buy","quantity":1,"id":"s1","stopLoss":{"percent":20}}""", _ => { });

    private void Run(double seconds)
    {
        world.RunUntil(world.Now + TimeSpan.FromSeconds(seconds), () => { });
        Assert.Null(node.Fault);
    }
}
