using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Signalbox.Tests.Intake;

/// <summary>What a person does by hand: orders, changes, approvals.</summary>
public sealed class ManualApiTests : IAsyncLifetime
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

    [Fact]
    public async Task Order_ByHand_GoesTheWayOfASignal_AndAnExitClosesIt()
    {
        var (status, story) = await PostAsync("/orders", """{"accounts":["paper"],"signal":{"ticker":"BTCUSDT","action":"buy","quantity":"0.2","stopLoss":{"percent":1}}}""");
        Assert.Equal((HttpStatusCode.OK, "executed", "manual"), (status, Text(story.GetProperty("summary"), "status"), Text(story.GetProperty("summary"), "reader")));
        Assert.Equal(["entry", "stop_loss"], story.GetProperty("orders").EnumerateArray().Select(order => Text(order, "leg")).Order(StringComparer.Ordinal));

        (_, story) = await PostAsync("/orders", """{"accounts":["paper"],"signal":{"ticker":"BTCUSDT","action":"exit"}}""");
        Assert.Equal("executed", Text(story.GetProperty("summary"), "status"));
        Assert.Empty((await GetAsync("/positions?open=true")).GetProperty("items").EnumerateArray());
        Assert.Equal(["manual_order_sent", "manual_order_sent"], (await GetAsync("/audit?limit=2")).GetProperty("items").EnumerateArray().Select(entry => Text(entry, "event")));
    }

    [Theory]
    [InlineData("""{"signal":{"ticker":"BTCUSDT","action":"buy"}}""", "accounts")]
    [InlineData("""{"accounts":["nobody"],"signal":{"ticker":"BTCUSDT","action":"buy"}}""", "accounts")]
    [InlineData("""{"accounts":["paper"]}""", "signal")]
    [InlineData("""{"accounts":["paper"],"signal":"buy"}""", "signal")]
    [InlineData("""{"accounts":["paper"],"signal":{"ticker":"BTCUSDT","action":"jump"}}""", "signal.action")]
    [InlineData("""{"accounts":["paper"],"signal":{"ticker":"BTCUSDT","action":"buy"},"subscriptionId":"none"}""", "subscriptionId")]
    public async Task Order_ThatIsNotClear_IsRefusedWithItsField(string body, string path)
    {
        var (status, error) = await PostAsync("/orders", body);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, path), (status, Text(error.GetProperty("errors")[0], "path")));
    }

    [Fact]
    public async Task Order_SentTwiceWithItsId_TradesOnce()
    {
        const string Body = """{"accounts":["paper"],"signal":{"ticker":"BTCUSDT","action":"buy","quantity":"0.2","id":"hand-1"}}""";
        var (_, first) = await PostAsync("/orders", Body);
        var (_, second) = await PostAsync("/orders", Body);
        Assert.Equal(Text(first.GetProperty("summary"), "id"), Text(second.GetProperty("summary"), "id"));
        Assert.Equal("0.2", Text((await GetAsync("/positions")).GetProperty("items")[0], "quantity"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("LONG")]
    public async Task Order_WithAKeyThatCannotBeRead_IsRefused_AndNothingIsTraded(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
        {
            Content = new StringContent("{\"accounts\":[\"paper\"],\"signal\":{\"ticker\":\"BTCUSDT\",\"action\":\"buy\",\"quantity\":\"0.2\"}}", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key.Replace("LONG", new string('a', 201), StringComparison.Ordinal));

        using var answer = await server.Api.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(
            (HttpStatusCode.BadRequest, "invalid-idempotency-key"),
            (answer.StatusCode, Text(JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), "code")));
        Assert.Empty((await GetAsync("/orders")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task RestingEntry_IsMovedAndCancelledByHand()
    {
        var order = await RestAsync();
        var (_, moved) = await PostAsync($"/orders/{order}/amend", """{"limitPrice":"50000.05"}""");
        Assert.Equal(("50000", "0.1"), (Text(moved, "limitPrice"), Text(moved, "quantity")));
        var (_, cancelled) = await PostAsync($"/orders/{order}/cancel", "{}");
        Assert.Equal(("cancelled", false), (Text(cancelled, "status"), cancelled.GetProperty("isOpen").GetBoolean()));
        var (status, error) = await PostAsync($"/orders/{order}/cancel", "{}");
        Assert.Equal((HttpStatusCode.Conflict, "order-ended"), (status, Text(error, "code")));
    }

    [Fact]
    public async Task Amendment_ThatMakesNoSense_IsRefused()
    {
        var order = await RestAsync();
        Assert.Equal("stopPrice", Text((await PostAsync($"/orders/{order}/amend", """{"stopPrice":"1"}""")).Body.GetProperty("errors")[0], "path"));
        Assert.Equal("quantity", Text((await PostAsync($"/orders/{order}/amend", "{}")).Body.GetProperty("errors")[0], "path"));
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("/orders/0123/cancel", "{}")).Status);
    }

    [Theory]
    [InlineData("""{"quantity":"0"}""", "quantity", "filled already")]
    [InlineData("""{"quantity":"99999999999999"}""", "quantity", "at most 1000000000000")]
    [InlineData("""{"quantity":"0.0000001"}""", "quantity", "smallest order")]
    [InlineData("""{"limitPrice":"-1"}""", "limitPrice", "above zero")]
    public async Task Amendment_ThatNoOrderCanHave_IsRefusedAtItsField(string body, string path, string why)
    {
        var order = await RestAsync();
        var (status, error) = await PostAsync($"/orders/{order}/amend", body);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, path), (status, Text(error.GetProperty("errors")[0], "path")));
        Assert.Contains(why, Text(error.GetProperty("errors")[0], "message"), StringComparison.Ordinal);
        Assert.Equal(("0.1", "40000"), (Text(await GetAsync($"/orders/{order}"), "quantity"), Text(await GetAsync($"/orders/{order}"), "limitPrice")));
    }

    [Theory]
    [InlineData("account/paper")]
    [InlineData("global/all")]
    public async Task Amendment_ThatRisksMoreThanALimitAllows_IsRefusedWithTheLimitsCode_AndASmallerOneIsNot(string whose)
    {
        var order = await RestAsync();
        using var limits = new StringContent("""{"positionNotionalMax":"5000","orderNotionalMax":"5000","version":0}""", Encoding.UTF8, "application/json");
        using var saved = await server.Api.PutAsync(new Uri($"/api/v1/risk/limits/{whose}", UriKind.Relative), limits, Cancel);
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync(Cancel));

        // Accounts take new limits when they come to them.
        (HttpStatusCode Status, JsonElement Body) denied = default;
        await Until.HoldsAsync(async () => (denied = await PostAsync($"/orders/{order}/amend", """{"quantity":"0.2"}""")).Status != HttpStatusCode.OK || await WentBackAsync(order));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "order-notional-limit", "quantity"), (denied.Status, Text(denied.Body, "code"), Text(denied.Body.GetProperty("errors")[0], "path")));
        Assert.Contains("8000 USDT", Text(denied.Body, "message"), StringComparison.Ordinal);
        Assert.Equal("0.1", Text(await GetAsync($"/orders/{order}"), "quantity"));

        var (_, priced) = await PostAsync($"/orders/{order}/amend", """{"limitPrice":"55000"}""");
        Assert.Equal(("order-notional-limit", "limitPrice"), (Text(priced, "code"), Text(priced.GetProperty("errors")[0], "path")));

        var (status, smaller) = await PostAsync($"/orders/{order}/amend", """{"quantity":"0.05"}""");
        Assert.Equal((HttpStatusCode.OK, "0.05"), (status, Text(smaller, "quantity")));
        (_, smaller) = await PostAsync($"/orders/{order}/amend", """{"quantity":"0.1"}""");
        Assert.Equal("0.1", Text(smaller, "quantity"));
    }

    [Fact]
    public async Task Stop_IsNotCancelledByHand()
    {
        await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.1","stopLoss":{"percent":1}}""");
        var stop = Text((await GetAsync("/orders?leg=stop_loss")).GetProperty("items")[0], "id");
        Assert.Equal("protective-order", Text((await PostAsync($"/orders/{stop}/cancel", "{}")).Body, "code"));
        Assert.Equal("accepted", Text(await GetAsync($"/orders/{stop}"), "status"));
    }

    [Fact]
    public async Task Target_OfSeveral_IsMovedAlone()
    {
        await server.SendAsync("""{"v":1,"ticker":"BTCUSDT","action":"buy","size":{"quantity":"0.1"},"stopLoss":{"percent":1},"takeProfit":{"targets":[{"limitPrice":"62000","sharePercent":"40"},{"limitPrice":"64000","sharePercent":"60"}]}}""");
        var stop = Text((await GetAsync("/orders?leg=stop_loss&open=true")).GetProperty("items")[0], "stopPrice");
        var target = Text((await GetAsync("/orders?leg=take_profit&open=true")).GetProperty("items").EnumerateArray().Single(order => Text(order, "limitPrice") == "64000"), "id");

        var (status, moved) = await PostAsync($"/orders/{target}/amend", """{"limitPrice":"65000"}""");

        Assert.Equal((HttpStatusCode.OK, "65000", "0.06"), (status, Text(moved, "limitPrice"), Text(moved, "quantity")));
        Assert.Equal(["0.04 at 62000", "0.06 at 65000"], (await GetAsync("/orders?leg=take_profit&open=true")).GetProperty("items").EnumerateArray().Select(order => $"{Text(order, "quantity")} at {Text(order, "limitPrice")}").Order(StringComparer.Ordinal));
        Assert.Equal(stop, Text((await GetAsync("/orders?leg=stop_loss&open=true")).GetProperty("items")[0], "stopPrice"));
        Assert.Equal("quantity", Text((await PostAsync($"/orders/{target}/amend", """{"quantity":"0.1"}""")).Body.GetProperty("errors")[0], "path"));
        Assert.Equal("limitPrice", Text((await PostAsync($"/orders/{target}/amend", "{}")).Body.GetProperty("errors")[0], "path"));
        Assert.Equal("protective-order", Text((await PostAsync($"/orders/{target}/cancel", "{}")).Body, "code"));
    }

    [Fact]
    public async Task EffectiveTerms_SayWhatHoldsAndWhoSetIt()
    {
        var (_, answer) = await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.1"}""");
        Assert.Equal("system", Text((await GetAsync("/subscriptions/demo/effective")).GetProperty("entrySize"), "origin"));
        var effective = (await GetAsync($"/subscriptions/demo/effective?signal={Text(answer, "id")}")).GetProperty("entrySize");
        Assert.Equal(("signal", "0.1"), (Text(effective, "origin"), Text(effective.GetProperty("value"), "quantity")));
    }

    [Fact]
    public async Task EffectiveTerms_OfSettingsThatWereNotSaved_AreResolvedAndKeepNothing()
    {
        var (_, answer) = await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.1"}""");
        var address = $"/subscriptions/demo/effective?signal={Text(answer, "id")}";
        const string typed = """{ "overrides": { "entrySize": { "quantity": "3" }, "stopLoss": { "percent": "2" } }, "signalMaySet": { "entrySize": false } }""";
        var (_, preview) = await PostAsync(address, typed);
        Assert.Equal(("subscription", "3"), (Text(preview.GetProperty("entrySize"), "origin"), Text(preview.GetProperty("entrySize").GetProperty("value"), "quantity")));
        Assert.Equal("subscription", Text(preview.GetProperty("stopLoss"), "origin"));

        Assert.Equal("signal", Text((await GetAsync(address)).GetProperty("entrySize"), "origin"));
        var (status, refused) = await PostAsync(address, """{ "overrides": { "leverage": "none" } }""");
        Assert.Equal((422, "overrides.leverage"), ((int)status, Text(refused.GetProperty("errors")[0], "path")));
    }

    [Fact]
    public async Task Health_ShowsPhasesQueuesAndAccounts()
    {
        await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.1","stopLoss":{"percent":1}}""");
        var health = await HealthAsync();
        Assert.Equal(["received_to_committed", "received_to_intended", "intended_to_sent", "intended_to_accepted", "intended_to_first_fill", "filled_to_protected"],
            health.GetProperty("phases").EnumerateArray().Where(phase => phase.GetProperty("count").GetInt64() > 0).Select(phase => Text(phase, "phase")));
        Assert.Equal(1, health.GetProperty("webhooks").GetProperty("outcomes").GetProperty("accepted").GetInt64());
        Assert.Equal(("paper", "ready"), (Text(health.GetProperty("accounts")[0], "accountId"), Text(health.GetProperty("accounts")[0], "connection")));
        Assert.True(health.GetProperty("journal").GetProperty("bytes").GetInt64() > 0 && health.GetProperty("records").GetProperty("bytes").GetInt64() > 0);
    }

    [Fact]
    public async Task Markets_ShowInstrumentsQuotesAndCandles()
    {
        Assert.Contains("BTCUSDT", (await GetAsync("/accounts/paper/instruments")).GetProperty("items").EnumerateArray().Select(each => Text(each, "symbol")));
        Assert.NotEmpty(Text(await GetAsync("/accounts/paper/quotes/BTCUSDT"), "bid"));
        JsonElement items = default;
        await Until.HoldsAsync(async () =>
        {
            items = (await GetAsync("/accounts/paper/candles/BTCUSDT?interval=5s")).GetProperty("items");
            return items.GetArrayLength() > 0;
        });
        Assert.NotEmpty(Text(items[0], "close"));
        Assert.True(items[0].GetProperty("moves").GetInt32() >= 0);
    }

    [Fact]
    public async Task Depth_ShowsTheBestLevelsFirst_AsManyAsAreAskedFor()
    {
        var depth = await GetAsync("/accounts/paper/depth/SPY?levels=3");
        decimal[] bids = [.. depth.GetProperty("bids").EnumerateArray().Select(Price)], asks = [.. depth.GetProperty("asks").EnumerateArray().Select(Price)];
        Assert.Equal((3, 3), (bids.Length, asks.Length));
        Assert.Equal(bids.OrderDescending(), bids);
        Assert.Equal(asks.Order(), asks);
        Assert.True(bids[0] < asks[0]);
        Assert.All(depth.GetProperty("bids").EnumerateArray(), level => Assert.True(decimal.Parse(Text(level, "quantity"), System.Globalization.CultureInfo.InvariantCulture) > 0));

        static decimal Price(JsonElement level) => decimal.Parse(Text(level, "price"), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("paper/depth/NOTHING", 404)]
    [InlineData("nobody/depth/BTCUSDT", 404)]
    [InlineData("paper/depth/BTCUSDT?levels=0", 422)]
    [InlineData("paper/depth/BTCUSDT?levels=51", 422)]
    [InlineData("paper/depth/BTCUSDT?levels=many", 422)]
    public async Task Depth_ThatCannotBeShown_SaysWhy(string path, int status)
    {
        using var answer = await server.Api.GetAsync(new Uri($"/api/v1/accounts/{path}", UriKind.Relative), Cancel);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task OpenApi_DescribesEveryEndpointOfTheServer()
    {
        var document = JsonElement.Parse(await server.Api.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancel));
        var ids = new HashSet<string>();
        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(each => each.Value))
        {
            Assert.True(ids.Add(Text(operation, "operationId")), Text(operation, "operationId"));
            Assert.NotEmpty(Text(operation, "summary"));
            var answers = operation.GetProperty("responses").EnumerateObject().Where(each => each.Name[0] == '2').ToArray();
            if (Text(operation, "operationId") is "completeExternalSignIn" or "getJobResult" or "getArchive")
            {
                // A page that leads on, and files: none is JSON.
                continue;
            }

            Assert.All(answers.Where(each => each.Name != "204"), each =>
                Assert.True(each.Value.GetProperty("content").GetProperty("application/json").TryGetProperty("schema", out _), Text(operation, "operationId")));
            Assert.NotEmpty(answers);
        }

        Assert.Superset(new HashSet<string> { "listSignals", "getSignal", "listTrades", "getTrade", "listOrders", "listFills", "listPositions", "listEquity", "listIncidents", "listAccounts", "getAccount", "sendOrder", "cancelOrder", "amendOrder", "listApprovals", "approveTrade", "rejectTrade", "getEffectiveTerms", "getHealth" }, ids);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    /// <summary>An answer is counted when it has left, so whoever has it may ask before.</summary>
    private async Task<JsonElement> HealthAsync()
    {
        JsonElement health = default;
        await Until.HoldsAsync(async () =>
        {
            health = await GetAsync("/health");
            return health.GetProperty("webhooks").GetProperty("outcomes").TryGetProperty("accepted", out _);
        });
        return health;
    }

    /// <summary>An entry far below the market.</summary>
    private async Task<string> RestAsync()
    {
        await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.1","orderType":"limit","limitPrice":"40000"}""");
        return Text((await GetAsync("/orders?open=true")).GetProperty("items")[0], "id");
    }

    /// <summary>An amendment went through: the order goes back to what it was, and it is tried again.</summary>
    private async Task<bool> WentBackAsync(string order)
    {
        Assert.Equal("0.1", Text((await PostAsync($"/orders/{order}/amend", """{"quantity":"0.1"}""")).Body, "quantity"));
        return false;
    }

    private Task<JsonElement> GetAsync(string path) => server.GetAsync(path);

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await server.Api.PostAsync(new Uri($"/api/v1{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}wait=30000", UriKind.Relative), content, Cancel);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancel)));
    }
}
