using System.Globalization;
using System.Text;
using System.Text.Json;
using Signalbox.Bench.Running;
using Signalbox.Server.Cli;
using Xunit;

namespace Signalbox.Tests.Security.Fuzzing;

/// <summary>
/// Every endpoint of the API and the webhook, given what they do not expect: no answer of the kind "the server failed", no secret in
/// any answer or line of the log, and no memory that grows with it. <c>./test --fuzz N</c> sends N requests.
/// </summary>
public sealed class FuzzTests
{
    private const int UsualCount = 2_000;
    private const string BrokerSecret = "canary-broker-4711-secret";
    private const string BodySecret = "canary-body-4711-secret";
    private const string GateSecret = "canary-gate-4711-secret";

    /// <summary>What a process may come to hold in the second half of a run: pools that fill, code that is compiled again.</summary>
    private const long GrowthBytesMax = 96 * 1024 * 1024;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_OfAnyKind_FailNothing_TellNothing_AndAreNotKeptInMemory()
    {
        var (count, seed) = (Number("SIGNALBOX_FUZZ") ?? UsualCount, Number("SIGNALBOX_FUZZ_SEED") ?? 1);
        var until = TimeProvider.System.GetUtcNow().AddMinutes(Number("SIGNALBOX_FUZZ_MINUTES") ?? 15);
        var folder = Directory.CreateTempSubdirectory("signalbox-fuzz-").FullName;
        await using (var server = await ServerProcess.StartAsync(new() { Folder = folder }))
        {
            var first = FirstStartFile.Read(folder)!;
            var (canaries, document) = await PrepareAsync(server, first, folder);
            var target = new FuzzTarget(server.DemoHook.AbsolutePath, first.ApiToken!);
            using var run = new FuzzRun(server, new(document, seed, target), target, canaries);
            server.Process.Said += run.Hear;

            await run.SendAsync(count / 2, until);
            var half = server.Process.ResidentBytes;
            await run.SendAsync(count - (count / 2), until);
            var whole = server.Process.ResidentBytes;
            Assert.False(server.Process.HasExited, server.Process.Output);
            TestContext.Current.TestOutputHelper!.WriteLine($"{run.Sent} requests of {run.Operations} kinds, seed {seed}: {run.Statuses}; {half >> 20} MB at half, {whole >> 20} MB at the end");
            Assert.True(run.Faults.Count == 0, $"Seed {seed}:\n{string.Join('\n', run.Faults)}\nThe server said:\n{server.Process.Output}");
            Assert.True(whole - half < GrowthBytesMax, $"{half >> 20} MB became {whole >> 20} MB in the second half of {run.Sent} requests.");
            await AssertStillTradesAsync(server);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Plants a secret of every kind that the server keeps, and lifts the webhook's own limit: it is not what is tried here.</summary>
    private static async Task<(Dictionary<string, string> Canaries, JsonElement Document)> PrepareAsync(ServerProcess server, FirstStart first, string folder)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", first.ApiToken);
        await PutAsync(http, HttpMethod.Put, "strategies/demo/webhook/protection", """{ "version": 0, "limits": { "perSecond": 100000, "burst": 100000 } }""");
        await PutAsync(http, HttpMethod.Post, "connections",
            $$"""{ "name": "canary", "broker": "loopback", "mode": "paper", "settings": { "address": "http://127.0.0.1:9" }, "credentials": { "key": "key", "secret": "{{BrokerSecret}}" } }""");
        await PutAsync(http, HttpMethod.Put, "gates/secrets/canary", $$"""{ "secret": "{{GateSecret}}" }""");
        var spare = await PutAsync(http, HttpMethod.Post, "strategies", """{ "name": "spare" }""");
        var id = spare.GetProperty("id").GetString();
        await PutAsync(http, HttpMethod.Put, $"strategies/{id}/body-secrets", $$"""{ "secrets": ["{{BodySecret}}"], "version": {{spare.GetProperty("version")}} }""");
        return (new()
        {
            ["the webhook's secret"] = first.WebhookUrl!.Split('/')[^1],
            ["the API token"] = first.ApiToken!,
            ["the set-up token"] = first.SetupUrl!.Split("token=")[1],
            ["a broker's secret"] = BrokerSecret,
            ["a body's secret"] = BodySecret,
            ["a gate's secret"] = GateSecret,
            ["a signing secret"] = (await PutAsync(http, HttpMethod.Post, $"strategies/{id}/webhook/signing-secret", null)).GetProperty("secret").GetString()!,
            ["a webhook's token"] = (await PutAsync(http, HttpMethod.Post, $"strategies/{id}/webhook/bearer", null)).GetProperty("secret").GetString()!,
            ["the vault's key"] = (await File.ReadAllLinesAsync(Path.Combine(folder, "vault.key"), Cancel)).Last(line => line.StartsWith("key ", StringComparison.Ordinal)).Split(' ')[2],
            ["the instance's key"] = (await File.ReadAllLinesAsync(Path.Combine(folder, "instance-key.pem"), Cancel))[1],
        }, JsonElement.Parse(await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancel)));
    }

    private static async Task<JsonElement> PutAsync(HttpClient http, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/{path}") { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await http.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        return !answer.IsSuccessStatusCode ? throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}") : text.Length == 0 ? default : JsonElement.Parse(text);
    }

    /// <summary>The server is there and answers, whatever the requests made of its demo.</summary>
    private static async Task AssertStillTradesAsync(ServerProcess server)
    {
        using var http = new HttpClient();
        using var content = new StringContent("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.01"}""");
        using var answer = await http.PostAsync(server.DemoHook, content, Cancel);
        Assert.True((int)answer.StatusCode is 200 or 400, $"{answer.StatusCode}");
        using var ready = await http.GetAsync(new Uri(server.Address, "/readyz"), Cancel);
        Assert.True(ready.IsSuccessStatusCode);
    }
}
