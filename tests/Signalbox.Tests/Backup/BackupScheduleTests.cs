using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Journal;
using Signalbox.Server.Backup;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Schema;
using Signalbox.Server.Node;
using Signalbox.Server.Storage;
using Signalbox.Tests.Configuration;
using Signalbox.Tests.Upkeep;
using Xunit;

namespace Signalbox.Tests.Backup;

/// <summary>A backup a day, and the newest stay.</summary>
public sealed class BackupScheduleTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-schedule-").FullName;
    private readonly TestClock clock = new();
    private readonly Told told;
    private OpenedStore store = null!;

    public BackupScheduleTests() => told = new(clock);

    private string Backups => Path.Combine(folder, "backups");

    private string PassphraseFile => Path.Combine(folder, "passphrase");

    public async ValueTask InitializeAsync()
    {
        store = await OpenedStore.OpenAsync(null, Path.Combine(folder, "data"), clock, NullLoggerFactory.Instance, Cancel);
        await ConfigurationSchema.EnsureAsync(store.Tables, Cancel);
        Server.Security.OwnerOnlyFile.Write(PassphraseFile, "a passphrase for the schedule\n"u8, replace: false);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Schedule_WritesOneADay_AndKeepsTheNewest()
    {
        using var schedule = Schedule();
        for (var day = 0; day < 4; day++)
        {
            Assert.True(await schedule.WriteWhenDueAsync(Cancel));
            Assert.False(await schedule.WriteWhenDueAsync(Cancel));
            clock.Advance(TimeSpan.FromDays(1));
        }

        var files = Directory.GetFiles(Backups).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["signalbox-20260107-090000.backup", "signalbox-20260108-090000.backup"], files);
        Assert.Equal([nameof(BackupWritten), nameof(BackupWritten), nameof(BackupWritten), nameof(BackupWritten)], await EventsAsync());
        await RestoredFile.ReadAsync(Path.Combine(Backups, files[^1]!), new(Path.Combine(folder, "other"), null), "a passphrase for the schedule", false, clock.GetUtcNow(), Cancel);
    }

    [Fact]
    public async Task Schedule_ThatFails_LeavesNoFileSaysSoAndTriesAgainInAnHour()
    {
        using var schedule = Schedule();
        await File.WriteAllTextAsync(PassphraseFile, "short", Cancel);
        Assert.False(await schedule.WriteWhenDueAsync(Cancel));
        Assert.False(await schedule.WriteWhenDueAsync(Cancel));
        Assert.Contains("at least 12 characters", schedule.Failure, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Backups));
        Assert.Equal([nameof(BackupFailed)], await EventsAsync());
        Assert.StartsWith("backup-failed: ", Assert.Single(told.Alerts), StringComparison.Ordinal);

        await File.WriteAllTextAsync(PassphraseFile, "a passphrase for the schedule", Cancel);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.True(await schedule.WriteWhenDueAsync(Cancel));
        Assert.Null(schedule.Failure);
    }

    [Theory]
    [InlineData(null, "could not be copied")]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=5", "could not be read from PostgreSQL")]
    public async Task Schedule_WhoseDatabaseFails_AlsoForTheNote_IsAnAlert_AndNothingIsThrown(string? connection, string why)
    {
        var damaged = Directory.CreateDirectory(Path.Combine(folder, "damaged")).FullName;
        await File.WriteAllTextAsync(Path.Combine(damaged, "journal.db"), new string('x', 8192), Cancel);
        using var schedule = new BackupSchedule(
            new(Backups, 2, PassphraseFile, new(damaged, connection)), new RefusingStore(), told.Board, clock, NullLogger<BackupSchedule>.Instance);

        await schedule.StartAsync(Cancel);
        await Until.HoldsAsync(() => told.Alerts.Count == 1);
        clock.Advance(TimeSpan.FromHours(1));

        Assert.False(await schedule.WriteWhenDueAsync(Cancel));
        Assert.False(schedule.ExecuteTask!.IsFaulted);
        Assert.Contains(why, schedule.Failure, StringComparison.Ordinal);
        Assert.StartsWith("backup-failed: ", Assert.Single(told.Alerts), StringComparison.Ordinal);
        await schedule.StopAsync(Cancel);
    }

    [Fact]
    public async Task Unfinished_OfABackupThatDied_IsNotTakenForOne()
    {
        Directory.CreateDirectory(Backups);
        var died = Path.Combine(Backups, "signalbox-20260105-080000.backup" + BackupFile.Unfinished);
        await File.WriteAllTextAsync(died, "half", Cancel);
        using var schedule = Schedule();

        Assert.Null(schedule.Newest);
        Assert.True(await schedule.WriteWhenDueAsync(Cancel));
        Assert.Equal("signalbox-20260105-090000.backup", schedule.Newest!.Value.File);
    }

    [Fact]
    public void Passphrase_ThatOthersMayRead_IsNotUsed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are those of Unix.");
            return;
        }

        File.SetUnixFileMode(PassphraseFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Contains("chmod 600", Assert.Throws<BackupException>(() => Passphrase.Read(PassphraseFile, _ => null)).Message, StringComparison.Ordinal);
        Assert.Equal("from the environment", Passphrase.Read(null, _ => "from the environment"));
        Assert.Throws<BackupException>(() => Passphrase.Read(null, _ => null));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BackupSchedule Schedule() => new(
        new(Backups, 2, PassphraseFile, new(Path.Combine(folder, "data"), null)), store.Tables, told.Board, clock, NullLogger<BackupSchedule>.Instance);

    /// <summary>A database that takes nothing now, as one on a full disk.</summary>
    private sealed class RefusingStore : ITransactionalStore
    {
        public Task<T> WriteAsync<T>(StreamId stream, Func<StoreScope, Task<Written<T>>> work, CancellationToken cancel) =>
            throw new JournalException(JournalFailure.NotCommitted, "The disk is full.");

        public Task<T> ReadAsync<T>(Func<StoreScope, Task<T>> work, CancellationToken cancel) => throw new NotSupportedException();
    }

    private async Task<IReadOnlyList<string>> EventsAsync()
    {
        var events = new List<string>();
        await foreach (var stored in store.Journal.ReadAsync(StreamId.Administration, 0, Cancel))
        {
            events.Add(stored.Type);
        }

        return events;
    }
}
