using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Tests.Venues.Paper;
using Signalbox.Venues;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Streams;
using Xunit;

namespace Signalbox.Tests.Venues.Bybit;

public sealed class BybitPrivateTalkTests : IDisposable
{
    private const string OrderOfNow =
        """
        { "id": "5", "topic": "order", "creationTime": 1700000001000, "data": [
          { "category": "linear", "symbol": "ETHUSDT", "orderId": "5cf98598", "orderLinkId": "00000000000000000000000000000abc", "side": "Sell", "orderType": "Market", "price": "72.5", "qty": "1",
            "timeInForce": "IOC", "orderStatus": "Filled", "cumExecQty": "1", "cumExecValue": "75", "avgPrice": "75", "leavesQty": "", "reduceOnly": false, "positionIdx": 0, "triggerPrice": "",
            "triggerDirection": 0, "stopOrderType": "", "cancelType": "UNKNOWN", "rejectReason": "EC_NoError", "createdTime": "1700000000900", "updatedTime": "1700000001000" } ] }
        """;

    private const string FillOfNow =
        """
        { "topic": "execution", "id": "386825804_ETHUSDT_1", "creationTime": 1700000001001, "data": [
          { "category": "linear", "symbol": "ETHUSDT", "execFee": "0.04", "execId": "0ab1bdf7", "execPrice": "75", "execQty": "1", "execType": "Trade", "leavesQty": "0", "orderQty": "1",
            "orderId": "5cf98598", "orderLinkId": "00000000000000000000000000000abc", "side": "Sell", "execTime": "1700000001000", "isMaker": false, "feeCurrency": "" } ] }
        """;

    private readonly PaperTestClock clock = new(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000));
    private readonly BybitSigner signer = new("test_api_key", "test_secret");
    private readonly StreamTurn<VenueEvent> turn = new();
    private readonly BybitPrivateTalk talk;

    public BybitPrivateTalkTests() => talk = Talk(BybitProduct.Linear);

    [Fact]
    public void Line_LogsIn_ThenSubscribes_ThenIsReady()
    {
        talk.Open(turn);
        Assert.Equal($$"""{"op":"auth","args":["test_api_key",1700000010000,"{{signer.SignLogin(1_700_000_010_000)}}"]}""", Said());

        Hear("""{"success":true,"ret_msg":"","op":"auth","conn_id":"c"}""");
        Assert.Equal("""{"op":"subscribe","args":["order","execution","position","wallet"]}""", Said());
        Assert.False(turn.IsReady);

        Hear("""{"success":true,"ret_msg":"","op":"subscribe","conn_id":"c"}""");
        Assert.True(turn.IsReady);
    }

    [Fact]
    public void RefusedLogin_EndsTheLine()
    {
        Hear("""{"success":false,"ret_msg":"Params Error","op":"auth","conn_id":"c"}""");

        Assert.Contains("Params Error", turn.HungUp, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_ThatCountsAFillBeforeItCame_WaitsForIt()
    {
        Hear(OrderOfNow);
        Assert.Empty(Told());

        Hear(FillOfNow);

        Assert.Collection(
            Told(),
            first => Assert.Equal(("USDT", new Quantity(1m)), (((VenueEvent.Executed)first).Fill.FeeCurrency, ((VenueEvent.Executed)first).Fill.Quantity)),
            second => Assert.Equal(VenueOrderState.Filled, ((VenueEvent.OrderChanged)second).Report.State));
    }

    [Fact]
    public void Report_WhoseFillDoesNotCome_IsToldAfterAMoment_AndAPingBringsTheMomentAbout()
    {
        Hear(OrderOfNow);
        Assert.Equal(BybitPrivateTalk.Ping, talk.Speak());
        clock.Advance(TimeSpan.FromSeconds(1));

        Hear("""{"op":"pong","args":["1700000001000"],"conn_id":"c"}""");

        Assert.IsType<VenueEvent.OrderChanged>(Assert.Single(Told()));
        Assert.True(talk.Speak().IsEmpty);
    }

    [Fact]
    public void Report_OfAnOrderOlderThanTheLine_IsToldAtOnce()
    {
        Hear(OrderOfNow.Replace("1700000000900", "1600000000000"));

        Assert.IsType<VenueEvent.OrderChanged>(Assert.Single(Told()));
    }

    [Fact]
    public void OtherProducts_AreLeftOut()
    {
        Hear(OrderOfNow.Replace("\"linear\"", "\"spot\""));
        Hear(FillOfNow.Replace("\"linear\"", "\"option\""));

        Assert.Empty(Told());
        Assert.Empty(turn.News);
    }

    [Fact]
    public void PositionThatEnded_IsToldAsNothing()
    {
        Hear("""{ "id": "1", "topic": "position", "creationTime": 1697682317044, "data": [ { "category": "linear", "positionIdx": 2, "tradeMode": 0, "symbol": "BTCUSDT", "side": "", "size": "0", "entryPrice": "0", "leverage": "10", "liqPrice": "", "unrealisedPnl": "0" } ] }""");

        var position = Assert.Single(Assert.IsType<VenueEvent.PositionsChanged>(Assert.Single(Told())).Positions);
        Assert.Equal((new InstrumentId("BTCUSDT"), Quantity.Zero, PositionSide.Short), (position.Instrument, position.Quantity, position.Side!.Value));
    }

    [Fact]
    public void Wallet_TellsWhatIsFree_AndNotWhatWasBorrowed()
    {
        Hear("""{ "id": "1", "topic": "wallet", "creationTime": 1700034722104, "data": [ { "accountType": "UNIFIED", "totalEquity": "1", "coin": [ { "coin": "USDT", "equity": "90", "walletBalance": "110", "spotBorrow": "10", "locked": "5", "totalOrderIM": "1", "totalPositionIM": "4" }, { "coin": "BTC", "walletBalance": "0.001", "locked": "0", "totalOrderIM": "", "totalPositionIM": "" } ] } ] }""");

        Assert.Equal(
            [new VenueBalance("USDT", new(100m), new(90m)), new VenueBalance("BTC", new(0.001m), new(0.001m))],
            Assert.IsType<VenueEvent.BalancesChanged>(Assert.Single(Told())).Balances);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("""{ "topic": "order", "data": [ { "category": "linear", "symbol": "ETHUSDT", "orderId": "1", "side": "Sell", "orderType": "Limit", "qty": "1", "orderStatus": "Paused" } ] }""")]
    public void MessageThatCannotBeRead_IsAGap(string message)
    {
        Hear(message);

        Assert.NotNull(Assert.Single(turn.News).Gap);
    }

    [Fact]
    public void Ping_IsSaidEveryTwentySeconds()
    {
        Assert.True(talk.Speak().IsEmpty);
        clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal("""{"op":"ping"}""", Encoding.UTF8.GetString(talk.Speak().Span));
        Assert.True(talk.Speak().IsEmpty);
    }

    public void Dispose() => signer.Dispose();

    private BybitPrivateTalk Talk(BybitProduct product) => new(
        new() { Key = "test_api_key", Secret = "test_secret", Product = product, Addresses = BybitAddresses.For("testnet") }, signer, new(), new VenueLineState("Bybit", clock), clock);

    private void Hear(string message)
    {
        turn.Clear();
        talk.Hear(Encoding.UTF8.GetBytes(message), turn);
    }

    private string Said() => Encoding.UTF8.GetString(Assert.Single(turn.Answers).Span);

    private List<VenueEvent> Told() => [.. turn.News.Where(news => news.What is not null).Select(news => news.What!)];
}
