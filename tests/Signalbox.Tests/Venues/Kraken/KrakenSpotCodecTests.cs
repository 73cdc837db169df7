using System.Text;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Kraken.Spot;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Kraken;

public sealed class KrakenSpotCodecTests
{
    private const string IdText = "00000000000000000000000000000abc";

    private static readonly KrakenPairs Pairs = Listed();

    private readonly KrakenSpotCodec codec = new(Pairs);
    private readonly KrakenSpotVoice voice = new(TimeProvider.System);

    [Fact]
    public void Pairs_AreReadWithUsualNames()
    {
        var pair = Pairs.Find("ADAXBT")!;

        Assert.Equal(("ADA", "BTC", "ADA/BTC"), (pair.Instrument.Base, pair.Instrument.Quote, pair.Symbol));
        Assert.Equal(new Price(1e-8m), pair.Instrument.TickSize);
        Assert.Equal(new Quantity(1e-8m), pair.Instrument.LotSize);
        Assert.Equal("AAVEETH", Pairs.Named("AAVE/ETH").Value);
        Assert.Equal("XBTUSD", Pairs.Named("BTC/USD").Value);
        Assert.Equal("DOGE", KrakenAssetNames("XXDG"));
    }

    [Fact]
    public void Answers_ToCommands_AreReadAsDocumented()
    {
        Assert.Equal(
            new VenueOutcome.Accepted(new("OUF4EM-FRGI2-MQMWZD")),
            KrakenSpotCodec.Accepted(Reply("""{"error":[],"result":{"descr":{"order":"buy 2.12340000 XBTUSD @ limit 25000.1 with 2:1 leverage"},"txid":["OUF4EM-FRGI2-MQMWZD"]}}""")));
        Assert.IsType<VenueOutcome.Accepted>(KrakenSpotCodec.Cancelled(Reply("""{"error":[],"result":{"count":1}}""")));
        Assert.Null(KrakenSpotCodec.Cancelled(Reply("""{"error":[],"result":{"count":0}}""")));
        var batch = KrakenSpotCodec.Accepted(Reply("""{"error":[],"result":{"orders":[{"txid":"65LRD3-AHGRA-YAH8E5"},{"error":"EOrder:Insufficient funds"}]}}"""), voice)!;
        Assert.Equal(new VenueOutcome.Accepted(new("65LRD3-AHGRA-YAH8E5")), batch[0]);
        Assert.Equal(RejectReason.InsufficientFunds, Assert.IsType<VenueOutcome.Rejected>(batch[1]).Reason);
    }

    [Theory]
    [InlineData("EOrder:Insufficient funds", ErrorMeaning.Rejected)]
    [InlineData("EAPI:Invalid nonce", ErrorMeaning.NotProcessed)]
    [InlineData("EService:Deadline elapsed", ErrorMeaning.NotProcessed)]
    [InlineData("EService:Unavailable", ErrorMeaning.Unknown)]
    [InlineData("EService:Busy", ErrorMeaning.Unknown)]
    [InlineData("EAPI:Rate limit exceeded", ErrorMeaning.Throttled)]
    [InlineData("EGeneral:Temporary lockout", ErrorMeaning.Banned)]
    [InlineData("EAPI:Invalid key", ErrorMeaning.Unauthorized)]
    [InlineData("EOrder:Unknown order", ErrorMeaning.NotFound)]
    [InlineData("EOrder:Never heard of", ErrorMeaning.Unknown)]
    [InlineData("EGeneral:Invalid arguments:volume minimum not met", ErrorMeaning.Rejected)]
    public void Errors_MeanWhatTheyProve(string error, ErrorMeaning meaning) =>
        Assert.Equal(meaning, voice.Complaint(Reply($$"""{"error":["{{error}}"]}"""))!.Error.Meaning);

    [Fact]
    public void AWarning_ForbidsNothing_AndStatusesFromBeforeTheVenueProveNothing()
    {
        Assert.Null(voice.Complaint(Reply("""{"error":["WGeneral:Danger"],"result":{}}""")));
        Assert.Equal(ErrorMeaning.Unknown, voice.Complaint(Reply("<html>") with { Status = 520 })!.Error.Meaning);
        Assert.Equal(ErrorMeaning.Throttled, voice.Complaint(Reply("") with { Status = 429 })!.Error.Meaning);
    }

