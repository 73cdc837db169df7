using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Sandbox;
using Signalbox.Venues.Kraken;
using Signalbox.Venues.Kraken.Futures;
using Signalbox.Venues.Kraken.Spot;
using Xunit;

namespace Signalbox.Tests.Venues.Kraken;

/// <summary>What ordinary clients ask of Kraken beyond what the adapter does.</summary>
public sealed class KrakenSandboxTests
{
    private const string Secret = "c2VjcmV0";

    private static readonly SandboxOptions Options = new() { Keys = [new("key", Secret)] };

    private readonly KrakenSpotRequests spot = new(new("key", Secret, TimeProvider.System), new(KrakenTier.Pro));

    [Fact]
    public async Task Spot_TellsWhatMarketsAreLoadedWith()
    {
        await using var probe = await SandboxProbe.StartAsync(Options with { Exchange = "kraken" });

        var assets = (await probe.GetAsync("/0/public/Assets")).GetProperty("result");
        var pair = (await probe.GetAsync("/0/public/AssetPairs?pair=XBTUSD")).GetProperty("result").GetProperty("XXBTZUSD");
        var tickers = (await probe.GetAsync("/0/public/Ticker")).GetProperty("result");

        Assert.Equal("XBT", assets.GetProperty("XXBT").GetProperty("altname").GetString());
        Assert.Equal(JsonValueKind.Array, pair.GetProperty("fees").ValueKind);
        Assert.Equal(2, tickers.GetProperty("XETHZUSD").GetProperty("v").GetArrayLength());
    }

    [Fact]
    public async Task Spot_Candles_AreOfTheLengthsTheVenueHas()
    {
        await using var probe = await SandboxProbe.StartAsync(Options with { Exchange = "kraken" });

        var hours = (await probe.GetAsync("/0/public/OHLC?pair=XBTUSD&interval=60")).GetProperty("result").GetProperty("XXBTZUSD");
        var refused = await probe.GetAsync("/0/public/OHLC?pair=XBTUSD&interval=2");

        Assert.Equal(720, hours.GetArrayLength());
        Assert.Equal(3_600, hours[1][0].GetInt64() - hours[0][0].GetInt64());
        Assert.True(decimal.Parse(hours[5][2].GetString()!, System.Globalization.CultureInfo.InvariantCulture) >= decimal.Parse(hours[5][3].GetString()!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("EGeneral:Invalid arguments:interval", refused.GetProperty("error")[0].GetString());
    }

    [Fact]
    public async Task Spot_OneConnection_TradesAndTellsOfIt_AndRepeatsTheNumberOfTheRequest()
    {
        await using var probe = await SandboxProbe.StartAsync(Options with { Exchange = "kraken" });
        var token = (await probe.SendAsync(spot.StreamToken())).GetProperty("result").GetProperty("token").GetString();
        await probe.OpenAsync("/v2");
        await probe.SayAsync($$"""{"method":"subscribe","params":{"channel":"executions","token":"{{token}}"},"req_id":7}""");
        var subscribed = await probe.HearAsync(message => SandboxProbe.Has(message, "method", "subscribe"));
        await probe.SayAsync($$$"""{"method":"add_order","params":{"order_type":"limit","side":"buy","order_qty":0.01,"symbol":"BTC/USD","limit_price":50000,"time_in_force":"gtc","token":"{{{token}}}"},"req_id":8}""");
        var placed = await probe.HearAsync(message => SandboxProbe.Has(message, "method", "add_order"));
        await probe.SayAsync($$"""{"method":"cancel_order","params":{"order_id":["{{placed.GetProperty("result").GetProperty("order_id")}}"],"token":"{{token}}"},"req_id":9}""");
        var cancelled = await probe.HearAsync(message => SandboxProbe.Has(message, "method", "cancel_order"));

        Assert.Equal((7, 8, 9), (subscribed.GetProperty("req_id").GetInt32(), placed.GetProperty("req_id").GetInt32(), cancelled.GetProperty("req_id").GetInt32()));
        Assert.True(cancelled.GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task Spot_Stream_RefusesAnOrderWithoutAToken_AndOneTooSmall()
    {
        await using var probe = await SandboxProbe.StartAsync(Options with { Exchange = "kraken" });
        var token = (await probe.SendAsync(spot.StreamToken())).GetProperty("result").GetProperty("token").GetString();
        await probe.OpenAsync("/v2");
        await probe.SayAsync("""{"method":"add_order","params":{"order_type":"market","side":"buy","order_qty":1,"symbol":"BTC/USD"},"req_id":1}""");
        var stranger = await probe.HearAsync(message => SandboxProbe.Has(message, "method", "add_order"));
        await probe.SayAsync($$$"""{"method":"add_order","params":{"order_type":"market","side":"buy","order_qty":0.00001,"symbol":"BTC/USD","token":"{{{token}}}"},"req_id":2}""");
        var small = await probe.HearAsync(message => SandboxProbe.Has(message, "method", "add_order"));

        Assert.Equal("ESession:Invalid session", stranger.GetProperty("error").GetString());
        Assert.Equal("EOrder:Order minimum not met", small.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Spot_CancelAllAfter_CancelsWhenItIsNotPutOff()
    {
        await using var probe = await SandboxProbe.StartAsync(Options with { Exchange = "kraken", RefreshEvery = TimeSpan.FromMilliseconds(50) });
        await probe.SendAsync(spot.CancelEverythingAfter(TimeSpan.FromSeconds(1)));
        var floor = probe.Server.Floor;
        floor.Place(floor.Find("key")!, new() { Instrument = new("XBTUSD"), Side = Side.Buy, Type = OrderType.Limit, Quantity = new(0.01m), LimitPrice = new(50_000m) });
        Assert.Single(floor.Read(_ => floor.Find("key")!.Trading.OpenOrders.ToList()));

        await Until.HoldsAsync(() => floor.Read(_ => floor.Find("key")!.Trading.OpenOrders.Count == 0));
    }

    [Fact]
    public async Task Futures_TellMarketsToEverybody()
    {
        await using var probe = await SandboxProbe.StartAsync(Options with { Exchange = "kraken-futures" });

        var tickers = (await probe.GetAsync("/derivatives/api/v3/tickers")).GetProperty("tickers");
        var book = (await probe.GetAsync("/derivatives/api/v3/orderbook?symbol=pf_xbtusd")).GetProperty("orderBook");
        var candles = (await probe.GetAsync("/api/charts/v1/trade/PF_XBTUSD/1h?from=1")).GetProperty("candles");
        var fees = await probe.GetAsync("/derivatives/api/v3/feeschedules");

        Assert.Equal("XBT:USD", tickers[0].GetProperty("pair").GetString());
        Assert.True(book.GetProperty("bids")[0][0].GetDecimal() < book.GetProperty("asks")[0][0].GetDecimal());
        Assert.Equal(3_600_000, candles[1].GetProperty("time").GetInt64() - candles[0].GetProperty("time").GetInt64());
        Assert.Equal("success", fees.GetProperty("result").GetString());
    }

    [Fact]
    public async Task Futures_RequestWithoutANonce_IsTaken()
    {
        await using var probe = await SandboxProbe.StartAsync(Options with { Exchange = "kraken-futures" });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/derivatives/api/v3/openpositions");
        request.Headers.Add("APIKey", "key");
        request.Headers.Add("Authent", new KrakenFuturesSigner("key", Secret, TimeProvider.System).Sign("/derivatives/api/v3/openpositions", "", ""));

        Assert.Equal("success", (await probe.SendAsync(request)).Answer.GetProperty("result").GetString());
    }
}
