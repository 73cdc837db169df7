using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Accounts.Hosting;
using Xunit;

namespace Signalbox.Tests.Intake;

/// <summary>Plain text, our JSON, batches, tests and repairs over the whole Server.</summary>
public sealed class WebhookLanguageTests : WholeServerTests
{
    [Theory]
    [InlineData("BTCUSDT market long 0.1 sl off 1% tp off 2%")]
    [InlineData("paper BTCUSDT market buy 0.1 sl off 1% tp off 2%")]
    [InlineData("""{"v":1,"ticker":"BTCUSDT","action":"buy","size":{"quantity":"0.1"},"stopLoss":{"percent":"1"},"takeProfit":{"targets":[{"percent":"2"}]}}""")]
    [InlineData("{“ticker”:“BTCUSDT”,“action”:“buy”,“quantity”:“0.1”,“stopLoss”:{“percent”:1},“takeProfit”:{“percent”:2},}")]
    [InlineData("paper(BTCUSDT) { continue(if=positionEquals, value=0); market(side=buy, amount=0.1); stopOrTakeProfit(tp=2%, sl=1%, position=0); }")]
    [InlineData("paper(BTCUSDT) { continue(if=positionEquals, value=0); market(position=0.1); stopOrTakeProfit(tp=2%, sl=1%, position=0); }")]
    [InlineData("paper(BTCUSDT) { market(position=0.1, tp=2%, sl=1%); }")]
    [InlineData("""{"code":"ENTER-LONG_paper_BTCUSDT_bot_1","amountPerTradeType":"base","amountPerTrade":0.1,"takeProfit":{"priceDeviation":0.02},"stopLoss":{"priceDeviation":0.01},"reduceOnly":true}""")]
    public async Task Order_InEveryLanguage_IsFilledAndProtected(string body)
    {
        var (status, answer) = await Server.SendAsync(body);
        Assert.Equal((200, "executed"), (status, Text(answer, "status")));
        Assert.Equal(["entry", "stop_loss", "take_profit"], answer.GetProperty("results")[0].GetProperty("orders").EnumerateArray().Select(order => Text(order, "leg")));
    }

    [Fact]
    public async Task Repaired_IsTold()
    {
        var (_, answer) = await Server.SendAsync("{“ticker”:“BTCUSDT”,“action”:“buy”,}");
        Assert.Equal(["smart-quotes", "trailing-comma"], answer.GetProperty("repairs").EnumerateArray().Select(each => each.GetString()));
        Assert.Equal("BTCUSDT", Text(answer.GetProperty("payload"), "ticker"));
    }

    [Fact]
    public async Task AddressNamesTheTicker_BodyNeedNot()
    {
        var (_, answer) = await Server.SendAsync("market long 0.01 sl off 2% tp off 5%", "?ticker=BTCUSDT&wait=30000");
        Assert.Equal("executed", Text(answer, "status"));
        (_, answer) = await Server.SendAsync("Exit-Long", "?ticker=BTCUSDT&wait=30000");
        Assert.Equal("executed", Text(answer, "status"));
        var (status, refused) = await Server.SendAsync("market long 0.01");
        Assert.Equal((400, "empty-ticker-name"), (status, Text(refused, "messageCode")));
    }

    [Fact]
    public async Task SyntaxError_TellsItsPlace()
    {
        var (status, answer) = await Server.SendAsync("BTCUSDT bui 0.1 sl 2%");
        Assert.Equal((400, "syntax-error", "1:9"), (status, Text(answer, "messageCode"), Text(answer, "field")));
    }

    [Fact]
    public async Task HeadThatSelectsNobody_IsNoTarget()
    {
        var (status, answer) = await Server.SendAsync("kraken BTCUSDT buy 0.1");
        Assert.Equal((400, "no-target"), (status, Text(answer, "messageCode")));
    }

