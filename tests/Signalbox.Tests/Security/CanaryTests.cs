using System.Text;
using System.Text.Json;
using Xunit;

namespace Signalbox.Tests.Security;

/// <summary>
/// Plants a secret of every kind in a real server, makes it work and fail with them, and then looks for them in every
/// answer, every line it said and every file it wrote.
/// </summary>
public sealed class CanaryTests : IDisposable
{
    private const string MasterMarker = "key ";

    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-canary-").FullName;
    private readonly Canaries canaries = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Secrets_OfEveryKind_LeaveTheServerNowhere()
    {
        await using var server = await CanaryServer.StartAsync(folder, new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Debug" });
        await PlantAsync(server);
        await FailAsync(server);
        await ReadEverythingAsync(server);

        Assert.Equal([], server.Answers.ToString().Split('\n').Where(line => canaries.FindIn(line).Count > 0).Select(line => $"{string.Join(", ", canaries.FindIn(line))}: {line[..Math.Min(line.Length, 120)]}"));
        Assert.Empty(canaries.FindIn(server.Said, "first webhook", "setup token"));
        Assert.True(server.Answers.Length > 10_000);
        Assert.Contains("canary-name", server.Answers.ToString(), StringComparison.Ordinal);
        AssertFilesHoldNone();
    }

    [Fact]
    public void Canaries_InEveryForm_AreFound()
    {
        var birds = new Canaries();
        birds.Plant("bird", "canary-of-the-search-itself");
        var bytes = Encoding.UTF8.GetBytes("x canary-of-the-search-itself y");

        Assert.All([Encoding.UTF8.GetString(bytes), Convert.ToBase64String(bytes), Convert.ToBase64String(bytes[1..]), Convert.ToBase64String(bytes[2..]), Convert.ToHexStringLower(bytes)],
            text => Assert.Equal(["bird"], birds.FindIn(text)));
        Assert.Empty(birds.FindIn("nothing of it"));
    }

    private async Task PlantAsync(CanaryServer server)
    {
        using var first = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "first-start.json"), TestContext.Current.CancellationToken));
        canaries.Plant("first webhook", new Uri(first.RootElement.GetProperty("webhookUrl").GetString()!).Segments[^1]);
        canaries.Plant("first token", server.Token);
        var setup = first.RootElement.GetProperty("setupUrl").GetString()!.Split('=')[^1];
        canaries.Plant("setup token", setup);
        var password = canaries.Plant("password", "canary-password-0001");
        await server.CallAsync("POST", "/api/v1/setup", $$"""{ "token": "{{setup}}", "name": "canary-name", "password": "{{password}}" }""");
        var broker = canaries.Plant("broker secret", "canary-broker-secret-0002");
        var key = canaries.Plant("broker key", "canary-broker-key-0003");
        await server.CallAsync("POST", "/api/v1/connections",
            $$"""{ "name": "canary-account", "broker": "binance", "mode": "paper", "settings": { "address": "http://127.0.0.1:1" }, "credentials": { "key": "{{key}}", "secret": "{{broker}}" } }""");
        await server.CallAsync("PUT", "/api/v1/gates/secrets/canary_gate", $$"""{ "secret": "{{canaries.Plant("gate secret", "canary-gate-secret-0004")}}" }""");
        var notification = canaries.Plant("notification address", "canary-notification-address-0006");
        var bot = canaries.Plant("bot token", "4242:canary-bot-token-0007");
        var mail = canaries.Plant("mail password", "canary-mail-password-0008");
        foreach (var (name, kind, address) in new[]
        {
            ("canary-hook", "webhook", $$"""{ "url": "http://127.0.0.1:1/{{notification}}", "token": "{{notification}}" }"""),
            ("canary-bot", "telegram", $$"""{ "url": "http://127.0.0.1:1", "token": "{{bot}}", "chat": "42" }"""),
            ("canary-mail", "email", $$"""{ "host": "127.0.0.1", "port": 1, "user": "canary", "password": "{{mail}}", "from": "a@example.org", "to": ["b@example.org"] }"""),
        })
        {
            var destination = await server.CallAsync("POST", "/api/v1/notifications/destinations", $$"""{ "name": "{{name}}", "kind": "{{kind}}", "address": {{address}} }""");
            await server.CallAsync("POST", $"/api/v1/notifications/destinations/{destination.GetProperty("id").GetString()}/test", "{}");
        }

        var strategy = await server.CallAsync("POST", "/api/v1/strategies", """{ "name": "canary-strategy" }""");
        var id = strategy.GetProperty("id").GetString();
        var version = strategy.GetProperty("version").GetInt64();
        await server.CallAsync("PUT", $"/api/v1/strategies/{id}/body-secrets", $$"""{ "secrets": ["{{canaries.Plant("body secret", "canary-body-secret-0005")}}"], "version": {{version}} }""");

        // Shown for the only time, to the one who asked: these answers are not kept.
        var token = await server.CallAsync("POST", "/api/v1/tokens", """{ "name": "canary-token", "scopes": ["read"] }""", isKept: false);
        canaries.Plant("token", token.GetProperty("token").GetString()!);
        var hook = await server.CallAsync("POST", $"/api/v1/strategies/{id}/webhook/rotate", isKept: false);
        canaries.Plant("webhook secret", new Uri(new Uri("http://host"), hook.GetProperty("url").GetString()!).Segments[^1]);
        foreach (var line in (await File.ReadAllLinesAsync(Path.Combine(folder, "vault.key"), TestContext.Current.CancellationToken)).Where(line => line.StartsWith(MasterMarker, StringComparison.Ordinal)))
        {
            canaries.Plant("master key", line.Split(' ')[2]);
        }
    }

    /// <summary>Errors like to repeat what they were given.</summary>
    private static async Task FailAsync(CanaryServer server)
    {
        await server.CallAsync("POST", "/api/v1/session", """{ "name": "canary-name", "password": "canary-password-0001" """);
        await server.CallAsync("POST", "/api/v1/session", """{ "name": "canary-name", "password": "canary-password-0001", "surplus": 1 }""");
        await server.CallAsync("POST", "/api/v1/connections", """{ "name": "x", "broker": "binance", "mode": "live", "credentials": { "key": "canary-broker-key-0003", "wrong": "canary-broker-secret-0002" } }""");
        await server.CallAsync("PUT", "/api/v1/gates/secrets/no", """{ "secret": ["canary-gate-secret-0004"] }""");
        await server.CallAsync("POST", "/api/v1/notifications/destinations", """{ "name": "x", "kind": "telegram", "address": { "url": "http://elsewhere.example/canary-notification-address-0006", "token": "4242:canary-bot-token-0007", "chat": ["x"] } }""");
        await server.CallAsync("GET", "/api/v1/strategies", bearer: "sbx_wrong");
        await server.CallAsync("POST", "/hook/demo/wrong", """{"ticker":"BTCUSDT","action":"buy"}""");
        using var first = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(server.Folder, "first-start.json"), TestContext.Current.CancellationToken));
        var hook = new Uri(first.RootElement.GetProperty("webhookUrl").GetString()!).AbsolutePath;
        await server.CallAsync("POST", hook, """{"ticker":"BTCUSDT","action":"buy","quantity":"0.1","token":"canary-body-secret-0005"}""");
        await server.CallAsync("POST", hook, "nobody understands api_key=canary-body-secret-0005");
        await server.CallAsync("POST", $"{hook}?wait=10000", """{"ticker":"BTCUSDT","action":"buy","quantity":"0.1"}""");
        await server.CallAsync("POST", "/api/v1/session", """{ "name": "canary-name", "password": "canary-password-0001" }""", isKept: false);
        await server.CallAsync("GET", "/api/v1/session", cookie: server.Cookie);
        await server.CallAsync("POST", "/api/v1/kill-switch", """{ "reason": "to have something told" }""");
        await server.CallAsync("POST", "/api/v1/vault/rotate");
    }

    private async Task ReadEverythingAsync(CanaryServer server)
    {
        canaries.Plant("session", server.Cookie!);
        var document = await server.CallAsync("GET", "/openapi/v1.json");
        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _)))
        {
            // Only the owner's own look at the webhook's address may show it.
            if (path.Name.EndsWith("/webhook", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var id in new[] { "demo", "paper", "none" })
            {
                await server.CallAsync("GET", System.Text.RegularExpressions.Regex.Replace(path.Name, @"\{[^}]+\}", id));
            }
        }

        foreach (var path in new[] { "/healthz", "/readyz", "/metrics", "/", "/api/v1/audit/export?format=csv" })
        {
            await server.CallAsync("GET", path);
        }
    }

    /// <summary>The key files and the first start's file hold theirs; nothing else holds any.</summary>
    private void AssertFilesHoldNone()
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "journal.lock"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var found = Path.GetFileName(file) switch
            {
                "vault.key" => [],
                "first-start.json" => canaries.FindIn(reader.ReadToEnd(), "first webhook", "first token", "setup token"),
                _ => canaries.FindIn(reader.ReadToEnd()),
            };
            Assert.True(found.Count == 0, $"{Path.GetFileName(file)} holds: {string.Join(", ", found)}");
        }
    }
}
