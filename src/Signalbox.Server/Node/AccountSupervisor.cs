using Signalbox.Accounts;
using Signalbox.Accounts.Gates;
using Signalbox.Accounts.Hosting;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Monitoring.Receipts;
using Signalbox.Risk.Ledger;
using Signalbox.Server.Configuration;
using Signalbox.Strategies;
using Signalbox.Venues;

namespace Signalbox.Server.Node;

/// <summary>Runs a host for every enabled connection: starts those that appear, stops those that go.</summary>
internal sealed class AccountSupervisor(
    AccountDirectory accounts,
    VenueOpener venues,
    Deliveries deliveries,
    SignalWatch watch,
    IEnumerable<IAccountObserver> observers,
    IScorer scorer,
    IJournal journal,
    RiskLedgerHost risk,
    CatalogueHolder configuration,
    Committer committer,
    NodeIdentity identity,
    AccountHostOptions hosting,
    TimeProvider clock,
    ILogger<AccountSupervisor> log) : IDisposable
{
    private static readonly TimeSpan DefectSpacing = TimeSpan.FromSeconds(10);

    private readonly Dictionary<AccountId, RunningAccount> running = [];
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Brings what runs in line with the configuration; returns when every new account was loaded.</summary>
    public async Task FollowAsync(Catalogue catalogue, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            await risk.ConfigureAsync(configuration.Picture.Limits.Shared, catalogue.Connections.Keys, cancel);
            var wanted = catalogue.Connections.Values.Where(connection => connection.Status == ConnectionStatus.Enabled).ToDictionary(connection => connection.Id);
            foreach (var gone in running.Where(each => !wanted.TryGetValue(each.Key, out var now) || now != each.Value.Connection).ToArray())
            {
                await StopAsync(gone.Value);
            }

            foreach (var account in running.Values.Where(account => account.Host.Profile != WithLimits(account.Host.Profile)))
            {
                account.Host.Reconfigure(WithLimits(account.Host.Profile));
            }

            var started = new List<Task>();
            foreach (var connection in wanted.Values.Where(connection => !running.ContainsKey(connection.Id)))
            {
                started.Add(await StartAsync(connection, cancel));
            }

            await Task.WhenAll(started);
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task StopAllAsync()
    {
        foreach (var account in running.Values.ToArray())
        {
            await StopAsync(account);
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<Task> StartAsync(BrokerConnection connection, CancellationToken cancel)
    {
        IVenue venue;
        try
        {
            venue = await venues.OpenAsync(connection, cancel);
        }
        catch (Exception failure) when (failure is InvalidOperationException or KeyNotFoundException)
        {
            SupervisorLog.NotOpened(log, connection.Id, failure.Message);
            return Task.CompletedTask;
        }

        var host = new AccountHost(Surroundings(connection, venue));
        await host.Instruments.RefreshAsync(cancel);
        var life = new CancellationTokenSource();
        running[connection.Id] = new(connection, host, venue, life, RunAsync(host, life.Token));
        accounts.Add(host);
        return host.Ready;
    }

    private async Task RunAsync(AccountHost host, CancellationToken cancel)
    {
        // Off the caller's thread: a thousand accounts load side by side.
        await Task.Yield();
        try
        {
            while (!await HasEndedAsync(host, cancel))
            {
                await Task.Delay(DefectSpacing, clock, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Being stopped is how it ends.
        }
    }

    /// <summary>False where a defect ended it: positions need their account, so it is loaded again as after a restart.</summary>
    private async Task<bool> HasEndedAsync(AccountHost host, CancellationToken cancel)
    {
        try
        {
            await host.RunAsync(cancel);
            return true;
        }
        catch (Exception defect) when (defect is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            SupervisorLog.Failed(log, host.Account, DefectSpacing.TotalSeconds, defect);
            return false;
        }
    }

    private async Task StopAsync(RunningAccount account)
    {
        accounts.Remove(account.Connection.Id);
        running.Remove(account.Connection.Id);
        await account.Life.CancelAsync();
        await account.Work;
        account.Life.Dispose();
        await account.Venue.DisposeAsync();
    }

    private AccountProfile WithLimits(AccountProfile profile) => profile with
    {
        Limits = configuration.Picture.Limits.Of(profile.Account, configuration.Current),
        TimeZone = configuration.Picture.Limits.TimeZoneOf(profile.Account),
    };

    private AccountSurroundings Surroundings(BrokerConnection connection, IVenue venue) => new()
    {
        Profile = WithLimits(new()
        {
            Account = connection.Id,
            Instance = identity.Instance,
            Broker = connection.Broker,
            Capabilities = venue.Capabilities,
            PositionScope = connection.PositionScope,
        }),
        Risk = risk,
        Venue = venue,
        Journal = journal,
        Committer = committer,
        Clock = clock,
        // Who waits for an answer is told last: what he asks next is already known to all the others.
        Observers = [.. observers, watch],
        Scorer = scorer,
        RedeliverAsync = (account, cancel) => deliveries.RedeliverAsync(account, cancel),
        Options = hosting,
        OnReload = (account, cause) => SupervisorLog.Reloading(log, account, cause.Message),
    };

    private sealed record RunningAccount(BrokerConnection Connection, AccountHost Host, IVenue Venue, CancellationTokenSource Life, Task Work);
}

internal static partial class SupervisorLog
{
    [LoggerMessage(3001, LogLevel.Warning, "Account {Account} loads again from the journal: {Cause}")]
    public static partial void Reloading(ILogger log, AccountId account, string cause);

    [LoggerMessage(3002, LogLevel.Error, "Account {Account} was not opened: {Why}")]
    public static partial void NotOpened(ILogger log, AccountId account, string why);

    [LoggerMessage(3003, LogLevel.Critical, "Account {Account} met a defect and loads again from the journal in {Seconds} s; nothing is sent for it meanwhile.")]
    public static partial void Failed(ILogger log, AccountId account, double seconds, Exception defect);
}
