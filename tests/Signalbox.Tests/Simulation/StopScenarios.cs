using Signalbox.Accounts.Orders;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Risk.Limits;
using Signalbox.Venues;
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
    private readonly Line line = new();
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

    private SimulatedNode NewNode() => new(world, script, disk, faults, venue => new CutVenue(venue, line));

    private void Kill() => node.Do(() => node.Risk.SetStandingAsync(
        new(RiskScope.Global, TradingMode.Halted, "Odd.", "ann") { FlattenId = "k1" }, CancellationToken.None));

    private void Submit(string body) => node.Submit("signal", body, _ => { });

    private void Run(double seconds)
    {
        world.RunUntil(world.Now + TimeSpan.FromSeconds(seconds), () => { });
        Assert.Null(node.Fault);
    }

    private sealed class Line
    {
        public bool IsCut { get; set; }
    }

    /// <summary>A venue behind a line that can be cut: then nothing leaves, and nothing is heard.</summary>
    private sealed class CutVenue(IVenue venue, Line line) : IVenue
    {
        private const string Cut = "No route to the venue.";

        public VenueCapabilities Capabilities => venue.Capabilities;

        public IMarketData Market => venue.Market;

        public Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) => venue.InstrumentsAsync(cancel);

        public Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel) => line.IsCut ? NotSent() : venue.PlaceAsync(order, cancel);

        public Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel) => line.IsCut ? NotSent() : venue.AmendAsync(amendment, cancel);

        public Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) => line.IsCut ? NotSent() : venue.CancelAsync(cancellation, cancel);

        public Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel) =>
            line.IsCut ? Task.FromResult<OrderEvidence>(new OrderEvidence.Failed(Cut)) : venue.QueryAsync(query, cancel);

        public Task<VenueAnswer<VenueSnapshot>> SnapshotAsync(DateTimeOffset fillsSince, CancellationToken cancel) =>
            line.IsCut ? Task.FromResult(VenueAnswer.Failed<VenueSnapshot>(Cut)) : venue.SnapshotAsync(fillsSince, cancel);

        public Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) =>
            line.IsCut ? Task.FromResult(VenueAnswer.Failed<MarketView>(Cut)) : venue.QuoteAsync(instrument, cancel);

        public async IAsyncEnumerable<VenueEvent> PrivateStreamAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
        {
            await foreach (var happened in venue.PrivateStreamAsync(cancel))
            {
                if (!line.IsCut)
                {
                    yield return happened;
                }
            }
        }

        public ValueTask DisposeAsync() => venue.DisposeAsync();

        private static Task<VenueOutcome> NotSent() => Task.FromResult<VenueOutcome>(new VenueOutcome.NotSent(Cut, null));
    }
}
