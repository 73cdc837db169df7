using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Signalbox.Server.Security.Transport;
using Xunit;

namespace Signalbox.Tests.Intake;

/// <summary>Who may call a webhook. The server trusts a proxy on this machine, so that a test can say where it calls from.</summary>
public sealed class WebhookProtectionTests : IAsyncLifetime
{
    private const string Buy = """{"ticker":"BTCUSDT","action":"buy","quantity":"0.01"}""";
    private const string TradingView = "52.89.214.238";
    private const string TrendSpider = "3.12.143.24";
    private const string Elsewhere = "203.0.113.9";

    private readonly string folder = RunningServer.NewFolder();
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("tradingview", TradingView, TrendSpider, "not-trading-view")]
    [InlineData("trendspider", TrendSpider, TradingView, "not-trend-spider")]
    [InlineData("203.0.113.0/24", Elsewhere, TradingView, "invalid-ip-address")]
    public async Task Sources_ThatAreListed_AreTheOnlyOnesTaken(string source, string inside, string outside, string code)
    {
        await ProtectAsync($$"""{ "version": 0, "sources": ["{{source}}"] }""");

        Assert.Equal(200, (await SendAsync(Buy, inside)).Status);
        var refused = await SendAsync(Buy, outside);
        Assert.Equal((400, code), (refused.Status, Code(refused.Body)));
        var spoofed = await SendAsync(Buy, $"{inside}, {outside}");
        Assert.Equal((400, code), (spoofed.Status, Code(spoofed.Body)));
    }

    [Fact]
    public async Task Refused_IsCountedForTheOwnerAndKeptNowhere()
    {
        await ProtectAsync("""{ "version": 0, "sources": ["tradingview"] }""");
        await SendAsync("canary-in-a-body", Elsewhere);
        await SendAsync("canary-in-a-body", Elsewhere, path: "/hook/demo/canary-secret");
        await SendAsync("canary-in-a-body", Elsewhere, path: "/hook/nobody/canary-secret");

        var refusals = await server.GetAsync("/strategies/demo/webhook/refusals");
        Assert.Equal(["not-trading-view 1", "wrong-secret 1"], refusals.GetProperty("counts").EnumerateArray().Select(each => $"{each.GetProperty("code")} {each.GetProperty("count")}"));
        Assert.Equal(["wrong-secret", "not-trading-view"], refusals.GetProperty("last").EnumerateArray().Select(each => each.GetProperty("code").GetString()));
        Assert.Equal(Elsewhere, refusals.GetProperty("last")[0].GetProperty("from").GetString());
        Assert.DoesNotContain("canary", refusals.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, (await server.GetAsync("/signals")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Signature_IsAskedFor_AndOneRequestTradesOnceAlsoAfterARestart()
    {
        var secret = await SecretAsync("signing-secret");
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        Assert.Equal((401, "signature-missing"), Outcome(await SendAsync(Buy)));
        Assert.Equal((401, "invalid-signature"), Outcome(await SignedAsync(Buy, at, secret + "x")));
        Assert.Equal((401, "invalid-signature"), Outcome(await SignedAsync(Buy, at, secret, signedBody: Buy + " ")));
        Assert.Equal((401, "stale-timestamp"), Outcome(await SignedAsync(Buy, at - 400, secret)));
        Assert.Equal((401, "stale-timestamp"), Outcome(await SignedAsync(Buy, at + 400, secret)));
        Assert.Equal((400, "unsigned-id"), Outcome(await SignedAsync(Buy, at, secret, key: "an-id")));

        Assert.Equal((200, "executed"), Outcome(await SignedAsync(Buy, at, secret)));
        Assert.Equal((200, "duplicate"), Outcome(await SignedAsync(Buy, at, secret)));
        await server.DisposeAsync();
        server = await StartAsync();
        Assert.Equal((200, "duplicate"), Outcome(await SignedAsync(Buy, at, secret)));
        var next = await SignedAsync(Buy, at + 1, secret);
        Assert.Equal("executed", Code(next.Body));
        Assert.Equal("0.02", next.Body.GetProperty("results")[0].GetProperty("position").GetProperty("quantity").GetString());

        await server.Api.DeleteAsync(new Uri("/api/v1/strategies/demo/webhook/signing-secret", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(200, (await SendAsync(Buy)).Status);
    }

    [Fact]
    public async Task Bearer_IsAskedFor_WhileThereIsOne()
    {
        var token = await SecretAsync("bearer");
        var right = new[] { ("Authorization", $"Bearer {token}") };

        Assert.Equal((401, "invalid-bearer-token"), Outcome(await SendAsync(Buy)));
        Assert.Equal((401, "invalid-bearer-token"), Outcome(await SendAsync(Buy, headers: [("Authorization", $"Bearer {token}x")])));
        Assert.Equal(200, (await SendAsync(Buy, headers: right)).Status);
        var second = await SecretAsync("bearer");
        Assert.NotEqual(token, second);
        Assert.Equal(401, (await SendAsync(Buy, headers: right)).Status);
    }

    [Fact]
    public async Task Limits_OfTheStrategy_AnswerWithWhenToComeAgain()
    {
        await ProtectAsync("""{ "version": 0, "limits": { "perMinute": 2, "perHour": 500 } }""");
        await SendAsync(Buy);
        await SendAsync("not understood");
        var refused = await SendAsync(Buy);

        Assert.Equal((429, "too-many-requests"), Outcome(refused));
        Assert.InRange(refused.RetryAfter!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task WrongSecrets_BeyondTheirLimit_AreTurnedAway_AndTheRightOneIsStillTaken()
    {
        var answers = new List<Sent>();

        // A minute of the clock may end on the way, and the count begins again: then it takes twice as many.
        while (answers.Count <= 2 * 20 && answers.LastOrDefault()?.Status != 429)
        {
            answers.Add(await SendAsync(Buy, Elsewhere, $"/hook/{(answers.Count % 2 == 0 ? "demo" : "nobody")}/x"));
        }

        Assert.All(answers[..^1], answer => Assert.Equal((404, "not-found"), Outcome(answer)));
        Assert.InRange(answers.Count, 21, 41);
        Assert.Equal((429, "too-many-wrong-secrets"), Outcome(answers[^1]));
        Assert.InRange(answers[^1].RetryAfter!.Value.TotalSeconds, 1, 60);
        Assert.Equal(404, (await SendAsync(Buy, TradingView, "/hook/demo/x")).Status);
        Assert.Equal(200, (await SendAsync(Buy, Elsewhere)).Status);
    }

    [Fact]
    public async Task Rotation_LeavesTheOldAddressUntilItIsRevoked_AndTellsWhetherItIsUsed()
    {
        using var rotated = await server.Api.PostAsync(new Uri("/api/v1/strategies/demo/webhook/rotate", UriKind.Relative), null, TestContext.Current.CancellationToken);
        var url = JsonElement.Parse(await rotated.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("url").GetString()!;

        Assert.Equal(200, (await SendAsync(Buy)).Status);
        Assert.Equal(200, (await SendAsync(Buy, path: new Uri(url).AbsolutePath)).Status);
        Assert.Equal(1, (await server.GetAsync("/strategies/demo/webhook/refusals")).GetProperty("formerSecretUses").GetInt32());
        var until = (await server.GetAsync("/strategies/demo/webhook/protection")).GetProperty("formerSecretUntil").GetDateTimeOffset();
        Assert.InRange(until - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));

        await server.Api.DeleteAsync(new Uri("/api/v1/strategies/demo/webhook/former", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(404, (await SendAsync(Buy)).Status);
        Assert.False((await server.GetAsync("/strategies/demo/webhook/protection")).TryGetProperty("formerSecretUntil", out _));
    }

    [Theory]
    [InlineData("SUCCESS", @"CN=TradingView Webhooks,O=TradingView\, Inc.,L=Westerville,ST=Ohio,C=US", 200)]
    [InlineData("SUCCESS", "C=US,ST=Ohio,L=Westerville,O=\"TradingView, Inc.\",CN=TradingView Webhooks", 200)]
    [InlineData("FAILED", @"CN=TradingView Webhooks,O=TradingView\, Inc.", 403)]
    [InlineData("SUCCESS", @"CN=TradingView Webhooks,O=Somebody Else", 403)]
    [InlineData("SUCCESS", @"CN=x\,CN=TradingView Webhooks\,O=TradingView\\\, Inc.,O=TradingView\, Inc.", 403)]
    [InlineData(null, null, 403)]
    public async Task ClientCertificate_IsWhatATrustedProxySaysItIs(string? verified, string? subject, int status)
    {
        await ProtectAsync("""{ "version": 0, "clientCertificate": true }""");
        var headers = verified is null ? [] : new[] { ("X-Client-Verify", verified), ("X-Client-Subject", subject!) };

        Assert.Equal(status, (await SendAsync(Buy, TradingView, headers: headers)).Status);

        // Not passed on by a proxy: the sender's own words.
        Assert.Equal((403, "client-certificate-required"), Outcome(await SendAsync(Buy, null, null, headers)));
    }

    [Fact]
    public async Task Protection_WithMistakes_NamesThemAll()
    {
        using var content = Json("""
            { "sources": ["nowhere", "10.0.0.1/8"], "limits": { "perSecond": 0, "perMinute": 9, "perHour": 8 }, "toleranceSeconds": 0, "secretExpiresAt": "2020-01-01T00:00:00Z" }
            """);
        using var answer = await server.Api.PutAsync(new Uri("/api/v1/strategies/demo/webhook/protection", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var errors = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("errors");

        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Equal(
            ["limits.perMinute", "limits.perSecond", "secretExpiresAt", "sources[0]", "sources[1]", "toleranceSeconds", "version"],
            errors.EnumerateArray().Select(each => each.GetProperty("path").GetString()!).Order(StringComparer.Ordinal));
    }

    private Task<RunningServer> StartAsync() =>
        RunningServer.StartAsync(folder, options => options with { TrustedProxies = new([AddressRange.Parse("127.0.0.1")!]) });

    private async Task ProtectAsync(string protection)
    {
        using var content = Json(protection);
        using var answer = await server.Api.PutAsync(new Uri("/api/v1/strategies/demo/webhook/protection", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<string> SecretAsync(string kind)
    {
        using var answer = await server.Api.PostAsync(new Uri($"/api/v1/strategies/demo/webhook/{kind}", UriKind.Relative), null, TestContext.Current.CancellationToken);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("secret").GetString()!;
    }

    private Task<Sent> SignedAsync(string body, long at, string secret, string? signedBody = null, string? key = null)
    {
        var time = at.ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{signedBody ?? body}")));
        (string, string)[] headers = [("X-Signalbox-Timestamp", time), ("X-Signalbox-Signature", $"v1={signature}")];
        return SendAsync(body, headers: key is null ? headers : [.. headers, ("Idempotency-Key", key)]);
    }

    /// <param name="from">Where the proxy says the call comes from; null: the call comes from this machine itself.</param>
    private async Task<Sent> SendAsync(string body, string? from = TradingView, string? path = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, (path ?? server.Hook) + "?wait=30000") { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
        using var anonymous = new HttpClient { BaseAddress = server.Api.BaseAddress };
        if (from is not null)
        {
            request.Headers.Add("X-Forwarded-For", from);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await anonymous.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), answer.Headers.RetryAfter?.Delta);
    }

    private static (int, string) Outcome(Sent sent) => (sent.Status, Code(sent.Body));

    /// <summary>Why it was refused, or what came of it.</summary>
    private static string Code(JsonElement body) => (body.TryGetProperty("messageCode", out var code) ? code : body.GetProperty("status")).GetString()!;

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private sealed record Sent(int Status, JsonElement Body, TimeSpan? RetryAfter);
}
