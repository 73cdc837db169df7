using System.Text.Json;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Api.Performance;

/// <summary>What happened at the paper venue comes out as results, over the whole way from webhook to answer.</summary>
public sealed class PerformanceApiTests : IAsyncLifetime
{
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.StartAsync(RunningServer.NewFolder());

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Performance_OfNothing_IsEmptyAndComplete()
    {
        var answer = await server.GetAsync("/performance");

        Assert.Empty(answer.GetProperty("currencies").EnumerateArray());
        Assert.True(answer.GetProperty("complete").GetBoolean());
    }

    [Fact]
    public async Task Performance_OfAWinAndALoss_TellsEveryGroupAndTheSlippage()
    {
        await RoundTripAsync(50_000m, 51_000m);
        await RoundTripAsync(50_000m, 49_500m);

        var answer = await server.GetAsync("/performance?symbol=BTCUSDT");

        var usdt = Assert.Single(answer.GetProperty("currencies").EnumerateArray());
        var total = usdt.GetProperty("total");
        Assert.Equal((2, 1, 1), (total.GetProperty("count").GetInt32(), total.GetProperty("wins").GetInt32(), total.GetProperty("losses").GetInt32()));
        Assert.Equal("0.5", total.GetProperty("winRate").GetString());
        Assert.InRange(Number(total, "profit"), 30m, 51m);
        Assert.Equal(Number(total, "grossProfit") - Number(total, "grossLoss"), Number(total, "profit"));
        Assert.All(
            (string[])["byStrategy", "byAccount", "bySymbol", "byMode"],
            group => Assert.Equal(2, Assert.Single(usdt.GetProperty(group).EnumerateArray()).GetProperty("result").GetProperty("count").GetInt32()));
        Assert.Equal(2, usdt.GetProperty("curve").GetArrayLength());
        Assert.Equal(2, usdt.GetProperty("distribution").EnumerateArray().Sum(bucket => bucket.GetProperty("count").GetInt32()));
        Assert.All(
            (string[])["byStrategy", "byAccount", "bySymbol", "byMode"],
            group => Assert.Equal(2, Assert.Single(answer.GetProperty("slippage").GetProperty(group).EnumerateArray()).GetProperty("entries").GetInt32()));
    }

    [Fact]
    public async Task Performance_OfAnotherStrategy_LeavesThisOneOut()
    {
        await RoundTripAsync(50_000m, 51_000m);

        Assert.Empty((await server.GetAsync("/performance?strategyId=other")).GetProperty("currencies").EnumerateArray());
        Assert.Empty((await server.GetAsync("/performance?until=2020-01-01")).GetProperty("currencies").EnumerateArray());
    }

    [Fact]
    public async Task Day_IsWhatWasRealisedSinceAndWhatTheOpenProfitChangedBy()
    {
        await RoundTripAsync(50_000m, 51_000m);
        var fills = (await server.GetAsync("/fills")).GetProperty("items").EnumerateArray().ToList();

        var day = Assert.Single((await server.GetAsync("/performance/day")).GetProperty("items").EnumerateArray(), each => each.GetProperty("currency").GetString() == "USDT");
        var later = Assert.Single((await server.GetAsync("/performance/day?since=2100-01-01")).GetProperty("items").EnumerateArray(), each => each.GetProperty("currency").GetString() == "USDT");

        Assert.Equal(fills.Sum(fill => Number(fill, "realised") - Number(fill, "fee")), Number(day, "realised"));
        Assert.InRange(Number(day, "realised"), 30m, 101m);
        Assert.Equal(Number(day, "realised") + Number(day, "open") - Number(day, "openBefore"), Number(day, "profit"));
        Assert.Equal(0m, Number(later, "realised"));
    }

    private static decimal Number(JsonElement element, string name) => decimal.Parse(element.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private async Task RoundTripAsync(decimal entry, decimal exit)
    {
        await server.SetPriceAsync("BTCUSDT", entry);
        await FilledAsync($$"""{"ticker":"BTCUSDT","action":"buy","quantity":"0.1","signalPrice":"{{entry}}"}""");
        await server.SetPriceAsync("BTCUSDT", exit);
        await FilledAsync("""{"ticker":"BTCUSDT","action":"exit"}""");
    }

    private async Task FilledAsync(string body)
    {
        var (status, answer) = await server.SendAsync(body, "?wait=10000");
        Assert.True(status == 200 && answer.GetProperty("status").GetString() == "executed", answer.ToString());
    }
}
