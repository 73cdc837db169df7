using Signalbox.Bench.Running;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Sandbox;
using Signalbox.Server.Crash;
using Signalbox.Server.Node;
using Xunit;

namespace Signalbox.Tests.Crash;

/// <summary>
/// The real server as a process, with accounts at a venue: the loopback sandbox, which lives on in this process whatever
/// happens to the server, or the paper exchange within it.
/// </summary>
internal sealed class CrashScene : IAsyncDisposable
{
    private const int Accounts = 3;

    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-crash-").FullName;
    private readonly string? store;
    private readonly SandboxServer? sandbox;
    private readonly List<AccountId> accounts = [];
    private string hook = "";

    private CrashScene(string? store, SandboxServer? sandbox)
    {
        this.store = store;
        this.sandbox = sandbox;
    }

    public string Folder => folder;

    /// <summary>Every account with its key at the sandbox.</summary>
    public IEnumerable<(AccountId Account, string Key)> AccountsAtVenue => accounts.Select((account, i) => (account, KeyOf(i)));

    public SandboxServer Sandbox => sandbox ?? throw new InvalidOperationException("This scene is played on paper.");

    /// <param name="store">A PostgreSQL connection string; null is SQLite.</param>
    public static async Task<CrashScene> AtSandboxAsync(string? store, TimeSpan? refreshEvery = null)
    {
        var options = new SandboxOptions
        {
            Keys = [.. Enumerable.Range(0, Accounts).Select(i => new SandboxKey(KeyOf(i), "secret"))],
            RefreshEvery = refreshEvery ?? TimeSpan.FromMilliseconds(250),
        };
        var scene = new CrashScene(store, await SandboxServer.StartAsync(options, TimeProvider.System, CancellationToken.None));
        await scene.ConfigureAsync((api, i) => api.LoopbackConnectionAsync(KeyOf(i), scene.Sandbox.Address, KeyOf(i), "secret"));
        return scene;
    }

    public static async Task<CrashScene> OnPaperAsync(string? store)
    {
        var scene = new CrashScene(store, null);
        await scene.ConfigureAsync((api, i) => api.PaperConnectionAsync(KeyOf(i)));
        return scene;
    }

    /// <param name="crashAt">Where it kills itself, and at which passing.</param>
    public Task<ServerProcess> StartAsync(CrashPoint? crashAt = null, int passing = 1) => ServerProcess.StartAsync(new()
    {
        Folder = folder,
        Store = store,
        Environment = crashAt is { } point ? new Dictionary<string, string> { [CrashPlan.Variable] = $"{point}:{passing}" } : new Dictionary<string, string>(),
    });

    public Uri Hook(ServerProcess server) => new(server.Address, hook);

    /// <summary>Runs the server under load until it has killed itself at the point, be it while it recovers from the crash before.</summary>
    public async Task CrashAsync(CrashLoad load, CrashPoint point, int passing)
    {
        int exit;
        try
        {
            await using var server = await StartAsync(point, passing);
            await load.SendAsync(Hook(server));
            using var late = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            exit = await server.Process.ExitAsync(late.Token);
        }
        catch (ProcessEndedException early)
        {
            exit = early.ExitCode;
        }

        // 128 and the number of SIGKILL: it ended as planned, not by a failure of its own.
        Assert.Equal(137, exit);
    }

    /// <summary>Starts the server once more, lets it come to rest, and holds what it believes against the venue's books.</summary>
    public async Task AssertWholeAsync(CrashLoad load)
    {
        await using var server = await StartAsync();
        await load.SendRestAsync(Hook(server));
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        IReadOnlyList<string> wrong;
        while ((wrong = await DifferencesAsync(load)).Count > 0 && !late.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        Assert.True(wrong.Count == 0, $"{string.Join('\n', wrong)}\nThe server said:\n{server.Process.Output}");
        Assert.NotEmpty(load.Acknowledged);
    }

    public async ValueTask DisposeAsync()
    {
        if (sandbox is not null)
        {
            await sandbox.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What the sandbox has of all accounts; they trade in one book, so one may take what another then lacks.</summary>
    public IReadOnlyList<VenueBookOrder> Books() => [.. Enumerable.Range(0, Accounts).SelectMany(i => VenueBooks.OfSandbox(Sandbox, KeyOf(i)))];

    /// <summary>What is on disk now, beside a server that writes it.</summary>
    public async Task<IJournal> ReadAsync() => await OpenedStore.OpenForReadingAsync(store, folder, CancellationToken.None);

    private static string KeyOf(int account) => $"key-{account}";

    private async Task ConfigureAsync(Func<ServerApi, int, Task<string>> connect)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, CrashPlan.AllowingFile), "");
        await using var server = await StartAsync();
        var strategy = await server.Api.StrategyAsync("crash");
        for (var i = 0; i < Accounts; i++)
        {
            var account = await connect(server.Api, i);
            accounts.Add(new(account));
            await server.Api.SubscriptionAsync(strategy, account);
        }

        hook = (await server.Api.WebhookAsync(strategy)).AbsolutePath;
    }

    private async Task<IReadOnlyList<string>> DifferencesAsync(CrashLoad load)
    {
        await using var journal = await ReadAsync();
        var wrong = new List<string>();
        await Comparison.SignalsAsync(journal, load, accounts, wrong);
        for (var i = 0; i < Accounts; i++)
        {
            var books = sandbox is null ? await VenueBooks.OfPaperAsync(journal, accounts[i]) : VenueBooks.OfSandbox(sandbox, KeyOf(i));
            await Comparison.AccountAsync(journal, accounts[i], books, wrong);
        }

        return wrong;
    }
}
