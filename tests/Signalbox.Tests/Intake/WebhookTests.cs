using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Accounts.Hosting;
using Xunit;

namespace Signalbox.Tests.Intake;

public sealed class WebhookTests : IAsyncLifetime
{
    private readonly string folder = RunningServer.NewFolder();
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.StartAsync(folder);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Buy_WithBracket_AnswersWithFillAndProtection()
    {
        await server.SetPriceAsync("BTCUSDT", 60_000m);
        var (status, body) = await server.SendAsync(Bracketed("0.1"));
        Assert.Equal((200, true, "executed"), (status, body.GetProperty("success").GetBoolean(), Text(body, "status")));
        var result = body.GetProperty("results")[0];
        Assert.Equal(("demo", "paper", "filled"), (Text(result, "subscription"), Text(result, "account"), Text(result, "status")));
        Assert.Equal(["entry", "stop_loss", "take_profit"], result.GetProperty("orders").EnumerateArray().Select(order => Text(order, "leg")));
        Assert.Equal(("long", "0.1"), (Text(result.GetProperty("position"), "side"), Text(result.GetProperty("position"), "quantity")));
        Assert.Equal("buy", Text(body.GetProperty("payload"), "action"));
    }

    [Fact]
    public async Task Alias_IsTheSameWebhook()
    {
        var (status, body) = await server.SendAsync("""{"ticker":"ETHUSDT","action":"buy","quantity":1}""", path: server.Hook.Replace("/hook/", "/trading/webhook/", StringComparison.Ordinal));
        Assert.Equal((200, "executed"), (status, Text(body, "status")));
    }

    [Fact]
    public async Task StopHit_PositionIsClosedAndTargetGone()
    {
        await server.SetPriceAsync("BTCUSDT", 60_000m);
        await server.SendAsync(Bracketed("0.1"));
        await server.SetPriceAsync("BTCUSDT", 59_000m);
        var account = server.Services.GetRequiredService<AccountDirectory>().All.Single();
        await WaitForAsync(() => account.Committed.Holdings[new("BTCUSDT")] is { Net.IsZero: true, OpenOrders.IsEmpty: true });
        var (_, body) = await server.SendAsync("""{"ticker":"BTCUSDT","action":"exit"}""");
        Assert.Equal("no-position", Text(body.GetProperty("results")[0], "code"));
    }

    [Theory]
    [InlineData("header")]
    [InlineData("id")]
    [InlineData("signalId")]
    public async Task SameId_Twice_AnswersWithTheFirstResult(string how)
    {
        var body = how == "header" ? """{"ticker":"BTCUSDT","action":"buy","quantity":0.1}""" : $$"""{"ticker":"BTCUSDT","action":"buy","quantity":0.1,"{{how}}":"a-1"}""";
        var (_, first) = await server.SendAsync(body, key: how == "header" ? "a-1" : null);
        var (status, second) = await server.SendAsync(body, key: how == "header" ? "a-1" : null);
        Assert.Equal((200, "duplicate", Text(first, "id")), (status, Text(second, "status"), Text(second, "id")));
        Assert.Equal(first.GetProperty("results").GetRawText(), second.GetProperty("results").GetRawText());
    }

