using Signalbox.Sandbox;
using Signalbox.Tests.Sandbox;
using Xunit;

namespace Signalbox.Tests.Venues.Hyperliquid;

/// <summary>What ordinary clients ask of Hyperliquid beyond what the adapter does.</summary>
public sealed class HyperliquidSandboxTests
{
    private static readonly SandboxOptions Options = new() { Exchange = "hyperliquid" };

    [Fact]
    public async Task Candles_AreOfTheTimeThatIsAskedFor()
    {
        await using var probe = await SandboxProbe.StartAsync(Options);
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

        var hours = await probe.PostAsync("/info", $$$"""{"type":"candleSnapshot","req":{"coin":"BTC","interval":"1h","startTime":{{{now - 18_000_000}}},"endTime":{{{now}}}}}""");

        Assert.Equal(5, hours.GetArrayLength());
        Assert.Equal(3_599_999, hours[0].GetProperty("T").GetInt64() - hours[0].GetProperty("t").GetInt64());
        Assert.Equal(("BTC", "1h"), (hours[0].GetProperty("s").GetString(), hours[0].GetProperty("i").GetString()));
    }

    [Fact]
    public async Task SpotTokens_StandInTheListByTheirNumbers()
    {
        await using var probe = await SandboxProbe.StartAsync(Options with { Exchange = "hyperliquid-spot" });

        var meta = await probe.PostAsync("/info", """{"type":"spotMeta"}""");

        var number = meta.GetProperty("universe")[0].GetProperty("tokens")[0].GetInt32();
        Assert.Equal("UBTC", meta.GetProperty("tokens")[number].GetProperty("name").GetString());
        Assert.Equal(number, meta.GetProperty("tokens")[number].GetProperty("index").GetInt32());
    }

    [Fact]
    public async Task Stream_TellsAllPrices_AndAnswersWhatIsPosted()
    {
        await using var probe = await SandboxProbe.StartAsync(Options);
        await probe.OpenAsync("/ws");
        await probe.SayAsync("""{"method":"subscribe","subscription":{"type":"allMids"}}""");
        var mids = await probe.HearAsync(message => SandboxProbe.Has(message, "channel", "allMids"));
        await probe.SayAsync("""{"method":"post","id":5,"request":{"type":"info","payload":{"type":"l2Book","coin":"ETH"}}}""");
        var book = (await probe.HearAsync(message => SandboxProbe.Has(message, "channel", "post"))).GetProperty("data");
        await probe.SayAsync("""{"method":"post","id":6,"request":{"type":"action","payload":{"action":{}}}}""");
        var refused = (await probe.HearAsync(message => SandboxProbe.Has(message, "channel", "post"))).GetProperty("data");

        Assert.True(mids.GetProperty("data").GetProperty("mids").TryGetProperty("BTC", out _));
        Assert.Equal(5, book.GetProperty("id").GetInt64());
        Assert.Equal("ETH", book.GetProperty("response").GetProperty("payload").GetProperty("data").GetProperty("coin").GetString());
        Assert.Equal("error", refused.GetProperty("response").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Stream_IsSilentOfWhatWasUnsubscribed()
    {
        await using var probe = await SandboxProbe.StartAsync(Options with { RefreshEvery = TimeSpan.FromHours(1) });
        await probe.OpenAsync("/ws");
        await probe.SayAsync("""{"method":"subscribe","subscription":{"type":"bbo","coin":"BTC"}}""");
        await probe.SayAsync("""{"method":"subscribe","subscription":{"type":"candle","coin":"BTC","interval":"1m"}}""");
        await probe.HearAsync(message => SandboxProbe.Has(message, "channel", "candle"));
        await probe.SayAsync("""{"method":"unsubscribe","subscription":{"type":"bbo","coin":"BTC"}}""");
        await probe.HearAsync(message => SandboxProbe.Has(message, "channel", "subscriptionResponse") && message.GetProperty("data").GetProperty("method").GetString() == "unsubscribe");
        probe.Server.Floor.SetPrice(new("BTC"), new(80_000m));

        var next = await probe.HearAsync(message => SandboxProbe.Has(message, "channel", "bbo") || SandboxProbe.Has(message, "channel", "candle"));

        Assert.Equal("candle", next.GetProperty("channel").GetString());
    }
}
