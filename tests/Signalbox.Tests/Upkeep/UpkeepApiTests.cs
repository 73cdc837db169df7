using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Journal;
using Signalbox.Server.Archives;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Upkeep;
using Signalbox.Tests.Intake;
using Signalbox.Tests.Security;
using Xunit;

namespace Signalbox.Tests.Upkeep;

/// <summary>Backups, checkpoints and archives over the whole server.</summary>
public sealed class UpkeepApiTests : WholeServerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Archive_OfEveryStream_IsListedFetchedAndNoted()
    {
        await Server.SendAsync("BTCUSDT buy 0.1");
        var row = await CloseTradingAsync();

        var upkeep = await Server.GetAsync("/upkeep");
        var archive = upkeep.GetProperty("archives").GetProperty("items").EnumerateArray().Single(each => Text(each, "kind") == "trading");
        Assert.Equal((row.File, "trading", row.Sha256), (Text(archive, "file"), Text(archive, "kind"), Text(archive, "sha256")));
        Assert.True(archive.GetProperty("events").GetInt64() > 0);
        Assert.Equal(0, upkeep.GetProperty("retention").GetProperty("version").GetInt64());

        var auditor = await RoleScene.AddAsync(Server, "grace", Role.Auditor);
        Server.Api.DefaultRequestHeaders.Authorization = new("Bearer", auditor);
        await using var packed = await Server.Api.GetStreamAsync(new Uri($"/api/v1/upkeep/archives/{row.File}", UriKind.Relative), Cancel);
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        Assert.Contains("\"type\":\"SignalReceived\"", await reader.ReadToEndAsync(Cancel), StringComparison.Ordinal);
        var entry = (await Server.GetAsync("/audit?event=archive_taken")).GetProperty("items")[0];
        Assert.Equal((row.File, "grace"), (Text(entry, "subject"), Text(entry.GetProperty("by"), "name")));

        using var nowhere = await Server.Api.GetAsync(new Uri("/api/v1/upkeep/archives/..%2Fvault.key", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Fact]
    public async Task Retention_OfTheAudit_IsSixYearsAtLeast()
    {
        Assert.Equal(
            "auditYears", (await PutAsync("""{ "auditYears": 5, "version": 0 }""", 422)).GetProperty("errors")[0].GetProperty("path").GetString());
        Assert.Equal(1, (await PutAsync("""{ "auditYears": 7, "tradingYears": 6, "version": 0 }""", 200)).GetProperty("version").GetInt64());
        await PutAsync("""{ "version": 0 }""", 409);
        var kept = (await Server.GetAsync("/upkeep")).GetProperty("retention");
        Assert.Equal((7, 6), (kept.GetProperty("auditYears").GetInt32(), kept.GetProperty("tradingYears").GetInt32()));
        Assert.Equal("retention_changed", Text((await Server.GetAsync("/audit?limit=1")).GetProperty("items")[0], "event"));
    }

    [Fact]
    public async Task Failure_IsAnAlertForThoseWhoSeeEverything_AndShownByHealth()
    {
        var viewer = await RoleScene.AddAsync(Server, "vera", Role.Viewer);
        await using var live = await LiveClient.ConnectAsync(Server, Server.Api.DefaultRequestHeaders.Authorization!.Parameter);
        await live.WatchAsync("alerts");
        await live.ItemAsync();

        await Server.Services.GetRequiredService<UpkeepBoard>().FailedAsync(UpkeepKind.Backup, "The disk is full.", Cancel);

        var told = (await live.ItemAsync(item => Text(item, "type") == "incident")).GetProperty("data");
        var alert = (await Server.GetAsync("/incidents?kind=upkeep")).GetProperty("items")[0];
        Assert.Equal((Text(told, "id"), "backup-failed"), (Text(alert, "id"), Text(alert, "code")));
        Assert.False(alert.TryGetProperty("accountId", out _));
        Assert.Equal("The disk is full.", Text((await Server.GetAsync("/health")).GetProperty("upkeep")[0], "failure"));
        Assert.Equal("The disk is full.", Text((await Server.GetAsync("/upkeep")).GetProperty("backup"), "failure"));

        using var seen = new StringContent($$"""{ "ids": ["{{Text(alert, "id")}}"], "note": "made room" }""", Encoding.UTF8, "application/json");
        using var acknowledged = await Server.Api.PostAsync(new Uri("/api/v1/incidents/acknowledge", UriKind.Relative), seen, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, acknowledged.StatusCode);

        Server.Api.DefaultRequestHeaders.Authorization = new("Bearer", viewer);
        Assert.Empty((await Server.GetAsync("/incidents")).GetProperty("items").EnumerateArray());
        Assert.Empty((await Server.GetAsync("/health")).GetProperty("upkeep").EnumerateArray());
    }

    /// <summary>As the end of the month closes it.</summary>
    private async Task<ArchiveRow> CloseTradingAsync()
    {
        var services = Server.Services;
        var clock = new LaterClock(TimeSpan.FromDays(32));
        using var writer = new ArchiveWriter(
            services.GetRequiredService<ArchiveFolder>(), services.GetRequiredService<ArchiveBook>(), services.GetRequiredService<RetentionStore>(), services.GetRequiredService<IJournal>(),
            services.GetRequiredService<AnchorSigner>(), services.GetRequiredService<UpkeepBoard>(), clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<ArchiveWriter>.Instance);
        Assert.Equal(2, await writer.WriteWhenDueAsync(Cancel));
        return (await services.GetRequiredService<ArchiveBook>().NewestAsync(ArchiveKind.Trading, Cancel))!;
    }

    private async Task<JsonElement> PutAsync(string body, int status)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Server.Api.PutAsync(new Uri("/api/v1/upkeep/retention", UriKind.Relative), content, Cancel);
        Assert.Equal(status, (int)answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancel));
    }

    private sealed class LaterClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
