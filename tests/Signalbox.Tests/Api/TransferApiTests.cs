using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Server.Jobs;
using Signalbox.Tests.Configuration;
using Xunit;

namespace Signalbox.Tests.Api;

/// <summary>Strategies and subscriptions out of one installation and into another, as a job.</summary>
public sealed class TransferApiTests : ApiTests
{
    [Fact]
    public async Task Import_OfOnesOwnExport_ChangesNothing()
    {
        await PrepareAsync();

        var (job, plan) = await PlanAsync(await ExportAsync());

        Assert.Equal(["strategy keep", "subscription keep"], Actions(plan));
        Assert.False(plan.GetProperty("applied").GetBoolean());
        Assert.Equal(("import", "1 strategy, 1 subscription: what it would change", 2, 2), (Text(job, "kind"), Text(job, "title"), Number(job, "done"), Number(job, "total")));
        Assert.Contains("nothing to change", Text(job, "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_IntoAnEmptyInstallation_SaysWhatItCreates_AndThenCreatesItWhole()
    {
        var account = await PrepareAsync();
        var file = await ExportAsync();
        await using var other = await ApiScene.StartAsync();
        var there = await other.CreateAsync("/api/v1/connections", """{ "name": "P", "broker": "paper", "mode": "paper", "assetClasses": ["crypto"] }""");
        file = JsonNode.Parse(file.ToJsonString().Replace(account, there, StringComparison.Ordinal))!;

        var (_, tried) = await PlanAsync(file, other);
        Assert.Empty((await other.GetAsync("/api/v1/strategies")).Items);
        var (job, applied) = await PlanAsync(file, other, tried.GetProperty("configurationVersion").GetInt64());

        Assert.Equal(["strategy create", "subscription create"], Actions(tried));
        Assert.True(applied.GetProperty("applied").GetBoolean());
        Assert.Equal("Imported whole: 2 created, 0 changed, 0 as they were.", Text(job, "message"));
        var strategy = (await other.GetAsync("/api/v1/strategies")).Items.Single();
        Assert.Equal(("Breakout", 17), (Text(strategy, "name"), Number(strategy, "signalValiditySeconds")));
        Assert.Equal(Text(strategy, "id"), Text((await other.GetAsync("/api/v1/subscriptions")).Items.Single(), "strategyId"));
        Assert.Equal(
            ["subscription_created Imported from a file.", "strategy_created Imported from a file."],
            (await other.GetAsync("/api/v1/audit?limit=2")).Items.Select(entry => $"{Text(entry, "event")} {Text(entry, "why")}"));
    }

    [Fact]
    public async Task Import_WithOneFault_ChangesNothingAtAll_AndSaysItAtItsLine()
    {
        await PrepareAsync();
        var file = await ExportAsync();
        file["strategies"]![0]!["strategy"]!["name"] = "Renamed";
        file["subscriptions"]![0]!["subscription"]!["accountId"] = "nobody";
        file["subscriptions"]![0]!["id"] = null;
        var text = file.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

        var tried = await Api.OverAsync(await ImportAsync(text));
        var applied = await Api.OverAsync(await ImportAsync(text, apply: 1));

        Assert.Equal(("failed", "validation-failed"), (Text(tried, "status"), Text(tried, "code")));
        var error = tried.GetProperty("errors")[0];
        Assert.Equal("file.subscriptions[0].subscription.accountId", Text(error, "path"));
        Assert.Equal("accountId", text.Split('\n')[Number(error, "line") - 1].Trim().Split('"')[1]);
        Assert.Equal("stale-version", Text(applied, "code"));
        Assert.Equal("Breakout", Text((await Api.GetAsync("/api/v1/strategies")).Items.Single(), "name"));
    }

    [Fact]
    public async Task Import_OfWhatIsNotValid_NamesEveryFieldByItsPlaceInTheFile()
    {
        const string File = """
            {
              "format": "other",
              "version": 1,
              "strategies": [
                { "id": "a",
                  "strategy": { "name": "", "signalValiditySeconds": 0 } },
                { "id": "a", "strategy": { "name": "B" } },
                { "strategy": { "nome": "C" } }
              ]
            }
            """;

        var refused = await ImportAsync(File);

        Assert.Equal((422, "validation-failed"), (refused.Status, refused.Code));
        Assert.Equal(
            ["2 file.format", "6 file.strategies[0].strategy.name", "6 file.strategies[0].strategy.signalValiditySeconds", "7 file.strategies[1].id", "8 file.strategies[2].id", "8 file.strategies[2].strategy.name", "8 file.strategies[2].strategy.nome"],
            refused.Body.GetProperty("errors").EnumerateArray().Select(error => $"{Number(error, "line")} {Text(error, "path")}").Order(StringComparer.Ordinal));
        Assert.All((await ImportAsync(JsonNode.Parse(File)!)).Body.GetProperty("errors").EnumerateArray(), error => Assert.False(error.TryGetProperty("line", out _)));
    }

    [Theory]
    [InlineData("{\n  \"format\": \"signalbox-configuration\",\n  \"version\": 1,,\n}", 3, "line 3")]
    [InlineData("{ \"format\": \"\\ud83d\" }", null, "half a character")]
    [InlineData("[1]", 1, "must be a JSON object")]
    [InlineData("", 1, "not valid JSON")]
    public async Task Import_OfWhatIsNoJson_SaysWhere(string text, int? line, string why)
    {
        var refused = await ImportAsync(text);

        var error = Assert.Single(refused.Body.GetProperty("errors").EnumerateArray());
        Assert.Equal((422, "file", line), (refused.Status, Text(error, "path"), error.TryGetProperty("line", out var at) ? at.GetInt32() : null));
        Assert.Contains(why, Text(error, "message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "file": { "format": "signalbox-configuration", "version": 1 }, "text": "{}" }""")]
    public async Task Import_OfNoFileOrOfTwo_IsRefused(string body) =>
        Assert.Contains((await Api.PostAsync("/api/v1/configuration/import", body)).Errors, error => error.StartsWith("file: Send the file", StringComparison.Ordinal));

    [Fact]
    public async Task Import_AfterSomebodyElsesChange_AppliesNothing()
    {
        await PrepareAsync();
        var file = await ExportAsync();
        file["strategies"]![0]!["strategy"]!["name"] = "Renamed";
        var (_, tried) = await PlanAsync(file);
        await Api.CreateAsync("/api/v1/strategies", """{ "name": "Between" }""");

        var applied = await Api.OverAsync(await ImportAsync(file, apply: tried.GetProperty("configurationVersion").GetInt64()));

        Assert.Equal(("failed", "stale-version"), (Text(applied, "status"), Text(applied, "code")));
        Assert.Contains("nothing was imported", Text(applied, "message"), StringComparison.Ordinal);
        Assert.DoesNotContain((await Api.GetAsync("/api/v1/strategies")).Items, strategy => Text(strategy, "name") == "Renamed");
    }

    [Fact]
    public async Task Import_ThatIsCancelledBeforeItIsSaved_ImportsNothing_AndSaysSo()
    {
        const string File = """{ "format": "signalbox-configuration", "version": 1, "strategies": [ { "id": "x", "strategy": { "name": "X" } } ] }""";
        var jobs = (JobList)Api.Services.GetService(typeof(JobList))!;
        var (gate, version) = (new TaskCompletionSource(), await VersionAsync());
        _ = jobs.Start(new("rebuild", "x", Settings.Asked.By), (_, _) => gate.Task);
        _ = jobs.Start(new("rebuild", "y", Settings.Asked.By), (_, _) => gate.Task);

        var asked = await ImportAsync(JsonNode.Parse(File)!, apply: version);
        var cancelled = await Api.DeleteAsync($"/api/v1/jobs/{Text(asked.Body, "id")}");
        gate.SetResult();
        var job = await Api.OverAsync(asked);

        Assert.True(cancelled.Status is 200 or 204, cancelled.Text);
        Assert.Equal(("cancelled", "It was cancelled before anything was saved: nothing was imported."), (Text(job, "status"), Text(job, "message")));
        Assert.Empty((await Api.GetAsync("/api/v1/strategies")).Items);
    }

    [Fact]
    public async Task Import_BeyondWhatMayBeOpen_IsNotTaken()
    {
        var jobs = (JobList)Api.Services.GetService(typeof(JobList))!;
        var gate = new TaskCompletionSource();
        _ = jobs.Start(new("rebuild", "x", Settings.Asked.By), (_, _) => gate.Task);
        _ = jobs.Start(new("rebuild", "y", Settings.Asked.By), (_, _) => gate.Task);
        var file = JsonNode.Parse("""{ "format": "signalbox-configuration", "version": 1 }""")!;
        var answers = new List<ApiAnswer>();
        for (var number = 0; number < 5; number++)
        {
            answers.Add(await ImportAsync(file));
        }

        Assert.Equal([202, 202, 202, 202, 429], answers.Select(answer => answer.Status));
        gate.SetResult();
        Assert.Equal("done", Text(await Api.OverAsync(answers[3]), "status"));
        Assert.Equal(202, (await ImportAsync(file)).Status);
    }

    /// <summary>An export of everything is larger than what other addresses take.</summary>
    [Fact]
    public async Task Import_OfTheLargestFile_IsTaken_AndCountsItsRows()
    {
        await using var patient = await ApiScene.StartAsync(services => services.AddSingleton(new ImportOptions(TimeSpan.FromMinutes(5))));
        var account = await patient.CreateAsync("/api/v1/connections", """{ "name": "P", "broker": "paper", "mode": "paper", "assetClasses": ["crypto"] }""");
        var strategies = Enumerable.Range(0, 1_000).Select(number => (JsonNode)new JsonObject
        {
            ["id"] = $"s{number}",
            ["strategy"] = new JsonObject { ["name"] = $"Strategy {number} {new string('x', 60)}", ["allowedTickers"] = new JsonArray([.. Enumerable.Range(0, 20).Select(each => JsonValue.Create($"TICKER{each}"))]) },
        });
        var subscriptions = Enumerable.Range(0, 1_000).Select(number => (JsonNode)new JsonObject { ["subscription"] = new JsonObject { ["strategyId"] = $"s{number}", ["accountId"] = account } });
        var file = new JsonObject { ["format"] = "signalbox-configuration", ["version"] = 1, ["strategies"] = new JsonArray([.. strategies]), ["subscriptions"] = new JsonArray([.. subscriptions]) };
        Assert.True(file.ToJsonString().Length > 256 * 1024);

        var (_, tried) = await PlanAsync(file, patient);
        var (job, _) = await PlanAsync(file, patient, tried.GetProperty("configurationVersion").GetInt64());

        Assert.Equal(("Imported whole: 2000 created, 0 changed, 0 as they were.", 2_000, 2_000), (Text(job, "message"), Number(job, "done"), Number(job, "total")));
    }

    [Fact]
    public async Task Import_ThatHoldsEverythingUpTooLong_IsUndoneAndSaysSo()
    {
        await using var hasty = await ApiScene.StartAsync(services => services.AddSingleton(new ImportOptions(TimeSpan.Zero)));
        var file = JsonNode.Parse("""{ "format": "signalbox-configuration", "version": 1, "strategies": [ { "id": "x", "strategy": { "name": "X" } } ] }""")!;

        var job = await hasty.OverAsync(await ImportAsync(file, hasty, await VersionAsync()));

        Assert.Equal(("failed", "too-slow"), (Text(job, "status"), Text(job, "code")));
        Assert.Empty((await hasty.GetAsync("/api/v1/strategies")).Items);
    }

    private async Task<string> PrepareAsync()
    {
        var account = await Api.CreateAsync("/api/v1/connections", """{ "name": "P", "broker": "paper", "mode": "paper", "assetClasses": ["crypto"] }""");
        var strategy = await Api.CreateAsync("/api/v1/strategies", """{ "name": "Breakout", "signalValiditySeconds": 17, "gates": [ { "name": "calm", "kind": "expression", "expression": "market.spread_percent < 1" } ] }""");
        await Api.CreateAsync("/api/v1/subscriptions", $$"""{ "strategyId": "{{strategy}}", "accountId": "{{account}}", "overrides": { "stopLoss": { "percent": "2" } } }""");
        return account;
    }

    private async Task<JsonNode> ExportAsync() => JsonNode.Parse((await Api.GetAsync("/api/v1/configuration/export")).Text)!;

    private async Task<long> VersionAsync()
    {
        var (_, plan) = await PlanAsync(JsonNode.Parse("""{ "format": "signalbox-configuration", "version": 1 }""")!);
        return plan.GetProperty("configurationVersion").GetInt64();
    }

    /// <summary>The job, and the list that came of it.</summary>
    private async Task<(JsonElement Job, JsonElement Plan)> PlanAsync(JsonNode file, ApiScene? where = null, long? apply = null)
    {
        var job = await (where ?? Api).OverAsync(await ImportAsync(file, where, apply));
        Assert.True(Text(job, "status") == "done", job.GetRawText());
        return (job, (await (where ?? Api).GetAsync($"/api/v1/jobs/{Text(job, "id")}/import")).Body);
    }

    private Task<ApiAnswer> ImportAsync(JsonNode file, ApiScene? where = null, long? apply = null) => (where ?? Api).PostAsync(
        "/api/v1/configuration/import", new JsonObject { ["file"] = file.DeepClone(), ["apply"] = apply }.ToJsonString());

    private Task<ApiAnswer> ImportAsync(string text, long? apply = null) => Api.PostAsync(
        "/api/v1/configuration/import", new JsonObject { ["text"] = text, ["apply"] = apply }.ToJsonString());

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static IEnumerable<string> Actions(JsonElement plan) =>
        plan.GetProperty("items").EnumerateArray().Select(item => $"{Text(item, "kind")} {Text(item, "action")}");
}
