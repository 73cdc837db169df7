using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Server.Backup;
using Signalbox.Server.Node;
using Signalbox.Server.Security;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Security;

/// <summary>Other users of the machine read nothing of what the server keeps.</summary>
public sealed class DataFolderModeTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("signalbox-modes-").FullName;

    private string Data => Path.Combine(root, "data");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task FirstStart_MakesAFolderAndFilesOfItsOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are those of Unix.");
            return;
        }

        await using var server = await RunningServer.StartAsync(Data);
        await server.SetPriceAsync("BTCUSDT", 60_000m);
        await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.1"}""");
        using var export = await server.Api.PostAsync("/api/v1/orders/export", null, Cancel);
        export.EnsureSuccessStatusCode();
        await Until.HoldsAsync(() => Directory.Exists(Path.Combine(Data, "jobs")) && Directory.GetFiles(Path.Combine(Data, "jobs")).Length > 0);
        await BackupFile.WriteAsync(Path.Combine(Data, "x.backup"), new(Data, null), "a passphrase for the modes", "test", DateTimeOffset.UnixEpoch, replace: false, Cancel);

        Assert.Contains(Path.Combine(Data, "journal.db-wal"), Directory.GetFiles(Data));
        string[] all = [Data, .. Directory.GetFileSystemEntries(Data, "*", SearchOption.AllDirectories)];
        Assert.DoesNotContain(all, OwnerOnlyFile.IsOpenToOthers);
    }

    [Fact]
    public async Task FilesThatOthersCouldRead_AreNarrowedAtStart_AndTheFolderIsLeftAsItIs()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are those of Unix.");
            return;
        }

        await using (await RunningServer.StartAsync(Data))
        {
        }

        const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(Data, Folder);
        File.SetUnixFileMode(Path.Combine(Data, "journal.db"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        await using (var store = await OpenedStore.OpenAsync(null, Data, TimeProvider.System, NullLoggerFactory.Instance, Cancel))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Data, "journal.db")));
        }

        Assert.Equal(Folder, File.GetUnixFileMode(Data));
    }
}
