using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Journal;
using Signalbox.Server.Checkpoints;
using Signalbox.Server.Cli;
using Signalbox.Server.Configuration.Schema;
using Signalbox.Server.Configuration.Settings;
using Signalbox.Server.Node;
using Signalbox.Server.Storage;
using Signalbox.Tests.Configuration;
using Signalbox.Tests.Upkeep;
using Xunit;

namespace Signalbox.Tests.Cli;

/// <summary>The journal is held against signed statements that lie outside of it.</summary>
public sealed class CheckpointTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-checkpoint-").FullName;
    private readonly TestClock clock = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Posts posts = new();
    private readonly Told told;
    private OpenedStore store = null!;

    public CheckpointTests() => told = new(clock);

    private CheckpointFolder Checkpoints => new(folder);

    public async ValueTask InitializeAsync()
    {
        store = await OpenedStore.OpenAsync(null, folder, clock, NullLoggerFactory.Instance, Cancel);
        await ConfigurationSchema.EnsureAsync(store.Tables, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        key.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Checkpoint_IsWrittenOnceADay_AndVerifyHoldsTheJournalAgainstAll()
    {
        using var writer = Writer(null);
        await NoteAsync(3);
        Assert.True(await writer.WriteWhenDueAsync(Cancel));
        Assert.False(await writer.WriteWhenDueAsync(Cancel));
        clock.Advance(TimeSpan.FromDays(1));
        await NoteAsync(2);
        Assert.True(await writer.WriteWhenDueAsync(Cancel));

        var (code, said) = await VerifyAsync(null);

        Assert.Equal((0, 2), (code, Checkpoints.Files.Count));
        Assert.Contains("2026-01-06.json: 1 streams", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_OfAJournalThatWasWrittenAnew_FindsItByTheFileAlone()
    {
        using (var writer = Writer(null))
        {
            await NoteAsync(3);
            await writer.WriteWhenDueAsync(Cancel);
        }

        // The intruder has the machine and its keys, and makes another history that is sound in itself.
        var elsewhere = Path.Combine(folder, "elsewhere.json");
        File.Copy(Checkpoints.Files.Single(), elsewhere);
        await store.DisposeAsync();
        foreach (var file in Directory.GetFiles(folder, "*.db*"))
        {
            File.Delete(file);
        }

        Directory.Delete(Path.Combine(folder, CheckpointFolder.Name), recursive: true);
        await InitializeAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        await NoteAsync(5);

        Assert.Equal(0, (await VerifyAsync(null)).Code);
        var (code, said) = await VerifyAsync(elsewhere);
        Assert.Equal(1, code);
        Assert.Contains("The history was changed after it.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoint_ThatWasChangedOrTakenAway_IsNoticed()
    {
        using var writer = Writer(null);
        for (var day = 0; day < 3; day++)
        {
            await NoteAsync(1);
            await writer.WriteWhenDueAsync(Cancel);
            clock.Advance(TimeSpan.FromDays(1));
        }

        File.Delete(Checkpoints.Files[1]);
        Assert.Contains("2026-01-07.json does not follow the checkpoint before it", (await VerifyAsync(null)).Said, StringComparison.Ordinal);

        var first = Checkpoints.Files[0];
        var text = await File.ReadAllTextAsync(first, Cancel);
        File.Delete(first);
        await File.WriteAllTextAsync(first, text.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal), Cancel);
        Assert.Contains("its signature does not fit its content", (await VerifyAsync(null)).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posting_ThatFails_IsAnEntryAndIsTriedAgainAnHourLater()
    {
        using var writer = Writer(new("https://archive.example/checkpoints"));
        await NoteAsync(1);
        await writer.WriteWhenDueAsync(Cancel);
        posts.Failure = "archive.example answered 503.";
        await writer.PostAsync(Cancel);
        await writer.PostAsync(Cancel);
        Assert.Equal(("archive.example answered 503.", 1), (writer.Failure, posts.Sent.Count));
        Assert.StartsWith("checkpoint-not-posted: ", Assert.Single(told.Alerts), StringComparison.Ordinal);
        Assert.Equal(2, (await store.Journal.HeadAsync(StreamId.Administration, Cancel))!.Version);

        posts.Failure = null;
        clock.Advance(TimeSpan.FromHours(1));
        await writer.PostAsync(Cancel);
        clock.Advance(TimeSpan.FromHours(1));
        await writer.PostAsync(Cancel);
        Assert.Equal((null, 2), (writer.Failure, posts.Sent.Count));
        Assert.Equal(await File.ReadAllBytesAsync(Checkpoints.Files.Single(), Cancel), posts.Sent[1]);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CheckpointWriter Writer(Uri? url) =>
        new(Checkpoints, new(url), store.Journal, new(key), store.Tables, posts, told.Board, clock, NullLogger<CheckpointWriter>.Instance);

    private async Task NoteAsync(int events)
    {
        for (var number = 0; number < events; number++)
        {
            await store.Tables.WriteAsync(StreamId.Administration, async scope =>
            {
                await SettingTable.SaveAsync(scope, "test", "noted", clock.GetUtcNow());
                return Written.Commit(true, Server.Configuration.Audit.AdministrationCodec.Events.Write(
                    new Server.Configuration.Audit.SignedIn { Subject = "u1", SubjectName = "ada" }, clock.GetUtcNow()));
            }, Cancel);
        }
    }

    private async Task<(int Code, string Said)> VerifyAsync(string? checkpoint)
    {
        await using var console = new StringWriter();
        var code = await VerifyCommand.RunAsync(new() { DataFolder = folder, Checkpoint = checkpoint }, console, Cancel);
        return (code, console.ToString());
    }

    private sealed class Posts : ICheckpointPost
    {
        public string? Failure { get; set; }

        public List<byte[]> Sent { get; } = [];

        public Task<string?> PostAsync(Uri url, byte[] content, CancellationToken cancel)
        {
            Sent.Add(content);
            return Task.FromResult(Failure);
        }
    }
}
