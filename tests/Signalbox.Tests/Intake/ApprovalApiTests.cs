using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Signalbox.Tests.Intake;

/// <summary>Trades that wait for a person: approved as they are, approved with changes, rejected.</summary>
public sealed class ApprovalApiTests : WholeServerTests
{
    [Fact]
    public async Task ParkedTrade_IsApprovedWithChanges()
    {
        var trade = await ParkAsync();
        var parked = (await GetAsync("/approvals")).GetProperty("items")[0];
        Assert.Equal((trade, "buy", "0.1"), (Text(parked.GetProperty("summary"), "id"), Text(parked.GetProperty("approval"), "side"), Text(parked.GetProperty("approval"), "quantity")));

        var (status, approved) = await PostAsync($"/approvals/{trade}/approve", """{"terms":{"entrySize":{"quantity":"0.3"}}}""");
        Assert.Equal((HttpStatusCode.OK, "filled", "person"), (status, Text(approved.GetProperty("summary"), "status"), Text(approved.GetProperty("terms").GetProperty("entrySize"), "origin")));
        Assert.Equal("0.3", Text((await GetAsync("/positions")).GetProperty("items")[0], "quantity"));
        Assert.Equal("not-awaiting-approval", Text((await PostAsync($"/approvals/{trade}/approve", "{}")).Body, "code"));
    }

    [Fact]
    public async Task ParkedTrade_ApprovedWithChanges_LeavesWhoChangedWhat_InTheAuditTrailAndTheJournal()
    {
        var trade = await ParkAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.1","stopLoss":{"percent":1},"takeProfit":{"percent":2}}""");

        var (status, approved) = await PostAsync($"/approvals/{trade}/approve", """
            {"terms":{"entrySize":{"quantity":"0.25"},"entryOrder":{"type":"limit","limitPrice":"59000"},"stopLoss":{"stopPrice":"57000"},
            "takeProfit":{"targets":[{"limitPrice":"62000","sharePercent":"40"},{"limitPrice":"64000","sharePercent":"60"}]}}}
            """);

        Assert.Equal((HttpStatusCode.OK, "working"), (status, Text(approved.GetProperty("summary"), "status")));
        var entry = (await GetAsync("/orders?open=true")).GetProperty("items")[0];
        Assert.Equal(("0.25", "59000", "limit"), (Text(entry, "quantity"), Text(entry, "limitPrice"), Text(entry, "type")));
        var given = (await GetAsync("/audit?event=trade_approval_given")).GetProperty("items")[0];
        Assert.Equal((trade, $"Edited by {Text(given.GetProperty("by"), "name")}."), (Text(given, "subject"), Text(approved, "revised")));
        Assert.Equal("""{"entrySize":{"quantity":"0.1","type":"fixed_quantity"},"entryOrder":{"type":"market"},"takeProfit":{"targets":[{"percent":"2"}]},"stopLoss":{"type":"stop","percent":"1"}}""", given.GetProperty("before").GetRawText());
        Assert.Equal("59000", Text(given.GetProperty("after").GetProperty("entryOrder"), "limitPrice"));

