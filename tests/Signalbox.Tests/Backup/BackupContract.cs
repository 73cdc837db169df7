using System.Text;
using System.Text.Json;
using Signalbox.Journal;
using Signalbox.Server.Backup;
using Signalbox.Server.Node;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Backup;

/// <summary>The drill of docs/backup.md, on every store: back up a running server, put it back elsewhere, start there.</summary>
public abstract class BackupContract : IAsyncLifetime
{
    private const string Phrase = "a passphrase for the drill";

    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-backup-").FullName;

    private protected BackupPlace First { get; private set; } = null!;

    private protected BackupPlace Second { get; private set; } = null!;

    private string BackupPath => Path.Combine(folder, "drill.backup");

    public async ValueTask InitializeAsync()
    {
        First = new(Path.Combine(folder, "first"), await CreateStoreAsync());
        Second = new(Path.Combine(folder, "second"), await CreateStoreAsync());
    }

    public virtual ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>A connection string to an empty database; null: SQLite.</summary>
    protected abstract Task<string?> CreateStoreAsync();

    [Fact]
    public async Task Drill_OfARunningServer_BringsEverythingBackElsewhere()
    {
        IReadOnlyList<StreamHead> heads;
        await using (var server = await StartAsync(First))
        {
            await server.SetPriceAsync("BTCUSDT", 60_000m);
            await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.1"}""");
            await server.Api.PutAsync("/api/v1/gates/secrets/model_key", Json("""{"secret":"canary-scorer-secret"}"""), Cancel);
            await WriteAsync();

            // What comes after it is not in it.
            await server.SendAsync("""{"ticker":"BTCUSDT","action":"exit"}""");
        }

        await RestoredFile.ReadAsync(BackupPath, Second, Phrase, replace: false, DateTimeOffset.UnixEpoch, Cancel);
        TakeFirstStartAlong();

        await using (var journal = await OpenedStore.OpenForReadingAsync(Second.Store, Second.DataFolder, Cancel))
        {
            Assert.Empty((await new JournalVerification(journal).AllAsync(Cancel)).Faults);
            heads = await journal.HeadsAsync(Cancel);
        }