    [Fact]
    public void Orders_AreReadWithTheirPricesByType()
    {
        var orders = codec.Orders(Reply("""
            {"error":[],"result":{"open":{
              "OA":{"cl_ord_id":"00000000000000000000000000000abc","status":"open","opentm":1700000000.5,"expiretm":0,"descr":{"pair":"ADAXBT","type":"sell","ordertype":"limit","price":"0.5","price2":"0"},"vol":"2.0","vol_exec":"0.5","cost":"0.25","price":"0.5","stopprice":"0.00000","limitprice":"0.00000","misc":"","oflags":"post,fciq","trades":["TA"]},
              "OB":{"cl_ord_id":"00000000-0000-0000-0000-000000000abc","status":"open","opentm":1700000001,"descr":{"pair":"ADAXBT","type":"buy","ordertype":"take-profit-limit","price":"0.4","price2":"0.39"},"vol":"2","vol_exec":"0","misc":"touched","oflags":"fciq"},
              "OC":{"cl_ord_id":"theirs","status":"open","opentm":1700000001,"descr":{"pair":"ADAXBT","type":"sell","ordertype":"trailing-stop","price":"+1.0%","price2":"0"},"vol":"2","vol_exec":"0","stopprice":"0.45","misc":"","oflags":"fciq"}}}}
            """))!;

        var (limit, target, trailing) = (orders[0].Report, orders[1].Report, orders[2].Report);
        Assert.Equal((new(0xABC), VenueOrderState.Working, true, new Price(0.5m), new Price(0.5m)), (limit.ClientOrderId, limit.State, limit.PostOnly, limit.LimitPrice, limit.AveragePrice));
        Assert.Equal(["TA"], orders[0].Trades);
        Assert.Equal((new(0xABC), VenueOrderState.Triggered, true, new Price(0.39m), new Price(0.4m)), (target.ClientOrderId, target.State, target.TakesProfit, target.LimitPrice, target.StopPrice));
        Assert.Equal((null, "theirs", OrderType.TrailingStop, null, new Price(0.45m)), (trailing.ClientOrderId, trailing.ForeignClientId, trailing.Type, trailing.LimitPrice, trailing.StopPrice));
    }

    [Fact]
    public void AnOrderThatCannotBeRead_IsNoAnswer_RatherThanLeftOut() =>
        Assert.Null(codec.Orders(Reply("""{"error":[],"result":{"open":{"OA":{"status":"quantum","descr":{"pair":"ADAXBT","type":"sell","ordertype":"limit"},"vol":"1","vol_exec":"0"}}}}""")));

    [Fact]
    public void Fills_Balances_Fees_AndKeys_AreRead()
    {
        var fill = codec.Fills(Reply("""{"error":[],"result":{"trades":{"TA":{"ordertxid":"OA","pair":"ADAXBT","time":1688667796.8802,"type":"buy","ordertype":"limit","price":"0.5","cost":"1","fee":"0.0026","vol":"2","misc":"","maker":true}},"count":1}}"""))![0];
        Assert.Equal(("TA", "OA", "ADAXBT", 0.0026m, "BTC", true), (fill.FillId.Value, fill.VenueOrderId.Value, fill.Instrument.Value, fill.Fee.Value, fill.FeeCurrency, fill.IsMaker));

        Assert.Equal(
            new VenueBalance("BTC", new(1.5m), new(1.2m)),
            KrakenSpotCodec.Balances(Reply("""{"error":[],"result":{"XXBT":{"balance":"1.5","hold_trade":"0.3"}}}"""))![0]);
        Assert.Equal(
            new TradingFees(new("ADAXBT"), 0.0016m, 0.0026m),
            KrakenSpotCodec.Fees(new("ADAXBT"), Reply("""{"error":[],"result":{"currency":"ZUSD","volume":"0","fees":{"ADAXBT":{"fee":"0.2600"}},"fees_maker":{"ADAXBT":{"fee":"0.1600"}}}}""")));
        var key = KrakenSpotCodec.Permissions(Reply("""{"error":[],"result":{"permissions":["query-funds","query-open-trades","modify-trades"],"ipAllowlist":[],"validUntil":"0"}}"""))!;
        Assert.Equal((true, true, false, false, null), (key.Read, key.Trade, key.Withdraw, key.AddressRestricted, key.ExpiresAt));
    }