        await Server.SetPriceAsync("BTCUSDT", 58_900m);
        await Until.HoldsAsync(async () => (await GetAsync("/orders?open=true")).GetProperty("items").GetArrayLength() == 3);
        Assert.Equal(
            ["stop_loss 57000 0.25", "take_profit 62000 0.1", "take_profit 64000 0.15"],
            (await GetAsync("/orders?open=true")).GetProperty("items").EnumerateArray()
                .Select(order => $"{Text(order, "leg")} {PriceOf(order)} {Text(order, "quantity")}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"entrySize":{"quantity":"0"}}""", "terms.entrySize.quantity", "above 0")]
    [InlineData("""{"entrySize":{"quantity":"0.0000001"}}""", "terms.entrySize.quantity", "smallest order")]
    [InlineData("""{"entrySize":{"quantity":"99999999999999"}}""", "terms.entrySize.quantity", "at most 1000000000000")]
    [InlineData("""{"entryOrder":{"type":"limit","limitPrice":"-1"}}""", "terms.entryOrder.limitPrice", "above 0")]
    [InlineData("""{"stopLoss":{"stopPrice":"61000"}}""", "terms.stopLoss.stopPrice", "must be below")]
    [InlineData("""{"takeProfit":{"targets":[{"limitPrice":"62000"},{"limitPrice":"59000"}]}}""", "terms.takeProfit.targets[1].limitPrice", "must be above")]
    [InlineData("""{"entryOrder":{"type":"limit","limitPrice":"50000"},"stopLoss":{"stopPrice":"55000"}}""", "terms.stopLoss.stopPrice", "bought at 50000")]
    [InlineData("""{"exitOrder":{"type":"market"}}""", "terms.exitOrder", "leaves nothing")]
    [InlineData("""{"delaySeconds":"5"}""", "terms.delaySeconds", "cannot be changed while approving")]
    public async Task Change_ThatMakesNoSense_IsToldAtItsField_AndTheTradeStillWaits(string terms, string path, string why)
    {
        var trade = await ParkAsync();

        var (status, error) = await PostAsync($"/approvals/{trade}/approve", $$"""{"terms":{{terms}}}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, path), (status, Text(error.GetProperty("errors")[0], "path")));
        Assert.Contains(why, Text(error.GetProperty("errors")[0], "message"), StringComparison.Ordinal);
        Assert.Equal(trade, Text((await GetAsync("/approvals")).GetProperty("items")[0].GetProperty("summary"), "id"));
        Assert.Empty((await GetAsync("/audit?event=trade_approval_given")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Change_ThatALimitForbids_IsDeniedByTheGateOfEveryEntry()
    {
        using var limits = new StringContent("""{"orderNotionalMax":"10000","version":0}""", Encoding.UTF8, "application/json");
        using var saved = await Server.Api.PutAsync(new Uri("/api/v1/risk/limits/account/paper", UriKind.Relative), limits, Cancel);
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync(Cancel));
        var trade = await ParkAsync();

        var (_, denied) = await PostAsync($"/approvals/{trade}/approve", """{"terms":{"entrySize":{"quantity":"0.3"}}}""");

        Assert.Equal(("denied", "order-notional-limit"), (Text(denied.GetProperty("summary"), "status"), Text(denied.GetProperty("summary"), "code")));
        Assert.Empty((await GetAsync("/positions?open=true")).GetProperty("items").EnumerateArray());
    }

    /// <summary>A subscription may double what signals ask for; what a person typed is what is bought.</summary>
    [Fact]
    public async Task QuantityOfAPerson_IsNotMultiplied()
    {
        var trade = await ParkAsync(rules: """{"autoSubmit":false,"quantityMultiplier":"2"}""");
        Assert.Equal("0.2", Text((await GetAsync("/approvals")).GetProperty("items")[0].GetProperty("approval"), "quantity"));

        await PostAsync($"/approvals/{trade}/approve", """{"terms":{"entrySize":{"quantity":"0.3"}}}""");

        Assert.Equal("0.3", Text((await GetAsync("/positions")).GetProperty("items")[0], "quantity"));
    }

    [Fact]
    public async Task ParkedTrade_IsRejectedWithTheReason()
    {
        var trade = await ParkAsync();
        var (_, rejected) = await PostAsync($"/approvals/{trade}/reject", """{"reason":"too late"}""");
        Assert.Equal(("cancelled", "not-approved"), (Text(rejected.GetProperty("summary"), "status"), Text(rejected.GetProperty("summary"), "code")));
        Assert.Contains("too late", Text(rejected.GetProperty("summary"), "message"), StringComparison.Ordinal);
        Assert.Empty((await GetAsync("/approvals")).GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("/approvals/none/demo/reject", "{}")).Status);
    }

    /// <summary>A trade of a subscription that does not submit by itself.</summary>
    private async Task<string> ParkAsync(
        string signal = """{"ticker":"BTCUSDT","action":"buy","quantity":"0.1"}""", string rules = """{"autoSubmit":false}""")
    {
        var subscription = await GetAsync("/subscriptions/demo");
        using var change = new StringContent(
            $$"""{"strategyId":"demo","accountId":"paper","version":{{subscription.GetProperty("version").GetInt64()}},"rules":{{rules}} }""", Encoding.UTF8, "application/json");
        using var changed = await Server.Api.PutAsync(new Uri("/api/v1/subscriptions/demo", UriKind.Relative), change, Cancel);
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync(Cancel));
        var (_, answer) = await Server.SendAsync(signal);
        Assert.Equal("awaiting_approval", Text(answer.GetProperty("results")[0], "status"));
        return $"{Text(answer, "id")}/demo";
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string PriceOf(JsonElement order) => Text(order, Text(order, "leg") == "stop_loss" ? "stopPrice" : "limitPrice");

    private Task<JsonElement> GetAsync(string path) => Server.GetAsync(path);

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Server.Api.PostAsync(new Uri($"/api/v1{path}?wait=30000", UriKind.Relative), content, Cancel);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancel)));
    }
}
