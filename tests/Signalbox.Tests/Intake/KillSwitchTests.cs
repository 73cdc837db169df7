using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Risk;
using Xunit;

namespace Signalbox.Tests.Intake;

/// <summary>Stopping, flattening and releasing over the whole server; limits that the next signal meets.</summary>
public sealed class KillSwitchTests : IAsyncLifetime
{
    private readonly string folder = RunningServer.NewFolder();
    private RunningServer server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await RunningServer.StartAsync(folder);
        await server.SetPriceAsync("BTCUSDT", 60_000m);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private AccountState State => server.Services.GetRequiredService<AccountDirectory>().All.Single().Committed;

    [Fact]
    public async Task Kill_CancelsEntriesClosesPositionsAndIsLatchedUntilReleased()
    {
        await BuyAsync();
        await server.SendAsync("""{"ticker":"BTCUSDT","action":"add","quantity":0.2,"orderType":"limit","limitPrice":50000}""");

        var (status, shown) = await PostAsync("/api/v1/kill-switch", """{ "flatten": true, "reason": "Odd fills." }""");
        Assert.Equal((200, "halted", true), (status, Word(shown.GetProperty("global"), "mode"), shown.GetProperty("global").GetProperty("flatten").GetBoolean()));
        Assert.Equal((1, 1), (shown.GetProperty("impact").GetProperty("entries").GetInt32(), shown.GetProperty("impact").GetProperty("positions").GetInt32()));
        await WaitForAsync(() => State.Holdings[new("BTCUSDT")] is { Net.IsZero: true, OpenOrders.IsEmpty: true });
        Assert.Equal("halted", await CodeOfBuyAsync());

        await RestartAsync();
        Assert.Equal("halted", await CodeOfBuyAsync());

        var (_, released) = await PostAsync("/api/v1/kill-switch/release", """{ "reason": "Understood." }""");
        Assert.Equal("active", Word(released.GetProperty("global"), "mode"));
        Assert.Equal(["Understood.", "Odd fills."], released.GetProperty("history").EnumerateArray().Select(entry => Word(entry, "why")));
        await WaitForAsync(IsFree);
        Assert.Null(await CodeOfBuyAsync());
    }

    [Fact]
    public async Task Kill_Twice_ClosesOnce()
    {
        await BuyAsync();
        await PostAsync("/api/v1/kill-switch", """{ "flatten": true, "reason": "Once." }""");
        await PostAsync("/api/v1/kill-switch", """{ "flatten": true, "reason": "Twice." }""");
        await WaitForAsync(() => State.Holdings[new("BTCUSDT")].Net.IsZero);
        Assert.Single(State.Orders.Values, order => order.Ticket.Flattens);
    }

    [Fact]
    public async Task Kill_OfOneAccount_NamesIt()
    {
        var (status, shown) = await PostAsync("/api/v1/kill-switch", """{ "scope": "account", "accountId": "paper", "reason": "Odd." }""");
        Assert.Equal((200, "active", "halted"), (status, Word(shown.GetProperty("global"), "mode"), Word(shown.GetProperty("accounts")[0], "mode")));
        Assert.Equal(404, (await PostAsync("/api/v1/kill-switch", """{ "scope": "account", "accountId": "nobody", "reason": "Odd." }""")).Status);
        Assert.Equal(422, (await PostAsync("/api/v1/kill-switch", """{ "scope": "account", "reason": "Odd." }""")).Status);
        Assert.Equal(422, (await PostAsync("/api/v1/kill-switch", "{ }")).Status);
    }