    [Fact]
    public void Checksum_IsTheDocumentedOne()
    {
        var book = new OrderBookBuilder(new("MATICUSD"));
        (decimal Price, decimal Quantity)[] bids = [(0.5666m, 4831.75496356m), (0.5665m, 6658.22734739m), (0.5664m, 18724.91513344m), (0.5663m, 11563.92544914m), (0.5662m, 14006.65365711m), (0.5661m, 17454.85679807m), (0.566m, 18097.1547m), (0.5659m, 33644.89175666m), (0.5658m, 148.3464m), (0.5657m, 606.70854372m)];
        (decimal Price, decimal Quantity)[] asks = [(0.5668m, 4410.79769741m), (0.5669m, 4655.40412487m), (0.567m, 49844.89424998m), (0.5671m, 24306.41678m), (0.5672m, 29783.25223475m), (0.5673m, 57234.71239278m), (0.5674m, 45065.04744m), (0.5675m, 5912.76380354m), (0.5676m, 42514.92434778m), (0.5677m, 36304.0847022m)];
        foreach (var (price, quantity) in bids) book.Set(Side.Buy, price, quantity);
        foreach (var (price, quantity) in asks) book.Set(Side.Sell, price, quantity);

        Assert.Equal(2439117997u, KrakenChecksum.Of(book, 4, 8));
        book.Set(Side.Buy, 0.5657m, 1098.3947558m);
        Assert.Equal(2114181697u, KrakenChecksum.Of(book, 4, 8));
    }

    [Fact]
    public void Events_BringTheFillBeforeItsReport_AndRememberWhatIsNotToldAgain()
    {
        var events = new KrakenSpotEvents(Pairs);
        Assert.Empty(events.Read(Text($$"""{"channel":"executions","type":"snapshot","data":[{"order_id":"OA","cl_ord_id":"{{IdText}}","symbol":"ADA/BTC","side":"sell","order_type":"limit","order_qty":2,"limit_price":0.5,"order_status":"new","exec_type":"new","timestamp":"2023-09-22T10:33:05.709950Z"}],"sequence":1}"""))!.Events);

        var news = events.Read(Text("""{"channel":"executions","type":"update","data":[{"order_id":"OA","exec_id":"TGBB7L-HT5LX-J3BZ4A","exec_type":"trade","trade_id":7,"symbol":"ADA/BTC","side":"sell","last_qty":0.5,"last_price":0.5,"liquidity_ind":"t","cost":0.25,"cum_qty":0.5,"cum_cost":0.25,"order_status":"partially_filled","timestamp":"2023-09-22T10:33:05.709982Z","fees":[{"asset":"BTC","qty":0.0002}]}],"sequence":2}"""))!;

        var fill = Assert.IsType<VenueEvent.Executed>(news.Events[0]).Fill;
        Assert.Equal(("TGBB7L-HT5LX-J3BZ4A", new(0xABC), 0.0002m, "BTC", false), (fill.FillId.Value, fill.ClientOrderId, fill.Fee.Value, fill.FeeCurrency, fill.IsMaker));
        var report = Assert.IsType<VenueEvent.OrderChanged>(news.Events[1]).Report;
        Assert.Equal((VenueOrderState.Working, new(0.5m), new Quantity(2m), new Price(0.5m)), (report.State, report.FilledQuantity, report.Quantity, report.LimitPrice));

        var ended = events.Read(Text("""{"channel":"executions","type":"update","data":[{"order_id":"OA","exec_type":"canceled","order_status":"canceled","reason":"User requested","timestamp":"2023-09-22T10:33:06Z"}],"sequence":4}"""))!;
        Assert.Empty(ended.Events);
        Assert.NotNull(ended.Gap);
        Assert.NotNull(events.Read(Text("""{"channel":"executions","type":"update","data":[{"order_id":"OX","exec_type":"canceled","order_status":"canceled"}],"sequence":5}"""))!.Gap);
    }

    private static KrakenPairs Listed()
    {
        var pairs = new KrakenPairs();
        pairs.Replace(KrakenSpotCodec.Pairs(Payload.Read("Kraken", "spot-pairs.json"))!);
        return pairs;
    }

    private static string KrakenAssetNames(string name) => KrakenSpotCodec.Balances(Reply($$$$"""{"error":[],"result":{"{{{{name}}}}":{"balance":"1"}}}"""))![0].Currency;

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static WireReply Reply(string text) => new() { End = WireEnd.Answered, Status = 200, Body = Text(text) };
}
