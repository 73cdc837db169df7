using Npgsql;
using Signalbox.Journal;
using Signalbox.Server.Storage.Postgres;
using Xunit;

namespace Signalbox.Tests.Storage.Postgres;

public sealed class PostgresFaultTests : IAsyncLifetime
{
    private static readonly StreamId Stream = new("account:first");

    private TestDatabase? database;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestDatabase Database => database!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("AfterCommit", 2)]
    [InlineData("BeforeCommit", 1)]
    public async Task Append_WhoseCommitReplyIsLost_IsUnknownUntilRead(string cut, long version)
    {
        var text = new NpgsqlConnectionStringBuilder(Database.ConnectionString);
        await using var proxy = new CuttingProxy(text.Host!, text.Port);
        (text.Host, text.Port) = ("127.0.0.1", proxy.Port);
        await using var journal = await OpenAsync(text.ToString());
        await AppendAsync(journal, 0);

        proxy.Arm(Enum.Parse<CuttingProxy.Cut>(cut));
        var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(journal, 1));

        Assert.Equal(JournalFailure.OutcomeUnknown, failure.Failure);
        Assert.Equal(version, (await journal.HeadAsync(Stream, Cancel))!.Version);
        Assert.Equal(AppendStatus.Committed, await AppendAsync(journal, version));
        Assert.True((await new JournalVerification(journal).AllAsync(Cancel)).IsSound);
    }

    [Fact]
    public async Task Append_OnSessionsEndedWhileIdle_TriesAgainOnANewOne()
    {
        await using var journal = await OpenAsync(Named("idle"));
        await AppendAsync(journal, 0);

        await EndSessionsAsync("idle");

        Assert.Equal(AppendStatus.Committed, await AppendAsync(journal, 1));
    }

    [Fact]
    public async Task Append_WhoseSessionEndsWhileItWaitsForALock_CommitsOnceOnANewOne()
    {
        await using var journal = await OpenAsync(Named("waiting"));
        await AppendAsync(journal, 0);
        await using var holder = await Database.ConnectAsync();
        await using var holding = await holder.BeginTransactionAsync(Cancel);
        await using (var command = new NpgsqlCommand("SELECT 1 FROM streams FOR UPDATE", holder))
        {
            await command.ExecuteNonQueryAsync(Cancel);
        }

        var append = Task.Run(() => AppendAsync(journal, 1), Cancel);
        while (await EndSessionsAsync("waiting", "AND wait_event_type = 'Lock'") == 0)
        {
            await Task.Delay(10, Cancel);
        }

        await holding.RollbackAsync(Cancel);

        Assert.Equal(AppendStatus.Committed, await append);
        Assert.Equal(2, (await journal.HeadAsync(Stream, Cancel))!.Version);
    }

    [Fact]
    public async Task Append_ToAServerThatIsGone_CommitsNothing()
    {
        var text = new NpgsqlConnectionStringBuilder(Database.ConnectionString);
        var proxy = new CuttingProxy(text.Host!, text.Port);
        (text.Host, text.Port) = ("127.0.0.1", proxy.Port);
        await using var journal = await OpenAsync(text.ToString());
        await AppendAsync(journal, 0);
        await proxy.DisposeAsync();

        var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(journal, 1));

        Assert.Equal(JournalFailure.NotCommitted, failure.Failure);
        Assert.DoesNotContain(text.Password!, failure.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<JournalException>(() => journal.HeadsAsync(Cancel).AsTask());
    }

    [Fact]
    public async Task Open_OnAServerThatCommitsBeforeTheDiskAnswers_IsRefused()
    {
        var text = new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Options = "-c synchronous_commit=off" };

        var failure = await Assert.ThrowsAsync<JournalException>(() => OpenAsync(text.ToString()));

        Assert.Contains("synchronous_commit = off", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ByManyNodesAtOnce_MakesTheTablesOnce()
    {
        var journals = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(Database.ConnectionString)));

        for (var node = 0; node < journals.Length; node++)
        {
            Assert.Equal(AppendStatus.Committed, await AppendAsync(journals[node], node));
            await journals[node].DisposeAsync();
        }
    }

    [Fact]
    public async Task Open_OfAJournalOfANewerFormat_IsRefused()
    {
        await (await OpenAsync(Database.ConnectionString)).DisposeAsync();
        await Database.ExecuteAsync("UPDATE journal_schema SET version = 99");

        var failure = await Assert.ThrowsAsync<JournalException>(() => OpenAsync(Database.ConnectionString));

        Assert.Contains("format 99", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<PostgresJournal> OpenAsync(string connectionString) =>
        await PostgresJournal.OpenAsync(new() { ConnectionString = connectionString }, Cancel);

    private static async Task<AppendStatus> AppendAsync(PostgresJournal journal, long expected)
    {
        var draft = new EventDraft("TextNoted", DateTimeOffset.UnixEpoch, new byte[600]);
        var results = await journal.AppendAsync([new() { Stream = Stream, ExpectedVersion = expected, Epoch = 0, Events = [draft] }], Cancel);
        return results[0].Status;
    }

    private string Named(string application) =>
        new NpgsqlConnectionStringBuilder(Database.ConnectionString) { ApplicationName = Prefix() + application }.ToString();

    private async Task<int> EndSessionsAsync(string application, string condition = "") => await Database.CountAsync(
        $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = $1 {condition}", Prefix() + application);

    // Tests of other classes run at the same time on the same server.
    private string Prefix() => new NpgsqlConnectionStringBuilder(Database.ConnectionString).SearchPath + ":";
}