    [Fact]
    public async Task Kill_ByAPlainForm_WorksAndAnswersAPage()
    {
        using var form = new FormUrlEncodedContent([new("flatten", "on"), new("reason", "The screen is <dead>.")]);
        using var answer = await server.Api.PostAsync(new Uri("/api/v1/kill-switch", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal((200, "text/html"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("Trading is halted", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("halted", await CodeOfBuyAsync());
    }

    [Theory]
    [InlineData("/api/v1/accounts/paper/trading-state", "account")]
    [InlineData("/api/v1/strategies/demo/trading-state", "strategy")]
    [InlineData("/api/v1/subscriptions/demo/trading-state", "subscription")]
    [InlineData("/api/v1/trading-state", "global")]
    public async Task Grades_FromAPauseToAFlatten_HoldAtEveryLevel(string path, string level)
    {
        await BuyAsync();
        await server.SendAsync("""{"ticker":"BTCUSDT","action":"add","quantity":0.2,"orderType":"limit","limitPrice":50000}""");
        var (status, paused) = await PostAsync(path, """{ "mode": "reducing", "keepsWorking": true, "reason": "Lunch." }""");
        Assert.Equal((200, level, "reducing", true), (status, Word(paused, "level"), Word(paused, "mode"), paused.GetProperty("keepsWorking").GetBoolean()));
        Assert.Equal("reducing", await CodeOfBuyAsync());
        Assert.Single(State.Orders.Values, order => order is { Ticket.Leg: Leg.Entry, State.IsTerminal: false });

        await PostAsync(path, """{ "mode": "halted", "reason": "No." }""");
        await WaitForAsync(() => State.Orders.Values.All(order => order.Ticket.Leg != Leg.Entry || order.State.IsTerminal));
        Assert.False(State.Holdings[new("BTCUSDT")].Net.IsZero);

        await PostAsync(path, """{ "mode": "halted", "flatten": true, "reason": "Out." }""");
        await WaitForAsync(() => State.Holdings[new("BTCUSDT")].Net.IsZero);
        await PostAsync(path, """{ "mode": "active", "reason": "Again." }""");
        await WaitForAsync(IsFree);
        Assert.Null(await CodeOfBuyAsync());
    }

    [Fact]
    public async Task Limits_HoldFromTheNextSignalOn_AndShowTheirUse()
    {
        await PutAsync("/api/v1/risk/limits/account/paper", """{ "positionQuantityMax": "0.15", "dailyLossMax": "500", "onLoss": "halted", "version": 0 }""");
        await PutAsync("/api/v1/risk/limits/global/all", """{ "ordersPerDayMax": 3, "version": 0 }""");
        await WaitForAsync(() => State.Profile!.Limits.Items.Count == 2);
        await BuyAsync();
        Assert.Equal("position-quantity-limit", await CodeOfBuyAsync());

        var risk = await GetAsync("/api/v1/risk");
        Assert.True(risk.GetProperty("ledgerReady").GetBoolean());
        Assert.Equal(["ordersPerDayMax 1/3", "positionQuantityMax 0.1/0.15"], Uses(risk, "ordersPerDayMax", "positionQuantityMax"));

        await server.SetPriceAsync("BTCUSDT", 54_000m);
        await WaitForAsync(() => State.TradingState.Mode == TradingMode.Halted);
        Assert.Equal("halted", await CodeOfBuyAsync());
        Assert.Contains((await GetAsync("/api/v1/risk")).GetProperty("stopped").EnumerateArray(), stopped => Word(stopped, "id") == "paper");
    }

    [Fact]
    public async Task SharedLimits_AfterARestart_CountWhatIsHeld()
    {
        await PutAsync("/api/v1/risk/limits/strategy/demo", """{ "positionQuantityMax": "0.15", "version": 0 }""");
        await WaitForAsync(() => State.Profile!.Limits.Items.Count == 1);
        await BuyAsync();
        Assert.Equal("position-quantity-limit", await CodeOfBuyAsync());
        await RestartAsync();
        Assert.Equal("position-quantity-limit", await CodeOfBuyAsync());
        Assert.Equal(["positionQuantityMax 0.1/0.15"], Uses(await GetAsync("/api/v1/risk"), "positionQuantityMax"));
    }

    /// <summary>Nothing is stopped, and nothing holds an entry back for a moment: the flatten's own questions are answered.</summary>
    private bool IsFree() => State is { Standing.IsEmpty: true, TradingState.Mode: TradingMode.Active, Reconciling: false, Doubted.IsEmpty: true }
        && State.Trades.Values.All(trade => trade.Stage == TradeStage.Done);

    private static IEnumerable<string> Uses(JsonElement risk, params string[] limits) => risk.GetProperty("limits").EnumerateArray()
        .Where(line => limits.Contains(Word(line, "limit")))
        .Select(line => $"{Word(line, "limit")} {Word(line, "used")}/{Word(line, "maximum")}")
        .Order(StringComparer.Ordinal);

    private static string Word(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private async Task RestartAsync()
    {
        await server.DisposeAsync();
        server = await RunningServer.StartAsync(folder);
        await server.SetPriceAsync("BTCUSDT", 60_000m);
    }

    private async Task BuyAsync()
    {
        var (_, body) = await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":0.1,"stopLoss":{"percent":20}}""", "?wait=30000");
        Assert.Equal("filled", Word(body.GetProperty("results")[0], "status"));
    }

    private async Task<string?> CodeOfBuyAsync()
    {
        var (_, body) = await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":0.1}""", "?wait=30000");
        Assert.True(body.GetProperty("results").GetArrayLength() == 1, body.GetRawText());
        return body.GetProperty("results")[0].TryGetProperty("code", out var code) ? code.GetString() : null;
    }

    private Task<(int Status, JsonElement Body)> PostAsync(string path, string body) => SendAsync(HttpMethod.Post, path, body);

    private async Task PutAsync(string path, string body) => Assert.Equal(200, (await SendAsync(HttpMethod.Put, path, body)).Status);

    private async Task<JsonElement> GetAsync(string path) => (await SendAsync(HttpMethod.Get, path, null)).Body;

    private async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        using var answer = await server.Api.SendAsync(request);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
