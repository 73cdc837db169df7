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
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(400);

    private readonly VirtualWorld world;
    private readonly MemoryJournal disk = new();
    private readonly Faults faults;
    private readonly SimulationScript script;
    private readonly Invariants invariants;
    private readonly HashSet<string> acknowledged = [];
    private SimulatedNode node;

    public SimulationRun(int seed)
    {
        world = new(seed);
        faults = new(world);
        script = new(world, disk);
        invariants = new(disk, script);
        node = new(world, script, disk, faults);
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
        world.RunUntil(world.Now + Calm, AfterEachStep);
        invariants.AtRest(node, acknowledged);
        Digest = invariants.Digest();
    }

    /// <summary>What happened in it, by name.</summary>
    public IEnumerable<string> EventTypes() => disk.HeadsAsync(CancellationToken.None).AsTask().Result
        .SelectMany(head => disk.ReadAsync(head.Stream, 0, CancellationToken.None).ToBlockingEnumerable())
        .Select(stored => stored.Type)
        .Distinct();

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

        for (var at = world.Now; at < end; at += TimeSpan.FromMilliseconds(400))
        {
            world.After(at - world.Now, MovePrices);
        }

        for (var i = faults.CrashesPerMinute * 3 / 2; i > 0; i--)
        {
            world.After(world.Between(1_000, Storm.TotalMilliseconds), Crash);
        }

        if (world.Happens(0.2))
        {
            world.After(world.Between(1_000, Storm.TotalMilliseconds), TradeByHand);
        }
    }

    private void SendNext()
    {
        var (id, body) = script.NextSignal();
        Send(id, body, attempt: 1);
    }

    /// <summary>A sender that hears nothing sends again, as charting sites do.</summary>
    private void Send(string id, string body, int attempt)
    {
        var heard = false;
        if (node.IsReady)
        {
            node.Submit($"{id}.{attempt}", body, receipt =>
            {
                heard = receipt is not Receipt.NotCommitted;
                if (receipt is Receipt.Accepted or Receipt.Duplicate)
                {
                    acknowledged.Add(id);
                }
            });
        }

        world.After(TimeSpan.FromSeconds(5), () =>
        {
            if (!heard && attempt < 4)
            {
                Send(id, body, attempt + 1);
            }
        });

        // Now and then the same alert simply comes twice.
        if (attempt == 1 && world.Happens(0.1))
        {
            world.After(world.Between(0, 100), () => Send(id, body, attempt: 4));
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

    private void TradeByHand()
    {
        var exchange = script.Exchanges.Values.First();
        exchange.TradeByHand(exchange.Instruments[0].Id, world.Happens(0.5) ? Signalbox.Markets.Side.Buy : Signalbox.Markets.Side.Sell, 1m);
    }

    private void Crash()
    {
        node.Kill();
        world.After(world.Between(10, 8_000), () =>
        {
            node.Kill();
            node = new(world, script, disk, faults);
        });
    }

    private void AfterEachStep()
    {
        Steps++;
        if (node.Fault is { } fault)
        {
            throw new InvalidOperationException("The node failed.", fault);
        }

        if (script.Violations.Count > 0)
        {
            throw new InvalidOperationException(script.Violations[0]);
        }
    }
}
