using System.Net;
using Signalbox.Bench.Running;
using Signalbox.Server.Backup;
using Signalbox.Server.Cli;
using Xunit;

namespace Signalbox.Tests.Crash;

/// <summary>`signalbox backup` is killed beside a running server: what is left is no backup, and the server knows nothing of it.</summary>
[Collection(CrashTests.Name)]
public sealed class BackupCrashTests : IDisposable
{
    private const string Phrase = "a passphrase for the crash";
    private const int TriesMax = 20;

    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-backup-crash-").FullName;

    private string BackupPath => Path.Combine(folder, "killed.backup");

    private string UnfinishedPath => BackupPath + BackupFile.Unfinished;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Backup_KilledAtAnyMoment_LeavesNothingThatPassesForOne_AndTheServerUnharmed()
    {
        await using var scene = await CrashScene.OnPaperAsync(null);
        var load = new CrashLoad();
        await using (var server = await scene.StartAsync())
        {
            await load.SendAsync(scene.Hook(server));

            // While the file is there and empty, while the journal is copied, and once there is something in it.
            await KillWhenAsync(scene, () => File.Exists(UnfinishedPath));
            await KillWhenAsync(scene, () => Copies(scene).Length > 0);
            await KillWhenAsync(scene, () => File.Exists(UnfinishedPath) && new FileInfo(UnfinishedPath).Length > 0);

            await AssertReadyAsync(server.Address);
            await AssertNextBackupIsWholeAsync(scene);
        }

        await scene.AssertWholeAsync(load);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string[] Copies(CrashScene scene) => Directory.GetDirectories(scene.Folder, "backup-*");

    private static async Task AssertReadyAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var ready = await http.GetAsync(new Uri("/readyz", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    private async Task AssertNextBackupIsWholeAsync(CrashScene scene)
    {
        await using var whole = Backup(scene);
        Assert.True(await whole.ExitAsync(Cancel) == ExitCodes.Done, whole.Output);
        Assert.Equal([BackupPath], Directory.GetFiles(folder));
        Assert.Empty(Copies(scene));
        await RestoredFile.ReadAsync(BackupPath, new(Path.Combine(folder, "restored"), null), Phrase, replace: false, DateTimeOffset.UnixEpoch, Cancel);
    }

    /// <summary>Kills backups at that moment until one was caught there: on a busy machine one may be done before it is looked at.</summary>
    private async Task KillWhenAsync(CrashScene scene, Func<bool> moment)
    {
        for (var tried = 0; tried < TriesMax; tried++)
        {
            File.Delete(UnfinishedPath);
            await using var backup = Backup(scene);
            await Until.HoldsAsync(() => moment() || backup.HasExited);
            await backup.KillAsync();
            if (!File.Exists(BackupPath))
            {
                await AssertNoBackupAsync();
                return;
            }

            // It was faster. Then it is whole.
            BackupFile.Digest(BackupPath, Phrase);
            File.Delete(BackupPath);
        }

        Assert.Fail($"Of {TriesMax} backups none was caught at work.");
    }

    private async Task AssertNoBackupAsync()
    {
        if (File.Exists(UnfinishedPath) && !IsWhole())
        {
            var refused = await Assert.ThrowsAsync<BackupException>(() => RestoredFile.ReadAsync(
                UnfinishedPath, new(Path.Combine(folder, "from-half"), null), Phrase, replace: false, DateTimeOffset.UnixEpoch, Cancel));
            Assert.Contains("backup", refused.Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Path.Combine(folder, "from-half", "journal.db")));
    }

    /// <summary>Killed between its last byte and its name, it is all there.</summary>
    private bool IsWhole()
    {
        try
        {
            BackupFile.Digest(UnfinishedPath, Phrase);
            return true;
        }
        catch (BackupException)
        {
            return false;
        }
    }

    private ChildProcess Backup(CrashScene scene) => ChildProcess.Start(
        Paths.ServerDll, ["backup", BackupPath, "--data", scene.Folder], new Dictionary<string, string> { ["SIGNALBOX_BACKUP_PASSPHRASE"] = Phrase });
}
