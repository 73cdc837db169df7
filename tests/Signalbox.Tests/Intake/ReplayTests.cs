using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Signalbox.Tests.Intake;

/// <summary>Past signals sent again, to paper accounts alone; and what went to venues for a signal.</summary>
public sealed class ReplayTests : WholeServerTests
{
    [Fact]
    public async Task Replay_IsANewSignalThatSaysWhatItRepeats_AndIsAudited()
    {
        var first = await SignalAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.2","id":"once","stopLoss":{"percent":1}}""");

        var (status, story) = await PostAsync($"/signals/{first}/replay?wait=30000", """{"accountId":"paper","subscriptionId":"demo"}""");

        var summary = story.GetProperty("summary");
        Assert.Equal((HttpStatusCode.OK, first, "replay", "executed"), (status, Text(summary, "replayOf"), Text(summary, "reader"), Text(summary, "status")));
        Assert.NotEqual(first, Text(summary, "id"));
        Assert.Equal(["entry", "stop_loss"], story.GetProperty("orders").EnumerateArray().Select(order => Text(order, "leg")).Order(StringComparer.Ordinal));
        Assert.Equal("replay:paper", Text(story.GetProperty("trades")[0].GetProperty("summary"), "subscriptionId"));
        var entry = (await Server.GetAsync("/audit?limit=1")).GetProperty("items")[0];
        Assert.Equal(("signal_replayed", Text(summary, "id"), $"A replay of signal {first}."), (Text(entry, "event"), Text(entry, "subject"), Text(entry, "why")));
    }

    [Fact]
    public async Task Replay_ToAnAccountThatIsNoPaperAccount_IsRefusedAndSendsNothing()
    {
        var first = await SignalAsync("BTCUSDT buy 0.1");
        var (_, live) = await PostAsync("/connections",
            """{"name":"Real","broker":"kraken","mode":"live","status":"disabled","assetClasses":["crypto"],"credentials":{"key":"k","secret":"c2VjcmV0"}}""");
        Assert.True(live.TryGetProperty("id", out var id), live.GetRawText());

        var (status, refused) = await PostAsync($"/signals/{first}/replay", $$"""{"accountId":"{{id.GetString()}}"}""");
        var (unknown, _) = await PostAsync($"/signals/{first}/replay", """{"accountId":"nobody"}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "accountId"), (status, Text(refused.GetProperty("errors")[0], "path")));
        Assert.Contains("trades real money", Text(refused.GetProperty("errors")[0], "message"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown);
        Assert.Equal(1, (await Server.GetAsync("/signals")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Replay_OfWhatWasNotUnderstood_OrDoesNotExist_IsRefused()
    {
        await Server.SendAsync("BTCUSDT bui 1");
        var refused = Text((await Server.GetAsync("/signals")).GetProperty("items")[0], "id");

        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync($"/signals/{refused}/replay", """{"accountId":"paper"}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("/signals/none/replay", """{"accountId":"paper"}""")).Status);
    }

    [Fact]
    public async Task Calls_OfASignal_AreWhatTheVenueWasAskedAndAnswered()
    {
        var first = await SignalAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.2"}""");

        var calls = await Server.GetAsync($"/signals/{first}/calls");

        var call = Assert.Single(calls.GetProperty("items").EnumerateArray());
        Assert.True(calls.GetProperty("complete").GetBoolean());
        Assert.Equal(("place", "paper", "0.2", "accepted"), (Text(call, "what"), Text(call, "accountId"), Text(call.GetProperty("command"), "quantity"), Text(call.GetProperty("outcome"), "outcome")));
        Assert.Empty(call.GetProperty("exchanges").EnumerateArray());
        var line = await Server.GetAsync("/connections/paper/line");
        Assert.Equal(1, line.GetProperty("acknowledgement").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Calls_AfterARestart_SayThatTheyAreNotKnownAnyMore()
    {
        var first = await SignalAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.2"}""");
        await RestartAsync();

        Assert.False((await Server.GetAsync($"/signals/{first}/calls")).GetProperty("complete").GetBoolean());
    }

    private async Task<string> SignalAsync(string body)
    {
        var (status, answer) = await Server.SendAsync(body);
        Assert.Equal(200, status);
        return Text(answer, "id");
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Server.Api.PostAsync(new Uri("/api/v1" + path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