        Assert.Contains(heads, head => head.Stream == StreamId.Administration && head.Version > 0);
        await using (var restored = await StartAsync(Second))
        {
            Assert.Equal("0.1", (await restored.GetAsync("/positions?open=true")).GetProperty("items")[0].GetProperty("quantity").GetString());
            Assert.Contains("gate_secret_set", (await restored.GetAsync("/audit")).GetRawText(), StringComparison.Ordinal);

            // The vault opens with the key that came along, and a rotation opens every secret.
            using var rotated = await restored.Api.PostAsync("/api/v1/vault/rotate", null, Cancel);
            Assert.True(rotated.IsSuccessStatusCode, await rotated.Content.ReadAsStringAsync(Cancel));
            var (_, answer) = await restored.SendAsync("""{"ticker":"BTCUSDT","action":"exit"}""");
            Assert.Equal("filled", answer.GetProperty("results")[0].GetProperty("status").GetString());
        }
    }

    [Fact]
    public async Task Restore_SignsEverybodyOut_AndNamesWhatIsValidAgain()
    {
        string session;
        await using (var server = await StartAsync(First))
        {
            session = await SignInAsync(server);
            Assert.Equal(200, await AskAsync(server, session));
            await WriteAsync();
        }

        var restored = await RestoredFile.ReadAsync(BackupPath, Second, Phrase, replace: false, DateTimeOffset.UnixEpoch, Cancel);
        TakeFirstStartAlong();

        Assert.NotEmpty(restored.Access.Tokens);
        Assert.Contains("keeper", restored.Access.Users);
        Assert.Contains(restored.Access.Tokens[0], restored.Access.Words, StringComparison.Ordinal);
        Assert.All(restored.Access.Strategies, name => Assert.Contains(name, restored.Access.Words, StringComparison.Ordinal));
        await using var second = await StartAsync(Second);
        Assert.Equal(401, await AskAsync(second, session));
        Assert.Equal(200, await AskAsync(second, await SignInAsync(second, isThere: true)));
    }

    [Fact]
    public async Task Backup_WhileTheMasterKeyIsReplaced_HoldsTheKeyThatOpensIt()
    {
        await using (var server = await StartAsync(First))
        {
            await server.Api.PutAsync("/api/v1/gates/secrets/model_key", Json("""{"secret":"canary-scorer-secret"}"""), Cancel);
            var times = 0;
            var place = First with
            {
                BetweenKeysAndTables = async () =>
                {
                    if (times++ == 0)
                    {
                        using var answer = await server.Api.PostAsync("/api/v1/vault/rotate", null, Cancel);
                        answer.EnsureSuccessStatusCode();
                    }
                },
            };
            await BackupFile.WriteAsync(BackupPath, place, Phrase, "test", DateTimeOffset.UnixEpoch, replace: false, Cancel);
            Assert.Equal(2, times);
        }

        await RestoredFile.ReadAsync(BackupPath, Second, Phrase, replace: false, DateTimeOffset.UnixEpoch, Cancel);
        TakeFirstStartAlong();
        await using var restored = await StartAsync(Second);
        using var rotated = await restored.Api.PostAsync("/api/v1/vault/rotate", null, Cancel);
        Assert.True(rotated.IsSuccessStatusCode, await rotated.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Backup_ShowsNothingOfWhatIsInIt()
    {
        await using (await StartAsync(First))
        {
            await WriteAsync();
        }

        var bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(BackupPath, Cancel));
        Assert.All(["SQLite", "demo", "BEGIN PRIVATE KEY", "key ", "manifest"], word => Assert.DoesNotContain(word, bytes, StringComparison.Ordinal));
        Assert.False(Server.Security.OwnerOnlyFile.IsOpenToOthers(BackupPath));
        Assert.Equal([BackupPath], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Restore_OverWhatIsThere_NeedsASwitch()
    {
        await using (await StartAsync(First))
        {
            await WriteAsync();
        }

        await using (await StartAsync(Second))
        {
        }

        var refused = await Assert.ThrowsAsync<BackupException>(() => RestoredFile.ReadAsync(BackupPath, Second, Phrase, replace: false, DateTimeOffset.UnixEpoch, Cancel));
        Assert.Contains("--replace", refused.Message, StringComparison.Ordinal);

        await RestoredFile.ReadAsync(BackupPath, Second, Phrase, replace: true, DateTimeOffset.UnixEpoch, Cancel);
        TakeFirstStartAlong();
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(First.DataFolder, "vault.key"), Cancel),
            await File.ReadAllTextAsync(Path.Combine(Second.DataFolder, "vault.key"), Cancel));
        Assert.NotEmpty(Directory.GetFiles(Second.DataFolder, "vault.key.before-restore-*"));
        await using var server = await StartAsync(Second);
        Assert.NotEmpty((await server.GetAsync("/strategies")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Restore_OfWhatIsNotWhole_TouchesNothing()
    {
        await using (await StartAsync(First))
        {
            await WriteAsync();
        }

        var whole = await File.ReadAllBytesAsync(BackupPath, Cancel);
        foreach (var (broken, message) in Broken(whole))
        {
            var path = Path.Combine(folder, "broken.backup");
            await File.WriteAllBytesAsync(path, broken, Cancel);
            var refused = await Assert.ThrowsAsync<BackupException>(() => RestoredFile.ReadAsync(path, Second, Phrase, replace: true, DateTimeOffset.UnixEpoch, Cancel));
            Assert.Contains(message, refused.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(Second.DataFolder, "vault.key")));
        }

        await Assert.ThrowsAsync<BackupException>(() => RestoredFile.ReadAsync(BackupPath, Second, "another passphrase", replace: true, DateTimeOffset.UnixEpoch, Cancel));
        await using var untouched = await StartAsync(Second);
        Assert.NotEmpty((await untouched.GetAsync("/strategies")).GetProperty("items").EnumerateArray());
    }

    private static IEnumerable<(byte[] Bytes, string Message)> Broken(byte[] whole)
    {
        var flipped = whole.ToArray();
        flipped[^40] ^= 1;
        yield return (flipped, "changed");
        yield return (whole[..^20], "This backup was changed or is damaged. Take another one.");
        yield return ([.. whole, 0], "This backup was changed or is damaged. Take another one.");
        yield return ([.. "PK"u8, .. whole], "This is no backup of Signalbox, or its beginning is lost.");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>It is no part of a backup; the tests find the token and the webhook in it.</summary>
    private void TakeFirstStartAlong() =>
        File.Copy(Path.Combine(First.DataFolder, "first-start.json"), Path.Combine(Second.DataFolder, "first-start.json"), overwrite: true);

    /// <summary>The secret of a session; the first one sets its user up.</summary>
    private static async Task<string> SignInAsync(RunningServer server, bool isThere = false)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Api.BaseAddress };
        if (!isThere)
        {
            using var first = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(server.Folder, "first-start.json"), Cancel));
            var setup = first.RootElement.GetProperty("setupUrl").GetString()!;
            using var made = await client.PostAsync(
                "/api/v1/setup", Json($$"""{"token":"{{setup[(setup.LastIndexOfAny(['=', '/', '#']) + 1)..]}}","name":"keeper","password":"{{Phrase}}"}"""), Cancel);
            made.EnsureSuccessStatusCode();
        }

        using var answer = await client.PostAsync("/api/v1/session", Json($$"""{"name":"keeper","password":"{{Phrase}}"}"""), Cancel);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.GetValues("Set-Cookie").First().Split('=', ';')[1];
    }

    private static async Task<int> AskAsync(RunningServer server, string session)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Api.BaseAddress };
        client.DefaultRequestHeaders.Add("Cookie", $"signalbox_session={session}");
        using var answer = await client.GetAsync("/api/v1/strategies", Cancel);
        return (int)answer.StatusCode;
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static Task<RunningServer> StartAsync(BackupPlace place) =>
        RunningServer.StartAsync(RunningServer.AtAFreePort(place.DataFolder) with { Store = place.Store });

    private Task WriteAsync() => BackupFile.WriteAsync(BackupPath, First, Phrase, "test", DateTimeOffset.UnixEpoch, replace: false, Cancel);
}