    [Theory]
    [InlineData("&account=paper&account=x", null, "invalid-account")]
    [InlineData("&account=", null, "invalid-account")]
    [InlineData("&account=LONG", null, "invalid-account")]
    [InlineData("&ticker=", null, "invalid-ticker")]
    [InlineData("&ticker=BTCUSDT&ticker=ETHUSDT", null, "invalid-ticker")]
    [InlineData("", "LONG", "invalid-idempotency-key")]
    [InlineData("", "", "invalid-idempotency-key")]
    public async Task WordBesideTheBody_ThatCannotBeRead_IsRefused_AndNothingIsTraded(string query, string? key, string code)
    {
        await server.SetPriceAsync("BTCUSDT", 60_000m);
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Hook + "?wait=30000" + query.Replace("LONG", new string('a', 65), StringComparison.Ordinal))
        {
            Content = new StringContent("{\"ticker\":\"BTCUSDT\",\"action\":\"buy\",\"quantity\":0.1}"),
        };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key.Replace("LONG", new string('a', 201), StringComparison.Ordinal));
        }

        using var answer = await server.Api.SendAsync(request, TestContext.Current.CancellationToken);
        var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((400, code), ((int)answer.StatusCode, Text(body, "messageCode")));
        Assert.Empty((await server.GetAsync("/orders")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task SameId_AtOnce_TradesOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":0.1,"id":"at-once"}""")));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(7, answers.Count(answer => Text(answer.Body, "status") == "duplicate"));
        var account = server.Services.GetRequiredService<AccountDirectory>().All.Single();
        Assert.Equal(0.1m, account.Committed.Holdings[new("BTCUSDT")].Net.Value);
    }

    [Fact]
    public async Task SameId_WithAnotherBody_IsRefused()
    {
        await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":0.1,"id":"x"}""");
        var (status, body) = await server.SendAsync("""{"ticker":"BTCUSDT","action":"sell","quantity":0.1,"id":"x"}""");
        Assert.Equal((409, "id-reused"), (status, Text(body, "messageCode")));
    }

    [Fact]
    public async Task SameBody_WithATime_IsAResend()
    {
        const string Body = """{"ticker":"BTCUSDT","action":"buy","quantity":0.1,"time":"2026-01-05T10:00:00Z"}""";
        await server.SendAsync(Body);
        var (_, second) = await server.SendAsync(Body);
        Assert.Equal("duplicate", Text(second, "status"));
    }

    [Fact]
    public async Task SameBody_WithoutATime_TradesAgain()
    {
        await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":0.1}""");
        var (_, second) = await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":0.1}""");
        Assert.Equal(("executed", "0.2"), (Text(second, "status"), Text(second.GetProperty("results")[0].GetProperty("position"), "quantity")));
    }

    [Fact]
    public async Task WaitZero_AnswersAtTheCommit()
    {
        var (status, body) = await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":0.1}""", "?wait=0");
        Assert.Equal(200, status);
        Assert.Contains(Text(body, "status"), (string[])["pending", "executed"]);
    }

    [Theory]
    [InlineData("", 400, "empty-json")]
    [InlineData("{", 400, "malformed-json")]
    [InlineData("[1]", 400, "invalid-payload")]
    [InlineData("""{"action":"buy"}""", 400, "invalid-payload")]
    [InlineData("""{"ticker":"BTCUSDT"}""", 400, "invalid-payload")]
    [InlineData("""{"ticker":"BTCUSDT","action":"jump"}""", 400, "invalid-action")]
    [InlineData("""{"ticker":"BTCUSDT","action":"buy","quantity":"NaN"}""", 400, "invalid-quantity")]
    [InlineData("""{"ticker":"BTCUSDT","action":"buy","quantity":{}}""", 400, "invalid-quantity")]
    [InlineData("""{"ticker":"BTCUSDT","action":"buy","quantity":1e400}""", 400, "number-out-of-range")]
    [InlineData("""{"ticker":"BTCUSDT","action":"buy","quantity":-1}""", 400, "invalid-quantity")]
    [InlineData("""{"ticker":"BTCUSDT","action":"exit","sentiment":"long"}""", 400, "invalid-sentiment-action")]
    public async Task BadBody_IsRefusedWithItsCode(string body, int status, string code)
    {
        var answer = await server.SendAsync(body);
        Assert.Equal((status, code, false), (answer.Status, Text(answer.Body, "messageCode"), answer.Body.GetProperty("success").GetBoolean()));
        Assert.NotEmpty(Text(answer.Body, "logId"));
    }

    [Fact]
    public async Task TenMegabytes_AreRefusedAndCostNobodyElse()
    {
        var (status, body) = await server.SendAsync(new string('x', 10 * 1024 * 1024));
        Assert.Equal((413, "payload-too-large"), (status, Text(body, "messageCode")));
        var (next, _) = await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":0.1}""");
        Assert.Equal(200, next);
    }

    [Fact]
    public async Task UnknownStrategyAndWrongSecret_AreTheSameToTheSender()
    {
        var (unknown, first) = await server.SendAsync("{}", path: "/hook/nobody/secret");
        var (wrong, second) = await server.SendAsync("{}", path: "/hook/demo/secret");
        Assert.Equal((404, 404, first.GetRawText()), (unknown, wrong, second.GetRawText()));
    }

    [Fact]
    public async Task QuantityOffTheLot_IsRoundedAndSaysSo()
    {
        var (_, body) = await server.SendAsync("""{"ticker":"AAPL","action":"buy","quantity":"10.7"}""");
        var order = body.GetProperty("results")[0].GetProperty("orders")[0];
        Assert.Equal(("10", "quantity", "10.7"), (Text(order, "quantity"), Text(order.GetProperty("adjustments")[0], "field"), Text(order.GetProperty("adjustments")[0], "asked")));
    }

    [Fact]
    public async Task Restart_PositionAndProtectionGoOn()
    {
        await server.SetPriceAsync("BTCUSDT", 60_000m);
        await server.SendAsync(Bracketed("0.1"));
        await server.DisposeAsync();
        server = await RunningServer.StartAsync(folder);
        await server.SetPriceAsync("BTCUSDT", 62_000m);
        var account = server.Services.GetRequiredService<AccountDirectory>().All.Single();
        await WaitForAsync(() => account.Committed.Holdings[new("BTCUSDT")] is { Net.IsZero: true, OpenOrders.IsEmpty: true });
    }

    [Fact]
    public async Task Health_IsOpenAndReady()
    {
        Assert.Equal("""{"status":"alive"}""", await server.Api.GetStringAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal("""{"status":"ready"}""", await server.Api.GetStringAsync(new Uri("/readyz", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    private static string Bracketed(string quantity) =>
        $$"""{"ticker":"BTCUSDT","action":"buy","quantity":"{{quantity}}","stopLoss":{"percent":1},"takeProfit":{"percent":2} }""";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static async Task WaitForAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
