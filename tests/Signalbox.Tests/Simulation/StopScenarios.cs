using Signalbox.Accounts.Orders;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Risk.Limits;
using Xunit;

namespace Signalbox.Tests.Simulation;

/// <summary>Stopping trading while venues cannot be reached, and while orders are on their way.</summary>
public sealed class StopScenarios
{
    private static readonly InstrumentId X = SimulationScript.Instruments[0].Id;

    private readonly VirtualWorld world = new(11);
    private readonly MemoryJournal disk = new();
    private readonly Faults faults;
    private readonly SimulationScript script;
    private readonly VenueLineSwitch line = new();
    private SimulatedNode node;

    public StopScenarios()
    {
        faults = new(world);
        faults.Calm();
        script = new(world, disk);
        node = NewNode();
        Run(5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Flatten_OfAVenueThatCannotBeReached_HappensWhenItReturns(bool restartsMeanwhile)
    {
        Submit("""{"ticker":"XUSDT","action":"buy","quantity":1,"id":"s1","stopLoss":{"percent":20}}""");
        Run(5);
        Assert.All(script.Exchanges.Values, exchange => Assert.NotEqual(0m, exchange.Positions[X]));

        line.IsCut = true;
        var byHand = script.Exchanges.Values.First();
        byHand.TradeByHand(X, Side.Buy, 2m);
        Kill();
        Run(20);
        if (restartsMeanwhile)
        {
            node.Kill();
            node = NewNode();
            Run(20);
        }

        Assert.NotEqual(0m, byHand.Positions[X]);
        line.IsCut = false;
        Run(120);

        Assert.All(script.Exchanges.Values, exchange => Assert.Equal((0m, 0), (exchange.Positions[X], exchange.Orders.Count(order => order.IsOpen))));
        Assert.All(script.Exchanges.Keys, id => Assert.Equal(TradingMode.Halted, node.Account(id).Committed.Standing[RiskScope.Global].Mode));
    }

    [Fact]
    public void Stop_BetweenTheIntentAndItsSending_HoldsItBackForGood()
    {
        Submit("""{"ticker":"XUSDT","action":"buy","quantity":1,"id":"s1"}""");
        node.Risk.Holds.Set(RiskScope.Global, new(TradingMode.Halted, "Kill switch.", world.Now));
        Run(60);

        Assert.All(script.Exchanges.Values, exchange => Assert.Empty(exchange.Orders));
        var entries = script.Exchanges.Keys.SelectMany(id => node.Account(id).Committed.Orders.Values).ToList();
        Assert.NotEmpty(entries);
        Assert.All(entries, entry => Assert.Equal((OrderState.Expired, "halted"), (entry.State, entry.Code!)));
        Assert.Empty(node.Risk.State!.Reservations);
    }

    [Fact]
    public void Stop_CancelsWhatRests_AlsoWhereTheVenueIsAwayForAWhile()
    {
        Submit("""{"ticker":"XUSDT","action":"buy","quantity":1,"id":"s1","orderType":"limit","limitPrice":60}""");
        Run(5);
        line.IsCut = true;
        node.Do(() => node.Risk.SetStandingAsync(new(RiskScope.Global, TradingMode.Halted, "Odd.", "ann"), CancellationToken.None));
        Run(30);
        Assert.All(script.Exchanges.Values, exchange => Assert.Contains(exchange.Orders, order => order.IsOpen));
        line.IsCut = false;
        Run(60);
        Assert.All(script.Exchanges.Values, exchange => Assert.DoesNotContain(exchange.Orders, order => order.IsOpen));
    }

    private SimulatedNode NewNode() => new(world, script, disk, faults, venue => new SwitchedVenue(venue, line));

    private void Kill() => node.Do(() => node.Risk.SetStandingAsync(
        new(RiskScope.Global, TradingMode.Halted, "Odd.", "ann") { FlattenId = "k1" }, CancellationToken.None));

    private void Submit(string body) => node.Submit("signal", body, _ => { });

    private void Run(double seconds)
    {
        world.RunUntil(world.Now + TimeSpan.FromSeconds(seconds), () => { });
        Assert.Null(node.Fault);
    }
}
