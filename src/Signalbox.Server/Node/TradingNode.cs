using Signalbox.Accounts.Hosting;
using Signalbox.Journal;
using Signalbox.Risk.Ledger;
using Signalbox.Monitoring.Receipts;
using Signalbox.Performance.Equity;
using Signalbox.Server.Configuration;
using Signalbox.Signals;
using Signalbox.Signals.Duplicates;
using Signalbox.Strategies.Routing;
using Signalbox.Venues.Paper;

namespace Signalbox.Server.Node;

/// <summary>
/// Everything that trades in this process, started in the order it needs: committer, paper exchange, accounts, intake. It
/// is ready when every account was loaded and what was still owed has been handed over again.
/// </summary>
internal sealed class TradingNode(
    IJournal journal,
    Committer committer,
    PaperExchange paper,
    RiskLedgerHost risk,
    AccountSupervisor supervisor,
    CatalogueHolder catalogue,
    Deliveries deliveries,
    SignalWatch watch,
    NodeIdentity identity,
    AnchorWriter anchors,
    EquitySampler equity,
    TimeProvider clock,
    ILogger<TradingNode> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AgainAfterADefect = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ForgetKeysEvery = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> work = [];
    private Pipeline? pipeline;

    /// <summary>Null until the node is ready to take signals.</summary>
    public Pipeline? Pipeline => Volatile.Read(ref pipeline);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Run("committer", token => committer.RunAsync(token));
        Run("paper exchange", paper.RunAsync);
        await catalogue.RefreshAsync(cancellationToken);
        await risk.LoadAsync(cancellationToken);
        Run("ledger of shared limits", risk.RunAsync);
        await supervisor.FollowAsync(catalogue.Current, cancellationToken);
        catalogue.Changed += (_, change) => Run("configuration", token => supervisor.FollowAsync(change.After, token));
        var head = await journal.TakeOwnershipAsync(StreamId.Intake(identity.Instance), cancellationToken);
        Volatile.Write(ref pipeline, new(
            SignalReaders.All,
            new IntakeLog(committer, head),
            deliveries,
            new Duplicates(journal, new KeysInFlight(), new RecentBodies(clock), clock),
            watch));
        RunBeside("sweeper", SweepAsync);
        RunBeside("keys", ForgetKeysAsync);
        RunBeside("configuration watch", WatchConfigurationAsync);
        RunBeside("anchors", anchors.RunAsync);
        RunBeside("equity", equity.RunAsync);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref pipeline, null);
        await supervisor.StopAllAsync();
        await stopping.CancelAsync();
        await Task.WhenAll(work);
    }

    public void Dispose() => stopping.Dispose();

    /// <summary>What nobody took, because a mailbox was full or an account was loading, is handed over again.</summary>
    private async Task SweepAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(SweepEvery, clock);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            await deliveries.RedeliverAsync(null, cancel);
        }
    }

    /// <summary>Changes made through another node, and any that could not be read at once.</summary>
    private async Task WatchConfigurationAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(SweepEvery, clock);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            await catalogue.RefreshAsync(cancel);
        }
    }

    private async Task ForgetKeysAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(ForgetKeysEvery, clock);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            await journal.ForgetKeysAsync(clock.GetUtcNow() - SignalKey.Kept, cancel);
        }
    }

    private void Run(string name, Func<CancellationToken, Task> part)
    {
        lock (work)
        {
            work.RemoveAll(each => each.IsCompleted);
            work.Add(KeepAsync(name, part));
        }
    }

    /// <summary>A part that keeps no orders in memory begins again after a defect too: without it the rest goes on, but not for ever.</summary>
    private void RunBeside(string name, Func<CancellationToken, Task> part) => Run(name, async token =>
    {
        while (!token.IsCancellationRequested)
        {
            try
            {
                await part(token);
                return;
            }
            catch (Exception defect) when (defect is not JournalException && !token.IsCancellationRequested)
            {
                NodeLog.PartBrokeForNow(log, name, defect);
                await Task.Delay(AgainAfterADefect, clock, token);
            }
        }
    });

    /// <summary>A part that fails for a passing reason begins again; a defect is said loudly.</summary>
    private async Task KeepAsync(string name, Func<CancellationToken, Task> part)
    {
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await part(stopping.Token);
                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (JournalException failure)
            {
                NodeLog.PartFailed(log, name, failure.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, CancellationToken.None);
            }
            catch (Exception defect)
            {
                NodeLog.PartBroke(log, name, defect);
                throw;
            }
        }
    }
}

internal static partial class NodeLog
{
    [LoggerMessage(3101, LogLevel.Warning, "The {Part} begins again: {Why}")]
    public static partial void PartFailed(ILogger log, string part, string why);

    [LoggerMessage(3102, LogLevel.Critical, "The {Part} stopped by a defect. Start the server again.")]
    public static partial void PartBroke(ILogger log, string part, Exception defect);

    [LoggerMessage(3104, LogLevel.Error, "The {Part} stopped by a defect and begins again in a moment.")]
    public static partial void PartBrokeForNow(ILogger log, string part, Exception defect);

    [LoggerMessage(3103, LogLevel.Warning, "Anchoring the journal failed: {Why}")]
    public static partial void NotAnchored(ILogger log, string why);
}
