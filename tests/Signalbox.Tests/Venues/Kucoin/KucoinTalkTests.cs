using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Kucoin;
using Signalbox.Venues.Streams;
using Xunit;

namespace Signalbox.Tests.Venues.Kucoin;

/// <summary>How a line is opened, kept alive and subscribed.</summary>
public sealed class KucoinTalkTests
{
    private static readonly KucoinStreamToken Token = new(new("wss://ws-api-spot.kucoin.com/"), "to ken==", TimeSpan.FromSeconds(18), TimeSpan.FromSeconds(10));

    private readonly WantedStreams wanted = new(300);

    private KucoinMarketTalk Talk(Uri? elsewhere = null, bool isFutures = false, BookSnapshot? snapshot = null) => new(
        new(isFutures, _ => Task.FromResult(VenueAnswer.Of(Token)), elsewhere)
        {
            Trades = true,
            AskBook = _ => Task.FromResult(snapshot is null ? VenueAnswer.Failed<BookSnapshot>("none") : VenueAnswer.Of(snapshot)),
        },
        wanted, TimeProvider.System);

    [Fact]
    public async Task Dial_GoesWhereTheTokenSays_WithItsHeartbeat()
    {
        var talk = Talk();

        var dial = await talk.DialAsync(TestContext.Current.CancellationToken);

        Assert.Equal("ws-api-spot.kucoin.com", dial.Address!.Host);
        Assert.StartsWith("?token=to%20ken%3D%3D&connectId=", dial.Address.Query, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(28), talk.Rhythm.SilenceMax);
    }

    [Fact]
    public async Task Dial_GoesToAnotherHost_WhereOneIsSet_AndFailsWithoutAToken()
    {
        var dial = await Talk(new("ws://127.0.0.1:9001")).DialAsync(TestContext.Current.CancellationToken);
        var failing = new KucoinMarketTalk(new(false, _ => Task.FromResult(VenueAnswer.Failed<KucoinStreamToken>("no token today")), null), wanted, TimeProvider.System);

        Assert.Equal(("ws", "127.0.0.1", 9001), (dial.Address!.Scheme, dial.Address.Host, dial.Address.Port));
        Assert.Equal("no token today", (await failing.DialAsync(TestContext.Current.CancellationToken)).Failure);
    }

    [Fact]
    public async Task Welcome_SubscribesEachTopicOnce_WithAllItsInstruments()
    {
        wanted.Want("/spotMarket/level1:BTC-USDT");
        wanted.Want("/spotMarket/level1:ETH-USDT");
        wanted.Want("/market/match:BTC-USDT");
        var (talk, turn) = (Talk(), new StreamTurn<MarketEvent>());
        await talk.DialAsync(TestContext.Current.CancellationToken);

        Hear(talk, turn, """{"id":"1","type":"welcome"}""");

        Assert.True(turn.IsReady);
        Assert.Equal(
            [
                """{"id":"1","type":"subscribe","topic":"/spotMarket/level1:BTC-USDT,ETH-USDT","privateChannel":false,"response":true}""",
                """{"id":"2","type":"subscribe","topic":"/market/match:BTC-USDT","privateChannel":false,"response":true}""",
            ],
            turn.Answers.Select(answer => Encoding.UTF8.GetString(answer.Span)));
        Assert.True(talk.Speak().IsEmpty);
        wanted.Want("/market/level2:BTC-USDT");
        Assert.Contains("/market/level2:BTC-USDT", Encoding.UTF8.GetString(talk.Speak().Span), StringComparison.Ordinal);
    }

    [Fact]
    public void RefusedSubscription_EndsTheLine()
    {
        var turn = new StreamTurn<MarketEvent>();

        Hear(Talk(), turn, """{"id":"3","type":"error","code":404,"data":"topic /nothing is not found"}""");

        Assert.Contains("topic /nothing is not found", turn.HungUp, StringComparison.Ordinal);
    }

