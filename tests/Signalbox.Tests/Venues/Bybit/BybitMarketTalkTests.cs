using System.Text;
using Signalbox.Markets;
using Signalbox.Tests.Venues.Paper;
using Signalbox.Venues;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Streams;
using Xunit;

namespace Signalbox.Tests.Venues.Bybit;

public sealed class BybitMarketTalkTests
{
    private const string Snapshot = """{ "topic": "orderbook.200.BTCUSDT", "type": "snapshot", "ts": 1672304484978, "data": { "s": "BTCUSDT", "b": [["16493.50","0.006"],["16493.00","0.100"]], "a": [["16611.00","0.029"],["16612.00","0.213"]], "u": 18521288, "seq": 7961638724 }, "cts": 1672304484976 }""";

    private readonly PaperTestClock clock = new(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000));
    private readonly WantedStreams wanted = new(100);
    private readonly StreamTurn<MarketEvent> turn = new();
    private readonly BybitMarketTalk talk;

    public BybitMarketTalkTests() => talk = new(new("ws://127.0.0.1/v5/public/linear"), new([]) { Trades = true, Books = true }, wanted, clock);

    [Fact]
    public void Book_FollowsItsChanges()
    {
        Hear(Snapshot);
        Hear(Delta(18521289, """[["16493.50","0"],["16492","1"]]""", """[["16611.00","0.5"]]"""));

        var book = Assert.IsType<MarketEvent.BookChanged>(Assert.Single(turn.News).What).Book;
        Assert.Equal((new Price(16_493m), new Quantity(0.1m), 2), (book.Level(Side.Buy, 0).Price, book.Level(Side.Buy, 0).Quantity, book.Depth(Side.Buy)));
        Assert.Equal(new Quantity(0.5m), book.Level(Side.Sell, 0).Quantity);
    }

    [Fact]
    public void MissedChange_IsAGap_AndTheBookIsSubscribedAgain()
    {
        Hear(Snapshot);
        Hear(Delta(18521290, "[]", "[]"));

        Assert.NotNull(Assert.Single(turn.News).Gap);
        Assert.Equal(
            ["""{"op":"unsubscribe","args":["orderbook.200.BTCUSDT"]}""", """{"req_id":"1","op":"subscribe","args":["orderbook.200.BTCUSDT"]}"""],
            turn.Answers.Select(each => Encoding.UTF8.GetString(each.Span)));
        Hear(Delta(18521291, "[]", "[]"));
        Assert.Empty(turn.News);
        Hear(Snapshot);
        Assert.IsType<MarketEvent.BookChanged>(Assert.Single(turn.News).What);
    }

    [Fact]
    public void OldChange_ChangesNothing()
    {
        Hear(Snapshot);
        Hear(Delta(18521288, """[["16493.50","0"]]""", "[]"));

        Assert.Empty(turn.News);
    }

    [Fact]
    public void NumberOne_IsANewBeginning()
    {
        Hear(Snapshot);
        Hear(Delta(1, """[["100","1"]]""", """[["101","1"]]"""));

        var book = Assert.IsType<MarketEvent.BookChanged>(Assert.Single(turn.News).What).Book;
        Assert.Equal((1, new Price(100m)), (book.Depth(Side.Buy), book.Level(Side.Buy, 0).Price));
        Hear(Delta(2, """[["100","2"]]""", "[]"));
        Assert.IsType<MarketEvent.BookChanged>(Assert.Single(turn.News).What);
    }

    [Fact]
    public void BestQuotes_MayComeAgainAndWithHoles()
    {
        const string quote = """{ "topic": "orderbook.1.BTCUSDT", "ts": 1772694601512, "type": "snapshot", "data": { "s": "BTCUSDT", "b": [["65485.4","47"]], "a": [["65557.7","16"]], "u": 230704, "seq": 1 }, "cts": 1 }""";
        Hear(quote);
        Hear(quote);

        var quoted = Assert.IsType<MarketEvent.Quoted>(Assert.Single(turn.News).What);
        Assert.Equal((new Price(65_485.4m), new Price(65_557.7m), clock.GetUtcNow()), (quoted.View.Bid!.Value, quoted.View.Ask!.Value, quoted.View.At));
        Hear(quote.Replace("snapshot", "delta").Replace("230704", "230710").Replace("[[\"65485.4\",\"47\"]]", "[[\"65485.4\",\"0\"],[\"65486\",\"1\"]]"));
        Assert.Equal(new Price(65_486m), Assert.IsType<MarketEvent.Quoted>(Assert.Single(turn.News).What).View.Bid);
    }

    [Fact]
    public void Trades_AreTold()
    {
        Hear("""{ "topic": "publicTrade.BTCUSDT", "type": "snapshot", "ts": 1672304486868, "data": [ { "T": 1672304486865, "s": "BTCUSDT", "S": "Buy", "v": "0.001", "p": "16578.50", "L": "PlusTick", "i": "20f43950-d8dd", "BT": false, "seq": 1783284617 } ] }""");

        Assert.Equal(
            new MarketTrade(new("BTCUSDT"), "20f43950-d8dd", new(16_578.5m), new(0.001m), Side.Buy, DateTimeOffset.FromUnixTimeMilliseconds(1_672_304_486_865)),
            Assert.IsType<MarketEvent.Traded>(Assert.Single(turn.News).What).Trade);
    }

    [Fact]
    public void Names_AreSubscribedTenAtATime_AndThoseWantedLaterThen()
    {
        for (var number = 0; number < 12; number++)
        {
            wanted.Want($"publicTrade.C{number}USDT");
        }

        talk.Open(turn);

        Assert.True(turn.IsReady);
        Assert.Equal([10, 2], turn.Answers.Select(each => Encoding.UTF8.GetString(each.Span).Split("publicTrade.").Length - 1));
        wanted.Want("orderbook.1.BTCUSDT");
        Assert.Equal("""{"req_id":"3","op":"subscribe","args":["orderbook.1.BTCUSDT"]}""", Encoding.UTF8.GetString(talk.Speak().Span));
    }

    [Fact]
    public void OneWrongName_DoesNotTakeTheOthersWithIt()
    {
        wanted.Want("publicTrade.BTCUSDT");
        wanted.Want("publicTrade.NOSUCH");
        talk.Open(turn);

        Hear("""{"success":false,"ret_msg":"error:handler not found,topic:publicTrade.NOSUCH","conn_id":"c","req_id":"1","op":"subscribe"}""");

        Assert.Equal(2, turn.Answers.Count);
        Hear("""{"success":false,"ret_msg":"error:handler not found,topic:publicTrade.NOSUCH","conn_id":"c","req_id":"3","op":"subscribe"}""");
        Assert.Contains("publicTrade.NOSUCH", Assert.Single(turn.News).Gap, StringComparison.Ordinal);
    }

    private static string Delta(long number, string bids, string asks) =>
        $$"""{ "topic": "orderbook.200.BTCUSDT", "type": "delta", "ts": 1687940967466, "data": { "s": "BTCUSDT", "b": {{bids}}, "a": {{asks}}, "u": {{number}}, "seq": 66544703342 }, "cts": 1687940967464 }""";

    private void Hear(string message)
    {
        turn.Clear();
        talk.Hear(Encoding.UTF8.GetBytes(message), turn);
    }
}
