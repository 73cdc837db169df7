using System.Text;
using Signalbox.Monitoring.Receipts;

namespace Signalbox.Tests.Simulation;

/// <summary>
/// One seeded run: signals, fills, faults and crashes for a while, then calm until everything has come to rest, then every
/// invariant is checked. The same seed repeats it exactly.
/// </summary>
internal sealed class SimulationRun
{
    private static readonly TimeSpan Storm = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Clearing = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan Fair = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Still = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private const int LooksAtRest = 20;

    private readonly VirtualWorld world;
    private readonly MemoryJournal disk = new();
    private readonly Faults faults;
    private readonly SimulationScript script;
    private readonly Invariants invariants;
    private readonly Interventions people;
    private readonly SignalScript signals;
    private readonly Dictionary<string, int> acknowledged = [];
    private readonly List<SimulatedNode> stale = [];
    private SimulatedNode node;
    private int nodes = 1;
    private DateTimeOffset? fairSince;
    private DateTimeOffset lookedAt;

    public SimulationRun(int seed)
    {
        world = new(seed);
        faults = new(world);
        script = new(world, disk);
        invariants = new(disk, script);
        signals = new(world);
        people = new(world, script, () => node!);
        node = NewNode();
    }

    /// <summary>What a run amounts to: two runs of one seed must agree to the last byte.</summary>
    public string Digest { get; private set; } = "";

    public int Steps { get; private set; }

    public void Play()
    {
        var end = world.Now + Storm;
        Schedule(end);
        world.RunUntil(end, AfterEachStep);
        faults.Calm();
        world.RunUntil(world.Now + Clearing, AfterEachStep);
        fairSince = world.Now;
        world.RunUntil(world.Now + Fair, AfterEachStep);
        fairSince = null;
        world.RunUntil(world.Now + Still, AfterEachStep);

        // A look that is due at this very moment may be on disk already and not known to the account yet.
        for (var looks = 0; looks < LooksAtRest && !invariants.IsCommitted(node); looks++)
        {
            world.RunUntil(world.Now + LookEvery, AfterEachStep);
        }

        invariants.AtRest(node, acknowledged, people);
        Digest = invariants.Digest();
    }

    /// <summary>What happened in it, by name.</summary>
    public IEnumerable<string> EventTypes() => script.Journal.Seen;

    /// <summary>The journal as text, for whoever looks into a seed.</summary>
    public void Write(TextWriter writer)
    {
        writer.WriteLine($"{Steps} steps, {script.Reloads} reloads");
        foreach (var head in disk.HeadsAsync(CancellationToken.None).AsTask().Result)
        {
            foreach (var stored in disk.ReadAsync(head.Stream, 0, CancellationToken.None).ToBlockingEnumerable())
            {
                writer.WriteLine($"{stored.Stream} {stored.Version} e{stored.Epoch} {stored.At:mm:ss.fff} {stored.Type} {Encoding.UTF8.GetString(stored.Payload.Span)}");
            }
        }
    }

    private void Schedule(DateTimeOffset end)
    {
        for (var i = world.Chance.Next(5, 40); i > 0; i--)
        {
            world.After(world.Between(500, Storm.TotalMilliseconds), SendNext);
        }

        for (var i = world.Chance.Next(0, 6); i > 0; i--)
        {
            world.After(Storm + Clearing + world.Between(0, Fair.TotalMilliseconds / 2), SendNext);
        }

        for (var at = TimeSpan.Zero; at < Storm + Clearing + Fair; at += TimeSpan.FromMilliseconds(400))
        {
            world.After(at, MovePrices);
        }

        During(faults.CrashesPerMinute * 3 / 2, Crash);
        During(faults.StallsPerMinute * 3 / 2, Stall);
        During(faults.ClockJumpsPerMinute * 3 / 2, JumpTheClock);
        During(faults.VenueRestarts, RestartAVenue);
        people.Schedule(end);
    }

    private void During(int times, Action happen)
    {
        for (; times > 0; times--)
        {
            world.After(world.Between(1_000, Storm.TotalMilliseconds), happen);
        }
    }

    private void SendNext()
    {
        Send(signals.Next(), attempt: 1);
    }

    /// <summary>A sender that hears nothing sends again, as charting sites do.</summary>
    private void Send(SimulatedSignal signal, int attempt)
    {
        var heard = false;
        if (node is { IsReady: true, Process.IsStalled: false })
        {
            node.Submit($"{signal.Id}.{attempt}", signal.Body, OnReceipt, signal.Id);
        }

        world.After(TimeSpan.FromSeconds(5), () =>
        {
            if (!heard && attempt < 4)
            {
                Send(signal, attempt + 1);
            }
        });

        // Now and then the same alert simply comes twice.
        if (attempt == 1 && world.Happens(0.1))
        {
            world.After(world.Between(0, 100), () => Send(signal, attempt: 4));
        }

        void OnReceipt(Receipt receipt)
        {
            heard = receipt is not Receipt.NotCommitted;
            if (receipt is Receipt.Accepted or Receipt.Batch or Receipt.Duplicate)
            {
                acknowledged[signal.Id] = signal.Signals;
            }
        }
    }

    private void MovePrices()
    {
        foreach (var exchange in script.Exchanges.Values)
        {
            foreach (var instrument in exchange.Instruments)
            {
                var step = world.Chance.Next(-60, 61) / 100m;
                exchange.Move(instrument.Id, Math.Max(50m, exchange.PriceOf(instrument.Id) + step));
            }
        }
    }

    private SimulatedNode NewNode() => new(world, script, disk, faults, name: $"node-{nodes}");

    private void Crash()
    {
        node.Kill();
        world.After(world.Between(10, 8_000), () =>
        {
            node.Kill();
            node = NewNode();
        });
    }

    /// <summary>The owner stands still. If it takes long, another takes its place; then the first goes on, for a while.</summary>
    private void Stall()
    {
        var owner = node;
        owner.Process.Stall();
        world.After(world.Between(50, 6_000), () =>
        {
            if (node == owner && owner.Process is { IsAlive: true, IsStalled: true })
            {
                nodes++;
                owner.IsSuperseded = true;
                node = NewNode();
                stale.Add(owner);
            }
        });
        world.After(world.Between(100, 12_000), () =>
        {
            owner.Process.GoOn();
            if (node != owner)
            {
                world.After(world.Between(20, 4_000), owner.Kill);
            }
        });
    }

    private void JumpTheClock()
    {
        script.ClockError = world.Between(-20_000, 20_000);
        node.Process.ClockError = script.ClockError;
    }

    private void RestartAVenue()
    {
        var exchange = script.Exchanges.Values.ElementAt(world.Chance.Next(script.Exchanges.Count));
        exchange.Restart(world.Between(500, 20_000), world.Happens(0.5) ? 0.3 : 0);
    }

    private void AfterEachStep()
    {
        Steps++;
        if ((node.Fault ?? stale.Select(each => each.Fault).FirstOrDefault(fault => fault is not null)) is { } fault)
        {
            throw new InvalidOperationException("The node failed.", fault);
        }

        if (fairSince is not null && world.Now - lookedAt >= LookEvery)
        {
            lookedAt = world.Now;
            foreach (var venue in script.Venues.Values)
            {
                venue.Look();
            }
        }

        if (script.Violations.Count > 0)
        {
            throw new InvalidOperationException(script.Violations[0]);
        }
    }
}
