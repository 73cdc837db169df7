using System.Text;
using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Monitoring.Receipts;
using Signalbox.Risk.Ledger;
using Signalbox.Signals;
using Signalbox.Signals.Duplicates;
using Signalbox.Strategies.Routing;
using Signalbox.Venues;

namespace Signalbox.Tests.Simulation;

/// <summary>The real engine as one process runs it: pipeline, committer, hosts. Only disk, network and time are simulated.</summary>
internal sealed class SimulatedNode
{
    private readonly VirtualNode process;
    private readonly TimeProvider clock;
    private readonly SimulationScript script;
    private readonly string name;
    private readonly AccountHostOptions options = new() { SnapshotEvery = 100 };
    private readonly AccountDirectory accounts = new();
    private readonly SignalWatch watch = new();
    private readonly IJournal journal;
    private readonly Committer committer;
    private readonly Deliveries deliveries;
    private Pipeline? pipeline;

    /// <param name="line">What stands between the venues and this process; null: nothing.</param>
    /// <param name="factsMax">How many facts may wait for an account; null: as many as usually.</param>
    public SimulatedNode(
        VirtualWorld world, SimulationScript script, MemoryJournal disk, Faults faults, Func<IVenue, IVenue>? line = null, string name = "one", int? factsMax = null)
    {
        options = factsMax is { } most ? options with { FactsMax = most } : options;
        this.script = script;
        this.name = name;
        process = new(world) { ClockError = script.ClockError };
        world.AddNode(process);
        clock = new VirtualClock(world, process);
        journal = new SimulatedJournal(disk, world, faults, script.Journal, () => !IsSuperseded);
        committer = new(journal, clock, new(), []);
        deliveries = new(accounts, journal);
        Risk = new(journal, committer, clock)
        {
            OnReportsWanted = () => ToAll(new AccountCommand.ReportExposure()),
            OnStanding = change => ToAll(new AccountCommand.SetTradingState(change.Mode, change.Why, change.By) { Scope = change.Scope, FlattenId = change.FlattenId }),
        };
        foreach (var exchange in script.Exchanges)
        {
            accounts.Add(new(Surroundings(exchange.Key, VenueOf(exchange.Key, exchange.Value))));
        }

        process.Start(RunAsync);

        IVenue VenueOf(AccountId id, SimulatedExchange exchange)
        {
            var venue = new SimulatedVenue(exchange, world, faults, process, script.Venues[id]);
            return line is null ? venue : line(venue);
        }
    }

    public RiskLedgerHost Risk { get; }

    /// <summary>Another node holds the lease now.</summary>
    public bool IsSuperseded { get; set; }

    public bool IsReady => pipeline is not null;

    public Exception? Fault => process.Fault;

    public AccountHost Account(AccountId id) => accounts.Find(id)!;

    public VirtualNode Process => process;

    public IEnumerable<AccountHost> Hosts => accounts.All;

    public void Kill() => process.Kill();

    /// <summary>Something this process does by itself.</summary>
    public void Do(Func<Task> work) => process.Start(work);

    private void ToAll(AccountCommand command)
    {
        foreach (var host in accounts.All)
        {
            host.PostFact(command);
        }
    }

    /// <summary>Posts a body as a sender would; the receipt comes only if the process lives long enough.</summary>
    public void Submit(string signalId, string body, Action<Receipt> onReceipt, string? idempotencyKey = null) => process.Start(async () =>
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var receipt = await pipeline!.ReceiveAsync(
            new()
            {
                Arrival = new() { Id = new(signalId), Strategy = script.Strategy, At = clock.GetUtcNow(), Raw = body },
                Body = bytes,
                IdempotencyKey = idempotencyKey,
            },
            script.Catalogue,
            CancellationToken.None);
        foreach (var each in receipt is Receipt.Batch batch ? batch.Items : receipt is Receipt.Accepted single ? [single] : [])
        {
            each.Ticket.Dispose();
        }

        onReceipt(receipt);
    });

    private async Task RunAsync()
    {
        process.Start(() => committer.RunAsync(CancellationToken.None));
        var head = await journal.TakeOwnershipAsync(StreamId.Intake(name), CancellationToken.None);
        pipeline = new(
            SignalReaders.All,
            new IntakeLog(committer, head),
            deliveries,
            new Duplicates(journal, new KeysInFlight(), new RecentBodies(clock), clock),
            watch);
        await Risk.LoadAsync(CancellationToken.None);
        process.Start(() => Risk.RunAsync(CancellationToken.None));
        await Risk.ConfigureAsync(script.Limits, [.. script.Exchanges.Keys], CancellationToken.None);
        foreach (var host in accounts.All)
        {
            await host.Instruments.RefreshAsync(CancellationToken.None);
            process.Start(() => host.RunAsync(CancellationToken.None));
        }

        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), clock);
            await deliveries.RedeliverAsync(null, CancellationToken.None);
        }
    }

    private AccountSurroundings Surroundings(AccountId account, IVenue venue) => new()
    {
        Profile = new()
        {
            Account = account,
            Instance = "simulation",
            Broker = "simulated",
            Capabilities = venue.Capabilities,
            PositionScope = script.ScopeOf(account),
            Limits = new() { Items = script.Limits },
        },
        Venue = venue,
        Journal = journal,
        Committer = committer,
        Clock = clock,
        Observers = [watch],
        RedeliverAsync = (id, cancel) => deliveries.RedeliverAsync(id, cancel),
        Risk = Risk,
        OnReload = (_, _) => script.Reloads++,
        Options = options,
    };
}
