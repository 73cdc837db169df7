using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Signalbox.Tests.Intake;

/// <summary>Who has seen an alert is kept, audited, and told with it.</summary>
public sealed class AlertApiTests : WholeServerTests
{
    [Fact]
    public async Task Acknowledgement_OfTheFirst_IsKeptAndAudited()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/kill-switch", """{"reason":"to have an alert"}"""));
        await Until.HoldsAsync(async () => (await IncidentsAsync()).Count > 0);
        var id = Text((await IncidentsAsync())[0], "id");

        var first = await PostAsync("/incidents/acknowledge", $$"""{"ids":["{{id}}"],"note":"on it"}""");
        var second = await PostAsync("/incidents/acknowledge", $$"""{"ids":["{{id}}"],"note":"me too"}""");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (first, second));
        Assert.Equal("on it", Text((await IncidentsAsync())[0].GetProperty("acknowledged"), "note"));
        Assert.Equal("incidents_acknowledged", Text((await Server.GetAsync("/audit?limit=1")).GetProperty("items")[0], "event"));
        await RestartAsync();
        Assert.Equal("on it", Text((await IncidentsAsync()).Single(each => Text(each, "id") == id).GetProperty("acknowledged"), "note"));
    }

    [Fact]
    public async Task OpenIncidents_AreFoundAndCountedBehindTheNewestHundred()
    {
        const int Stops = 60;
        for (var i = 0; i < Stops; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync("/kill-switch", """{"reason":"to have an alert"}"""));
            Assert.Equal(HttpStatusCode.OK, await PostAsync("/kill-switch/release", """{"reason":"to have another"}"""));
        }

        await Until.HoldsAsync(async () => await CountAsync() == (2 * Stops, true));
        var newest = (await Server.GetAsync("/incidents?limit=500")).GetProperty("items").EnumerateArray().Where(IsStop).Take(110).Select(each => $"\"{Text(each, "id")}\"");
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("/incidents/acknowledge", $$"""{"ids":[{{string.Join(',', newest)}}]}"""));

        Assert.Equal((10, true), await CountAsync());
        Assert.Equal((0, true), await CountAsync("?kind=emergency"));
        var first = await Server.GetAsync("/incidents?open=true&limit=6");
        var second = await Server.GetAsync($"/incidents?open=true&limit=6&after={Text(first, "next")}");
        Assert.Equal((6, 4, false), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength(), second.TryGetProperty("next", out _)));
        Assert.All(first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()), each => Assert.True(each.GetProperty("alerting").GetBoolean() && !each.TryGetProperty("acknowledged", out _)));

        Assert.Equal(HttpStatusCode.OK, await PutAsync("""{"rules":[{"name":"stops are known","kinds":["trading_state"],"effect":"quiet"}],"version":0}"""));
        Assert.Equal((0, true), await CountAsync());
        Assert.Empty((await Server.GetAsync("/incidents?open=true")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task OpenIncidents_AskedForOtherwise_AreRefused()
    {
        using var answer = await Server.Api.GetAsync(new Uri("/api/v1/incidents?open=perhaps", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"ids":[]}""")]
    [InlineData("""{"ids":["none"]}""")]
    [InlineData("{}")]
    public async Task Acknowledgement_OfNothing_IsRefused(string body) => Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync("/incidents/acknowledge", body));

    [Fact]
    public async Task Rules_AreKeptAndAudited_AndSayWhichIncidentsCall()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/kill-switch", """{"reason":"to have an alert"}"""));
        await Until.HoldsAsync(async () => (await IncidentsAsync()).Any(IsStop));
        Assert.True((await IncidentsAsync()).First(IsStop).GetProperty("alerting").GetBoolean());

        Assert.Equal(HttpStatusCode.OK, await PutAsync("""{"rules":[{"name":"stops are known","kinds":["trading_state"],"accountId":"paper","effect":"quiet"}],"version":0}"""));

        var quiet = (await IncidentsAsync()).First(IsStop);
        Assert.Equal((false, "stops are known"), (quiet.GetProperty("alerting").GetBoolean(), Text(quiet, "rule")));
        Assert.Equal("alert_rules_changed", Text((await Server.GetAsync("/audit?limit=1")).GetProperty("items")[0], "event"));
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync("""{"rules":[],"version":0}"""));
        await RestartAsync();
        Assert.Equal("quiet", Text((await Server.GetAsync("/alert-rules")).GetProperty("rules")[0], "effect"));
    }

    [Theory]
    [InlineData("""{"version":0}""")]
    [InlineData("""{"rules":[{"name":""}],"version":0}""")]
    [InlineData("""{"rules":[{"name":"a"},{"name":"a"}],"version":0}""")]
    [InlineData("""{"rules":[{"name":"a","kinds":["noise"]}],"version":0}""")]
    [InlineData("""{"rules":[{"name":"a","accountId":"gone"}],"version":0}""")]
    [InlineData("""{"rules":[{"name":"a","strategyId":"gone"}],"version":0}""")]
    [InlineData("""{"rules":[{"name":"a","count":0}],"version":0}""")]
    [InlineData("""{"rules":[{"name":"a","withinMinutes":1441}],"version":0}""")]
    public async Task Rules_ThatMakeNoSense_AreRefused(string body) => Assert.Equal(HttpStatusCode.UnprocessableEntity, await PutAsync(body));

    private static bool IsStop(JsonElement incident) => Text(incident, "kind") == "trading_state";

    private async Task<HttpStatusCode> PutAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Server.Api.PutAsync(new Uri("/api/v1/alert-rules", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<(int Count, bool IsExact)> CountAsync(string query = "")
    {
        var counted = await Server.GetAsync("/incidents/count" + query);
        return (counted.GetProperty("count").GetInt32(), counted.GetProperty("isExact").GetBoolean());
    }

    private async Task<List<JsonElement>> IncidentsAsync() => [.. (await Server.GetAsync("/incidents")).GetProperty("items").EnumerateArray()];

    private async Task<HttpStatusCode> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Server.Api.PostAsync(new Uri("/api/v1" + path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