    [Fact]
    public async Task Batch_RunsInOrder_EachWhenTheOneBeforeIsSettled()
    {
        var (status, answer) = await Server.SendAsync("BTCUSDT buy 0.2\nBTCUSDT close 50%\nBTCUSDT sl @59000", "?wait=20000");
        Assert.True((status, Text(answer, "status")) == (200, "executed"), answer.GetRawText());
        var batch = answer.GetProperty("batch").EnumerateArray().ToArray();
        Assert.Equal([$"{Text(answer, "id")}.1", $"{Text(answer, "id")}.2", $"{Text(answer, "id")}.3"], batch.Select(item => Text(item, "id")));
        Assert.Equal(["0.2", "0.1"], batch.Take(2).Select(item => Text(item.GetProperty("results")[0].GetProperty("position"), "quantity")));
        var account = Server.Services.GetRequiredService<AccountDirectory>().All.Single();
        Assert.Equal(0.1m, account.Committed.Holdings[new("BTCUSDT")].Net.Value);
    }

    [Fact]
    public async Task Batch_WithOneMistake_DoesNothing()
    {
        var (status, answer) = await Server.SendAsync("""[{"ticker":"BTCUSDT","action":"buy","quantity":1},{"ticker":"BTCUSDT","action":"buy","quantity":-1}]""");
        Assert.Equal((400, "invalid-quantity", "[1].quantity"), (status, Text(answer, "messageCode"), Text(answer, "field")));
        var account = Server.Services.GetRequiredService<AccountDirectory>().All.Single();
        Assert.False(account.Committed.Holdings.ContainsKey(new("BTCUSDT")));
    }

    [Fact]
    public async Task Batch_SentTwice_TradesOnceAndAnswersTheSame()
    {
        const string Body = """[{"ticker":"BTCUSDT","action":"buy","quantity":0.1,"time":"2026-01-05T10:00:00Z"},{"ticker":"BTCUSDT","action":"add","quantity":0.1}]""";
        var (_, first) = await Server.SendAsync(Body, "?wait=20000");
        var (_, second) = await Server.SendAsync(Body, "?wait=20000");
        Assert.Equal(("duplicate", Text(first, "id")), (Text(second, "status"), Text(second, "id")));
        Assert.Equal(Outcomes(first), Outcomes(second));
        var account = Server.Services.GetRequiredService<AccountDirectory>().All.Single();
        Assert.Equal(0.2m, account.Committed.Holdings[new("BTCUSDT")].Net.Value);
    }

    [Fact]
    public async Task Batch_SurvivesARestart_WithWhatItStillOwed()
    {
        var (_, answer) = await Server.SendAsync("BTCUSDT buy 0.1\nBTCUSDT buy 0.1 limit 50000", "?wait=0");
        await RestartAsync();
        Assert.Equal(2, answer.GetProperty("batch").GetArrayLength());
        var account = Server.Services.GetRequiredService<AccountDirectory>().All.Single();

        // The second begins when the first has settled, which a server that was just started still has before it.
        await Until.HoldsAsync(() => account.Committed.Trades.Keys.Any(trade => trade.Signal.Value == $"{Text(answer, "id")}.2"));
    }

    [Fact]
    public async Task Test_IsReadAndNotTraded()
    {
        var (status, answer) = await Server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":0.1,"test":true}""");
        var result = answer.GetProperty("results")[0];
        Assert.Equal((200, "skipped", "test"), (status, Text(result, "status"), Text(result, "code")));
        var account = Server.Services.GetRequiredService<AccountDirectory>().All.Single();
        Assert.Empty(account.Committed.Trades);
    }

    [Fact]
    public async Task Flatten_NeedsNoTicker()
    {
        await Server.SendAsync("BTCUSDT buy 0.1");
        var (_, answer) = await Server.SendAsync("FLATTEN");
        Assert.Equal("executed", Text(answer, "status"));
        var account = Server.Services.GetRequiredService<AccountDirectory>().All.Single();
        Assert.True(account.Committed.Holdings[new("BTCUSDT")].Net.IsZero);
    }

    private static IEnumerable<(string Id, string Status)> Outcomes(JsonElement answer) =>
        answer.GetProperty("batch").EnumerateArray().Select(item => (Text(item, "id"), Text(item.GetProperty("results")[0], "status")));
}
