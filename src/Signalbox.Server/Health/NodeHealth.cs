using System.Diagnostics;
using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Orders;
using Signalbox.Journal;
using Signalbox.Monitoring.Latencies;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Cli;
using Signalbox.Server.Live;
using Signalbox.Server.Node;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Storage.Records;
using Signalbox.Server.Upkeep;
using Signalbox.Text;

namespace Signalbox.Server.Health;

/// <summary>Where the data of this node lies.</summary>
/// <param name="JournalFile">Null where it is no file.</param>
internal sealed record DataPlace(string Store, string Folder, string? JournalFile);

/// <summary>Gathers what the health page shows. Nothing here waits for trading, and trading waits for nothing here.</summary>
internal sealed class NodeHealth(
    DataPlace place, Readiness readiness, Committer committer, CommitterOptions committing, IRecordTables records, RecordProgress progress,
    WebhookMeter webhooks, PhaseMeter phases, AccountDirectory accounts, LiveChannels live, UpkeepBoard upkeep, TimeProvider clock)
{
    private readonly long started = clock.GetTimestamp();

    public async Task<NodeHealthDocument> NowAsync(Sight sight, CancellationToken cancel) => new(
        clock.GetUtcNow(),
        CommandLine.Version,
        clock.GetElapsedTime(started).TotalSeconds,
        readiness.WhyNot,
        OfProcess(),
        new(place.Store, JournalBytes(), committer.Waiting, committing.QueueUnitsMax),
        new(await records.SizeAsync(cancel), progress.Behind),
        new(webhooks.Outcomes, Document("answered", webhooks.Answered)),
        [.. phases.Read().Select(each => Document(each.Phase, each.Reading))],
        [.. accounts.All.Where(host => sight.Sees(host.Account)).Select(OfAccount)],
        new(live.Count, live.Dropped),
        sight.IsWhole ? [.. upkeep.Failing.Select(state => new UpkeepHealthDocument(state.Kind, state.Failure!, state.FailingSince!.Value))] : []);

    private static PhaseHealthDocument Document(string phase, LatencyReading reading) =>
        new(phase, reading.Count, reading.MsP50, reading.MsP90, reading.MsP95, reading.MsP99, reading.MsMax);

    private ProcessHealthDocument OfProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new(process.WorkingSet64, GC.GetTotalMemory(forceFullCollection: false), process.Threads.Count, process.TotalProcessorTime.TotalSeconds, DiskFree());
    }

    private long? DiskFree()
    {
        try
        {
            return new DriveInfo(place.Folder).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A number on a page is missing; that the disk is full is said by the commit that fails.
            return null;
        }
    }

    private long? JournalBytes() => place.JournalFile is null
        ? null
        : ((string[])[place.JournalFile, place.JournalFile + "-wal"]).Sum(file => new FileInfo(file) is { Exists: true } found ? found.Length : 0);

    private AccountHealthDocument OfAccount(AccountHost host)
    {
        var state = host.Committed;
        var open = state.Holdings.Values.SelectMany(holding => holding.OpenOrders).ToArray();
        return new(
            host.Account.Value,
            Words.Of(state.TradingState.Mode),
            !host.Ready.IsCompleted ? "loading" : state.Reconciling ? "reconciling" : "ready",
            host.Waiting,
            open.Length,
            open.Count(order => state.Orders.GetValueOrDefault(order)?.State == OrderState.Unknown),
            QuoteAge(host, state));
    }

    private double? QuoteAge(AccountHost host, AccountState state)
    {
        double? oldest = null;
        foreach (var holding in state.Holdings.Values.Where(holding => holding.Lots.Count > 0))
        {
            if (host.Market.Latest(holding.Instrument.Id) is { } quote)
            {
                oldest = Math.Max(oldest ?? 0, (clock.GetUtcNow() - quote.At).TotalMilliseconds);
            }
        }

        return oldest;
    }
}
