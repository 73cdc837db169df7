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

    private async Task<List<JsonElement>> IncidentsAsync() => [.. (await Server.GetAsync("/incidents")).GetProperty("items").EnumerateArray()];

    private async Task<HttpStatusCode> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Server.Api.PostAsync(new Uri("/api/v1" + path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