    [Fact]
    public void QuotesAndTrades_OfBothProducts_AreTold()
    {
        var turn = new StreamTurn<MarketEvent>();
        Hear(Talk(), turn, """{"topic":"/spotMarket/level1:BTC-USDT","type":"message","subject":"level1","data":{"asks":["68145.8","0.51987471"],"bids":["68145.7","1.29267802"],"timestamp":1729816058766}}""");
        Hear(Talk(), turn, """{"topic":"/market/match:BTC-USDT","type":"message","subject":"trade.l3match","data":{"makerOrderId":"671b5007389355000701b1d3","price":"67523","sequence":"11067996711960577","side":"buy","size":"0.003","symbol":"BTC-USDT","takerOrderId":"671b50161777ff00074c168d","time":"1729843222921000000","tradeId":"11067996711960577","type":"match"}}""");
        Hear(Talk(isFutures: true), turn, """{"topic":"/contractMarket/tickerV2:XBTUSDTM","type":"message","subject":"tickerV2","sn":1709284589209,"data":{"symbol":"XBTUSDTM","sequence":1709284589209,"bestBidSize":713,"bestBidPrice":"88987.4","bestAskPrice":"88987.5","bestAskSize":1037,"ts":1731665526461000000}}""");
        Hear(Talk(isFutures: true), turn, """{"topic":"/contractMarket/execution:XBTUSDTM","type":"message","subject":"match","sn":1794100537695,"data":{"symbol":"XBTUSDTM","sequence":1794100537695,"side":"sell","size":2,"price":"90503.9","takerOrderId":"1","makerOrderId":"2","tradeId":"1794100537695","ts":1731898619520000000}}""");

        var told = turn.News.Select(news => news.What).ToList();
        Assert.Equal((new InstrumentId("BTC-USDT"), new Price(68_145.7m), new Price(68_145.8m)), (((MarketEvent.Quoted)told[0]!).Instrument, ((MarketEvent.Quoted)told[0]!).View.Bid!.Value, ((MarketEvent.Quoted)told[0]!).View.Ask!.Value));
        Assert.Equal(
            new MarketTrade(new("BTC-USDT"), "11067996711960577", new(67_523m), new(0.003m), Side.Buy, DateTimeOffset.FromUnixTimeMilliseconds(1_729_843_222_921)),
            ((MarketEvent.Traded)told[1]!).Trade);
        Assert.Equal(new Price(88_987.4m), ((MarketEvent.Quoted)told[2]!).View.Bid);
        Assert.Equal((Side.Sell, new Quantity(2m)), (((MarketEvent.Traded)told[3]!).Trade.TakerSide!.Value, ((MarketEvent.Traded)told[3]!).Trade.Quantity));
    }

    [Fact]
    public void SpotBook_TakesOnlyWhatIsNewerThanItsSnapshot()
    {
        var snapshot = KucoinBooks.Snapshot(Encoding.UTF8.GetBytes("""{"code":"200000","data":{"time":1729176273859,"sequence":"105","bids":[["100","5"],["99","1"]],"asks":[["101","2"]]}}"""));
        var (talk, turn) = (Talk(snapshot: snapshot), new StreamTurn<MarketEvent>());

        // The level at 100 is as old as the change that the snapshot holds already.
        Hear(talk, turn, Change(104, 107, """[["100","9","104"],["0","0","106"]]""", """[["101","3","107"]]"""));

        var book = Assert.IsType<MarketEvent.BookChanged>(Assert.Single(turn.News).What).Book;
        Assert.Equal(((new Price(100m), new Quantity(5m)), (new Price(101m), new Quantity(3m)), 2), (book.Level(Side.Buy, 0), book.Level(Side.Sell, 0), book.Depth(Side.Buy)));
        turn.Clear();
        Hear(talk, turn, Change(110, 110, """[["98","1","110"]]""", "[]"));
        Assert.Contains("missing", Assert.Single(turn.News).Gap, StringComparison.Ordinal);
    }

    [Fact]
    public void FuturesBook_ChangesLevelByLevel()
    {
        var snapshot = KucoinBooks.Snapshot(Encoding.UTF8.GetBytes("""{"code":"200000","data":{"sequence":17,"symbol":"XBTUSDM","bids":[[4999.5,2]],"asks":[[5000,13501]],"ts":1729168101216000000}}"""));
        var (talk, turn) = (Talk(isFutures: true, snapshot: snapshot), new StreamTurn<MarketEvent>());

        Hear(talk, turn, """{"subject":"level2","topic":"/contractMarket/level2:XBTUSDM","type":"message","data":{"sequence":18,"change":"5000.0,sell,83","timestamp":1551770400000}}""");
        Hear(talk, turn, """{"subject":"level2","topic":"/contractMarket/level2:XBTUSDM","type":"message","data":{"sequence":19,"change":"4999.5,buy,0","timestamp":1551770400000}}""");

        var book = Assert.IsType<MarketEvent.BookChanged>(turn.News[^1].What).Book;
        Assert.Equal(((new Price(5_000m), new Quantity(83m)), 0), (book.Level(Side.Sell, 0), book.Depth(Side.Buy)));
    }

    [Fact]
    public void MalformedFrame_IsAGap()
    {
        var turn = new StreamTurn<MarketEvent>();

        Hear(Talk(), turn, "{\"type\":");

        Assert.NotNull(Assert.Single(turn.News).Gap);
    }

    private static string Change(long first, long last, string bids, string asks) =>
        $$"""{"topic":"/market/level2:BTC-USDT","type":"message","subject":"trade.l2update","data":{"changes":{"asks":{{asks}},"bids":{{bids}}},"sequenceEnd":{{last}},"sequenceStart":{{first}},"symbol":"BTC-USDT","time":1729816425625} }""";

    private static void Hear(KucoinMarketTalk talk, StreamTurn<MarketEvent> turn, string frame) => talk.Hear(Encoding.UTF8.GetBytes(frame), turn);
}
