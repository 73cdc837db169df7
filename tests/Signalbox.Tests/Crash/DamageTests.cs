using Signalbox.Bench.Running;
using Signalbox.Journal;
using Signalbox.Server.Cli;
using Signalbox.Server.Crash;
using Xunit;

namespace Signalbox.Tests.Crash;

/// <summary>What whoever starts a server on damaged data sees.</summary>
[Collection(CrashTests.Name)]
public sealed class DamageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task JournalThatIsNoDatabase_RefusesToStart_AndSaysWhatToDo()
    {
        await using var scene = await CrashScene.OnPaperAsync(null);

        // The log of a killed server may hold every page of so small a file, and would mend it.
        File.Delete(Path.Combine(scene.Folder, "journal.db-wal"));
        File.Delete(Path.Combine(scene.Folder, "journal.db-shm"));
        await File.WriteAllTextAsync(Path.Combine(scene.Folder, "journal.db"), new string('x', 64 * 1024), Cancel);
        await AssertRefusedAsync(scene, "is damaged");
    }

    [Fact]
    public async Task EventThatWasChanged_RefusesToStart_AndVerifyNamesIt()
    {
        await using var scene = await CrashScene.OnPaperAsync(null);
        await using (var server = await scene.StartAsync())
        {
            await new CrashLoad { Fields = """ "ticker":"BTCUSDT","action":"buy","quantity":"0.003" """ }.SendAsync(scene.Hook(server));
        }

        await ChangeAnEventAsync(scene.Folder);
        await AssertRefusedAsync(scene, "does not follow from the one before it");
        await using var verify = ChildProcess.Start(Paths.ServerDll, ["verify", "--data", scene.Folder]);
        Assert.Equal(ExitCodes.Refused, await verify.ExitAsync(Cancel));
        Assert.Contains("DAMAGED  account:", verify.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TornLog_StartsFromTheLastCommitThatIsWhole()
    {
        await using var scene = await CrashScene.AtSandboxAsync(null);
        var load = new CrashLoad();
        await scene.CrashAsync(load, CrashPoint.AfterIntentCommit, 5);
        await using (var log = File.Open(Path.Combine(scene.Folder, "journal.db-wal"), FileMode.Append))
        {
            // Half a frame, as a write that a power cut tore.
            log.Write(new byte[2_000]);
        }

        await scene.AssertWholeAsync(load);
    }

    [Fact]
    public async Task CrashVariable_WithoutTheFileThatAllowsIt_IsRefused()
    {
        var folder = Directory.CreateTempSubdirectory("signalbox-crash-").FullName;
        await using (var server = ChildProcess.Start(
            Paths.ServerDll, ["--urls", "http://127.0.0.1:0", "--data", folder], new Dictionary<string, string> { [CrashPlan.Variable] = "AfterSend:1" }))
        {
            Assert.Equal(ExitCodes.Failed, await server.ExitAsync(Cancel));
            Assert.Contains("Unset it to start the server.", server.Output, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task AssertRefusedAsync(CrashScene scene, string reason)
    {
        await using var server = ChildProcess.Start(Paths.ServerDll, ["--urls", "http://127.0.0.1:0", "--data", scene.Folder]);
        Assert.Equal(ExitCodes.Failed, await server.ExitAsync(Cancel));
        Assert.Contains(reason, server.Output, StringComparison.Ordinal);
        Assert.Contains(JournalException.HowToRestore, server.Output, StringComparison.Ordinal);
    }

    /// <summary>One digit of an order's quantity becomes another; the file stays a sound database.</summary>
    private static async Task ChangeAnEventAsync(string folder)
    {
        var path = Path.Combine(folder, "journal.db");
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var change = connection.CreateCommand();
            change.CommandText = """
                UPDATE events SET payload = CAST(replace(CAST(payload AS TEXT), '0.003', '0.009') AS BLOB)
                WHERE id = (SELECT min(id) FROM events WHERE type = 'OrderIntended')
                """;
            Assert.Equal(1, await change.ExecuteNonQueryAsync(Cancel));
        }
    }
}
