using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Signalbox.Tests.Notifications;

/// <summary>Who is told goes with the configuration's file, and where exactly stays a secret of the installation.</summary>
public sealed class DestinationTransferTests : NotificationScene
{
    [Fact]
    public async Task Export_HoldsDestinations_WithoutTheirAddresses_AndImportedAgainChangesNothing()
    {
        await AddAsync("phone", new("https://hooks.example/"), more: """, "grade": "grave", "kinds": ["naked"], "accountId": "paper", "strategyId": "demo" """);

        var file = await ExportAsync();

        Assert.Equal(
            """{"name":"phone","kind":"webhook","enabled":true,"grade":"grave","kinds":["naked"],"strategyId":"demo","accountId":"paper"}""",
            file["destinations"]![0]!["destination"]!.ToJsonString());
        Assert.All(["hooks.example", "secret-path-of"], secret => Assert.DoesNotContain(secret, file.ToJsonString(), StringComparison.Ordinal));
        Assert.Contains("destination keep", Actions(await ImportAsync(file)));
    }

    [Fact]
    public async Task Import_ChangesADestination_WhichKeepsItsAddress()
    {
        await using var receiver = new Receiver();
        var id = await AddAsync("phone", receiver.Address);
        var file = await ExportAsync();
        file["destinations"]![0]!["destination"]!["name"] = "pager";

        var applied = await ApplyAsync(file);

        Assert.Contains("destination change", Actions(applied));
        Assert.Equal("pager", Text(await ShownAsync(id), "name"));
        await RaiseAsync("After the import.");
        await Until.HoldsAsync(() => receiver.Requests.Count > 0);
        Assert.StartsWith("POST /secret-path-of-phone ", receiver.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfANewOne_MakesItSwitchedOff_UntilAnAddressIsEntered()
    {
        await ApplyAsync(JsonNode.Parse(
            """
            { "format": "signalbox-configuration", "version": 1, "strategies": [ { "id": "of-the-file", "strategy": { "name": "Breakout" } } ],
              "destinations": [ { "id": "elsewhere", "destination": { "name": "pager", "kind": "webhook", "strategyId": "of-the-file" } } ] }
            """)!);
        var made = (await Server.GetAsync("/notifications/destinations")).GetProperty("items")[0];
        var id = Text(made, "id");
        var strategies = (await Server.GetAsync("/strategies")).GetProperty("items").EnumerateArray();

        Assert.Equal(("pager", "", false), (Text(made, "name"), Text(made, "place"), made.GetProperty("enabled").GetBoolean()));
        Assert.Equal(Text(strategies.Single(each => Text(each, "name") == "Breakout"), "id"), Text(made, "strategyId"));
        Assert.NotEqual("elsewhere", id);
        var refused = (await CallAsync(HttpMethod.Put, $"/{id}", """{ "name": "pager", "kind": "webhook", "version": 1 }""", HttpStatusCode.UnprocessableEntity))!.Value;
        Assert.Equal(("address", "It came by a file, without its address. Enter the address to switch it on."), (Text(refused.GetProperty("errors")[0], "path"), Text(refused.GetProperty("errors")[0], "message")));
        var test = (await CallAsync(HttpMethod.Post, $"/{id}/test", "{}", HttpStatusCode.OK))!.Value;
        Assert.Equal((false, "It has no address yet. Enter it and switch the destination on."), (test.GetProperty("delivered").GetBoolean(), Text(test, "message")));

        var entered = await CallAsync(HttpMethod.Put, $"/{id}", """{ "name": "pager", "kind": "webhook", "address": { "url": "https://hooks.example/a-new-secret" }, "version": 1 }""", HttpStatusCode.OK);
        Assert.Equal(("hooks.example …cret", true), (Text(entered!.Value, "place"), entered.Value.GetProperty("enabled").GetBoolean()));
    }

    [Theory]
    [InlineData("""{ "name": "pager", "kind": "webhook", "address": { "url": "https://hooks.example/x" } }""", "address")]
    [InlineData("""{ "name": "pager" }""", "kind")]
    [InlineData("""{ "name": "pager", "kind": "webhook", "accountId": "gone" }""", "accountId")]
    [InlineData("""{ "name": "pager", "kind": "webhook", "strategyId": "gone" }""", "strategyId")]
    public async Task Import_OfWhatIsNotValid_NamesTheField(string destination, string field)
    {
        var file = JsonNode.Parse($$"""{ "format": "signalbox-configuration", "version": 1, "destinations": [ { "destination": {{destination}} } ] }""")!;

        var (status, answer) = await SendAsync(file, null);
        var refused = status == HttpStatusCode.Accepted ? await OverAsync(answer) : answer;

        Assert.Equal($"file.destinations[0].destination.{field}", refused["errors"]!.AsArray().Single()!["path"]!.GetValue<string>());
    }

    private Task<JsonNode> ExportAsync() => ReadAsync("/configuration/export");

    private async Task<JsonNode> ApplyAsync(JsonNode file)
    {
        var tried = await ImportAsync(file);
        return await ImportAsync(file, tried["configurationVersion"]!.GetValue<long>());
    }

    /// <summary>The list of what changes, once the job is done.</summary>
    private async Task<JsonNode> ImportAsync(JsonNode file, long? apply = null)
    {
        var (status, answer) = await SendAsync(file, apply);
        Assert.True(status == HttpStatusCode.Accepted, answer.ToJsonString());
        var job = await OverAsync(answer);
        Assert.True(job["status"]!.GetValue<string>() == "done", job.ToJsonString());
        return await ReadAsync($"/jobs/{job["id"]}/import");
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> SendAsync(JsonNode file, long? apply)
    {
        using var content = new StringContent(new JsonObject { ["file"] = file.DeepClone(), ["apply"] = apply }.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await Server.Api.PostAsync(new Uri("/api/v1/configuration/import", UriKind.Relative), content, Cancel);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!);
    }

    private async Task<JsonNode> OverAsync(JsonNode job)
    {
        await Until.HoldsAsync(async () => (job = await ReadAsync($"/jobs/{job["id"]}"))["status"]!.GetValue<string>() is not ("waiting" or "running"));
        return job;
    }

    private async Task<JsonNode> ReadAsync(string path) => JsonNode.Parse((await Server.GetAsync(path)).GetRawText())!;

    private static IEnumerable<string> Actions(JsonNode answer) => answer["items"]!.AsArray().Select(item => $"{item!["kind"]} {item["action"]}");
}
