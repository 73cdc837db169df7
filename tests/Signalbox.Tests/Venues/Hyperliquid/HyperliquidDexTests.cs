using System.Text;
using Signalbox.Identity;
using Signalbox.Sandbox.Hyperliquid;
using Signalbox.Venues;
using Signalbox.Venues.Hyperliquid;
using Signalbox.Venues.Streams;
using Xunit;

namespace Signalbox.Tests.Venues.Hyperliquid;

/// <summary>What the venue tells of an address is of every exchange there; a connection takes what is its own.</summary>
public sealed class HyperliquidDexTests
{
    [Theory]
    [InlineData("BTC", HyperliquidProduct.Perpetuals, "", true)]
    [InlineData("xyz:TSLA", HyperliquidProduct.Perpetuals, "", false)]
    [InlineData("xyz:TSLA", HyperliquidProduct.Perpetuals, "xyz", true)]
    [InlineData("abc:TSLA", HyperliquidProduct.Perpetuals, "xyz", false)]
    [InlineData("BTC", HyperliquidProduct.Perpetuals, "xyz", false)]
    [InlineData("@107", HyperliquidProduct.Perpetuals, "", false)]
    [InlineData("@107", HyperliquidProduct.Spot, "", true)]
    [InlineData("PURR/USDC", HyperliquidProduct.Spot, "", true)]
    [InlineData("BTC", HyperliquidProduct.Spot, "", false)]
    [InlineData("xyz:TSLA", HyperliquidProduct.Spot, "", false)]
    public void Instrument_IsThatOfItsExchangesConnection(string coin, HyperliquidProduct product, string dex, bool isOurs) =>
        Assert.Equal(isOurs, Options(product, dex).Has(new(coin)));

    [Theory]
    [InlineData("", "BTC")]
    [InlineData("xyz", "xyz:TSLA")]
    public void Stream_IsSilentOfOtherExchanges(string dex, string own)
    {
        var talk = new HyperliquidPrivateTalk(Options(HyperliquidProduct.Perpetuals, dex), new(), new(), TimeProvider.System);
        var turn = new StreamTurn<VenueEvent>();
        talk.Open(turn);

        Hear(talk, turn, $$$"""{"channel":"userFills","data":{"user":"0x0","fills":[{{{Fill("BTC", 1)}}},{{{Fill("xyz:TSLA", 2)}}}]}}""");
        Hear(talk, turn, $$"""{"channel":"orderUpdates","data":[{{Order("BTC", 3)}},{{Order("xyz:TSLA", 4)}}]}""");

        var told = turn.News.Select(news => news.What).ToList();
        Assert.Equal([new InstrumentId(own)], told.OfType<VenueEvent.Executed>().Select(happened => happened.Fill.Instrument));
        Assert.Equal([new InstrumentId(own)], told.OfType<VenueEvent.OrderChanged>().Select(happened => happened.Report.Instrument));
    }

    private static HyperliquidOptions Options(HyperliquidProduct product, string dex) => new()
    {
        Product = product,
        Addresses = HyperliquidAddresses.Of("testnet"),
        Account = HyperliquidKeys.Account("key").ToString(),
        PrivateKey = HyperliquidKeys.PrivateKey("secret"),
        Dex = dex,
    };

    private static string Fill(string coin, int number) =>
        $$"""{"coin":"{{coin}}","px":"100","sz":"1","side":"B","time":{{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}},"oid":{{number}},"tid":{{number}},"crossed":true,"fee":"0.1","feeToken":"USDC","dir":"Open Long"}""";

    private static string Order(string coin, int number) =>
        $$"""{"order":{"coin":"{{coin}}","side":"B","limitPx":"90","sz":"1","origSz":"1","oid":{{number}},"timestamp":1},"status":"open","statusTimestamp":1}""";

    private static void Hear(HyperliquidPrivateTalk talk, StreamTurn<VenueEvent> turn, string message) => talk.Hear(Encoding.UTF8.GetBytes(message), turn);
}
