using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Strategies;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Simulation;

/// <summary>
/// One account at a venue for derivatives with stops, one subscription that trades at once, and fair weather: what goes wrong is
/// what a test lets go wrong.
/// </summary>
internal sealed class FairScene
{
    public static readonly InstrumentId X = SimulationScript.Instruments[0].Id;

    private const int SeedsMost = 2_000;

    private readonly VirtualWorld world;
    private readonly MemoryJournal disk;
    private readonly SimulationScript script;
    private readonly Faults faults;
    private readonly int? factsMax;

    public FairScene(int? factsMax = null)
    {
        this.factsMax = factsMax;
        (world, disk, script) = Enumerable.Range(1, SeedsMost).Select(Chosen).First(each => IsPlain(each.Script));
        faults = new(world);
        faults.Calm();
        Node = NewNode();
        Run(5);
    }

    public SimulatedNode Node { get; private set; }

    public VenueLineSwitch Line { get; } = new();

    public DateTimeOffset Now => world.Now;

    public SimulatedExchange Exchange => script.Exchanges.Values.Single();

    public TradeRules Rules => script.Catalogue.Subscriptions.Values.Single().Rules;

    public AccountState State => Node.Account(script.Exchanges.Keys.Single()).Committed;

    /// <summary>What the journal knows, whoever runs the account.</summary>
    public AccountShadow Journaled => script.Journal.Of(script.Exchanges.Keys.Single());

    public decimal Position => Exchange.Positions[X];

    public int Reloads => script.Reloads;

    public bool IsEntry(PlaceOrder order) => State.Orders.GetValueOrDefault(order.Id)?.Ticket.Leg == Leg.Entry;

    public void Submit(string id, string body) => Node.Submit(id, body, _ => { });

    public Trade Trade(string id) => Journaled.State.Trades.Values.Single(trade => trade.Id.Signal.Value == id);

    /// <summary>The orders of one kind that rest at the venue.</summary>
    public IReadOnlyList<VenueOrder> Resting(Leg leg) =>
        [.. Exchange.Open.Where(order => Journaled.State.Orders.GetValueOrDefault(order.Request.Id)?.Ticket.Leg == leg)];

    public void Run(double seconds)
    {
        world.RunUntil(world.Now + TimeSpan.FromSeconds(seconds), () => { });
        Assert.Null(Node.Fault);
        Assert.Empty(script.Violations);
    }

    /// <summary>The process is killed, and another begins at once where its journal ends.</summary>
    public void Restart()
    {
        Node.Kill();
        Node = NewNode();
    }

    /// <summary>What the account believes is what the venue has, nothing is under way any more, and nothing stays reserved.</summary>
    public void AtRest()
    {
        Assert.Equal(Position, State.Holdings[X].Net.Value);
        Assert.All(State.Orders.Values, order => Assert.True(order.State.IsTerminal || order.State.IsWorking, $"{order.Id} is {order.State}."));
        Assert.All(State.Trades.Values, trade => Assert.Equal((TradeStage.Done, true), (trade.Stage, trade.Settled)));
        Assert.Equal(
            State.Orders.Values.Count(order => order is { Ticket.Leg: Leg.Entry, State.IsTerminal: false }), Node.Risk.State!.Reservations.Count);
    }

    private static (VirtualWorld World, MemoryJournal Disk, SimulationScript Script) Chosen(int seed)
    {
        var (world, disk) = (new VirtualWorld(seed), new MemoryJournal());
        return (world, disk, new(world, disk));
    }

    private static bool IsPlain(SimulationScript script) =>
        script.Exchanges is { Count: 1 } && script.Exchanges.Values.Single() is { Instruments: [{ Shortable: true }, ..], Capabilities: { Stops: true, Amend: true } }
        && script.Catalogue.Subscriptions is { Count: 1 } && script.ScopeOf(script.Exchanges.Keys.Single()) == PositionScope.Account
        && script.Catalogue.Subscriptions.Values.Single().Rules is { AutoSubmit: true, AllowSideSwap: true, SubtractExitQuantity: false, QuantityMultiplier: 1m, CooldownSeconds: 0, WaitSecondsMax: > 40, Conflicts: ConflictPolicy.Queue };

    private SimulatedNode NewNode() => new(world, script, disk, faults, venue => new SwitchedVenue(venue, Line), factsMax: factsMax);
}
