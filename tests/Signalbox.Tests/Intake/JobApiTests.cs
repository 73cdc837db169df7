using System.Net;
using System.Text;
using System.Text.Json;
using Signalbox.Server.Security.Users;
using Signalbox.Tests.Security;
using Xunit;

namespace Signalbox.Tests.Intake;

/// <summary>Exports and rebuilds over the whole server.</summary>
public sealed class JobApiTests : WholeServerTests
{
    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task Export_WithAFilter_HoldsExactlyTheRowsOfTheList(string format)
    {
        await Server.SendAsync("BTCUSDT buy 0.1");
        await Server.SendAsync("BTCUSDT bui 0.1");
        await Server.SendAsync("ETHUSDT jump 1");

        var job = await DoneAsync(await PostAsync($"/signals/export?status=rejected&format={format}"));

        Assert.Equal(("done", 2, 2, "2 rows were written."), (Text(job, "status"), job.GetProperty("done").GetInt32(), job.GetProperty("total").GetInt32(), Text(job, "message")));
        var file = await Server.Api.GetStringAsync(new Uri($"/api/v1/jobs/{Text(job, "id")}/result", UriKind.Relative), TestContext.Current.CancellationToken);
        if (format == "json")
        {
            Assert.All(JsonElement.Parse(file).EnumerateArray(), row => Assert.Equal("rejected", Text(row, "status")));
        }
        else
        {
            var lines = file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(3, lines.Length);
            Assert.StartsWith("id,strategyId,receivedAt,", lines[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Export_LeavesAnEntryOfWhoTookWhichRows_AndSoDoesWhoFetchesAnothersFile()
    {
        await Server.SendAsync("BTCUSDT buy 0.1");
        await Server.SendAsync("BTCUSDT bui 0.1");
        var other = await RoleScene.AddAsync(Server, "grace", Role.Admin);

        var job = await DoneAsync(await PostAsync("/signals/export?status=rejected&format=json"));
        var file = new Uri($"/api/v1/jobs/{Text(job, "id")}/result", UriKind.Relative);
        await Server.Api.GetStringAsync(file, TestContext.Current.CancellationToken);
        Server.Api.DefaultRequestHeaders.Authorization = new("Bearer", other);
        await Server.Api.GetStringAsync(file, TestContext.Current.CancellationToken);

        var entries = (await Server.GetAsync("/audit?event=records_exported")).GetProperty("items");
        Assert.Equal(2, entries.GetArrayLength());
        Assert.Equal("""{"filter":{"status":"rejected"},"format":"json","rows":1}""", entries[1].GetProperty("after").GetRawText());
        Assert.Equal(("signals", Text(job, "by")), (Text(entries[1], "subject"), Text(entries[1].GetProperty("by"), "name")));
        Assert.Equal((Text(job, "id"), "grace"), (Text(entries[0], "subject"), Text(entries[0].GetProperty("by"), "name")));
    }

    [Fact]
    public async Task Export_WithAFilterThatIsNone_IsRefused() =>
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync("/signals/export?status=lost&format=xml")).Status);

    [Fact]
    public async Task Rebuild_WhileTheServerRuns_ShowsTheSameAsBefore()
    {
        await Server.SendAsync("BTCUSDT buy 0.1");
        await Server.SendAsync("BTCUSDT close");
        var before = (await Server.GetAsync("/fills")).GetRawText();

        var job = await DoneAsync(await PostAsync("/jobs/rebuild"));
        await Server.SendAsync("BTCUSDT buy 0.2");

        Assert.Equal(("done", job.GetProperty("total").GetInt64()), (Text(job, "status"), job.GetProperty("done").GetInt64()));
        var after = (await Server.GetAsync("/fills")).GetProperty("items").EnumerateArray().Select(fill => fill.GetRawText()).ToList();
        Assert.Equal(3, after.Count);
        Assert.All(JsonElement.Parse(before).GetProperty("items").EnumerateArray(), fill => Assert.Contains(fill.GetRawText(), after));
    }

    [Fact]
    public async Task History_OfAStrategyAndASubscriptionOfOneId_KeepsThemApart()
    {
        // The demo's strategy and its subscription are both called demo.
        Assert.All(await EventsAsync("strategies"), each => Assert.StartsWith("strategy_", each, StringComparison.Ordinal));
        Assert.All(await EventsAsync("subscriptions"), each => Assert.StartsWith("subscription_", each, StringComparison.Ordinal));

        async Task<List<string>> EventsAsync(string kind)
        {
            var events = (await Server.GetAsync($"/{kind}/demo/history")).GetProperty("items").EnumerateArray().Select(entry => Text(entry, "event")).ToList();
            Assert.NotEmpty(events);
            return events;
        }
    }

    [Fact]
    public async Task Job_OfAnother_IsNotThere()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await GetStatusAsync("/jobs/none")));
        Assert.Equal(HttpStatusCode.NotFound, (await GetStatusAsync("/jobs/none/result")));
    }

    private async Task<JsonElement> DoneAsync(JsonElement job)
    {
        var at = $"/jobs/{Text(job, "id")}";
        await Until.HoldsAsync(async () => Text(await Server.GetAsync(at), "status") is not ("waiting" or "running"));
        return await Server.GetAsync(at);
    }

    private async Task<JsonElement> PostAsync(string path)
    {
        var (status, body) = await SendAsync(path);
        Assert.Equal(HttpStatusCode.Accepted, status);
        return body;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string path)
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await Server.Api.PostAsync(new Uri("/api/v1" + path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    private async Task<HttpStatusCode> GetStatusAsync(string path)
    {
        using var answer = await Server.Api.GetAsync(new Uri("/api/v1" + path, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
