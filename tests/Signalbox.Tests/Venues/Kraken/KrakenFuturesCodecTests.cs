using System.Text;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Kraken.Futures;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Kraken;

public sealed class KrakenFuturesCodecTests
{
    private const string IdText = "00000000000000000000000000000abc";

    private readonly KrakenFuturesVoice voice = new();

    [Fact]
    public void Contracts_AreRead_AndIndicesLeftOut()
    {
        var listed = KrakenFuturesCodec.Instruments(Payload.Read("Kraken", "futures-instruments.json"))!;

        Assert.Equal(2, listed.Count);
        var perpetual = listed[0];
        Assert.Equal(("PI_XBTUSD", InstrumentKind.InversePerpetual, "BTC", "USD", "BTC"), (perpetual.Id.Value, perpetual.Kind, perpetual.Base, perpetual.Quote, perpetual.Settle));
        Assert.Equal((new Price(0.5m), new Quantity(1m), 50m), (perpetual.TickSize, perpetual.LotSize, perpetual.MaxLeverage));
        Assert.Equal((InstrumentKind.InverseFuture, new DateOnly(2021, 9, 24)), (listed[1].Kind, listed[1].Expiry));
    }

    [Theory]
    [InlineData("""{"result":"success","sendStatus":{"status":"insufficientAvailableFunds"}}""", ErrorMeaning.Rejected)]
    [InlineData("""{"result":"success","sendStatus":{"status":"clientOrderIdAlreadyExist"}}""", ErrorMeaning.DuplicateId)]
    [InlineData("""{"result":"success","sendStatus":{"status":"wouldProcessAfterSpecifiedTime"}}""", ErrorMeaning.NotProcessed)]
    [InlineData("""{"result":"success","sendStatus":{"status":"somethingNew"}}""", ErrorMeaning.Unknown)]
    [InlineData("""{"result":"success","cancelStatus":{"status":"notFound"}}""", ErrorMeaning.NotFound)]
    [InlineData("""{"result":"success","cancelStatus":{"status":"filled"}}""", ErrorMeaning.NotFound)]
    [InlineData("""{"result":"success","editStatus":{"status":"orderForEditNotFound"}}""", ErrorMeaning.NotFound)]
    [InlineData("""{"result":"error","error":"apiLimitExceeded"}""", ErrorMeaning.Throttled)]
    [InlineData("""{"result":"error","error":"authenticationError"}""", ErrorMeaning.Unauthorized)]
    [InlineData("""{"result":"error","error":"nonceBelowThreshold"}""", ErrorMeaning.NotProcessed)]
    [InlineData("""{"result":"error","error":"invalidArgument: size"}""", ErrorMeaning.Rejected)]
    [InlineData("""{"result":"error","error":"Server Error"}""", ErrorMeaning.Unknown)]
    [InlineData("""{"result":"error","status":"BAD_REQUEST","errors":[{"code":87,"message":"Contract does not exist"}]}""", ErrorMeaning.Rejected)]
    [InlineData("""{"result":"error","status":"BAD_REQUEST","errors":[{"code":88,"message":"Contract not a multi-collateral futures contract"}]}""", ErrorMeaning.Rejected)]
    [InlineData("""{"result":"error","status":"BAD_REQUEST","errors":[{"code":11,"message":"invalid order type"}]}""", ErrorMeaning.Rejected)]
    [InlineData("""{"result":"error","errors":[{"code":99999,"message":"something new"}]}""", ErrorMeaning.Unknown)]
    public void Refusals_MeanWhatTheyProve(string answer, ErrorMeaning meaning) => Assert.Equal(meaning, voice.Complaint(Reply(answer))!.Error.Meaning);

    [Theory]
    [InlineData("""{"result":"success","sendStatus":{"status":"placed","order_id":"A"}}""")]
    [InlineData("""{"result":"success","sendStatus":{"status":"filled","order_id":"A"}}""")]
    [InlineData("""{"result":"success","cancelStatus":{"status":"noOrdersToCancel"}}""")]
    [InlineData("""{"result":"success"}""")]
    public void WhatWasDone_IsNoComplaint(string answer) => Assert.Null(voice.Complaint(Reply(answer)));

    [Fact]
    public void Orders_Fills_Positions_AndBalances_AreRead()
    {
        var order = KrakenFuturesCodec.OpenOrders(Reply($$"""{"result":"success","openOrders":[{"order_id":"A","cliOrdId":"{{IdText}}","status":"untouched","side":"sell","orderType":"stp","symbol":"PF_XBTUSD","limitPrice":69000,"stopPrice":70000,"filledSize":0.1,"unfilledSize":0.4,"reduceOnly":true,"lastUpdateTime":"2023-11-14T22:13:20.000Z"}]}"""))![0];
        Assert.Equal((new(0xABC), OrderType.StopLimit, new Quantity(0.5m), new Price(70_000m), true), (order.ClientOrderId, order.Type, order.Quantity, order.StopPrice, order.ReduceOnly));

        var fill = KrakenFuturesCodec.Fills(Reply($$"""{"result":"success","fills":[{"fill_id":"F","symbol":"pf_xbtusd","side":"buy","order_id":"A","cliOrdId":"{{IdText}}","size":0.5,"price":80000,"fillTime":"2023-11-14T22:13:20.123Z","fillType":"liquidation"}]}"""))![0];
        Assert.Equal(("F", "PF_XBTUSD", FillCause.Liquidation), (fill.FillId.Value, fill.Instrument.Value, fill.Cause));

        var position = KrakenFuturesCodec.Positions(Reply("""{"result":"success","openPositions":[{"side":"short","symbol":"PF_XBTUSD","price":80000,"size":0.5,"maxFixedLeverage":5}]}"""))![0];
        Assert.Equal((new(-0.5m), 5m, MarginMode.Isolated), (position.Quantity, position.Leverage, position.MarginMode!.Value));

        var balances = KrakenFuturesCodec.Balances(Reply("""{"result":"success","accounts":{"cash":{"type":"cashAccount","balances":{"xbt":1}},"fi_xbtusd":{"type":"marginAccount","balances":{"xbt":2,"fi_xbtusd_171215":5},"auxiliary":{"af":1.5}},"flex":{"type":"multiCollateralMarginAccount","currencies":{"XBT":{"quantity":3,"available":2},"USD":{"quantity":100,"available":90}}}}}"""))!;
        Assert.Equal([new VenueBalance("BTC", new(5m), new(3.5m)), new VenueBalance("USD", new(100m), new(90m))], balances);
    }

    [Fact]
    public void ABatch_IsReadByItsTags()
    {
        var outcomes = KrakenFuturesCodec.Accepted(Reply("""{"result":"success","batchStatus":[{"status":"marketSuspended","order_tag":"2"},{"status":"placed","order_tag":"1","order_id":"A"}]}"""), 3)!;

        Assert.Equal(new VenueOutcome.Accepted(new("A")), outcomes[0]);
        Assert.Equal(RejectReason.MarketClosed, Assert.IsType<VenueOutcome.Rejected>(outcomes[1]).Reason);
        Assert.IsType<VenueOutcome.Unknown>(outcomes[2]);
    }

    [Fact]
    public void Events_KnowWhatARemovalDoesNotTell()
    {
        var events = new KrakenFuturesEvents();
        Assert.Empty(events.Read(Text($$"""{"feed":"open_orders_verbose_snapshot","orders":[{"instrument":"PF_XBTUSD","time":1567597581495,"last_update_time":1567597581495,"qty":2.0,"filled":0.5,"limit_price":10640.0,"stop_price":0.0,"type":"limit","order_id":"A","cli_ord_id":"{{IdText}}","direction":1,"reduce_only":false}]}"""))!);

        var report = Assert.IsType<VenueEvent.OrderChanged>(Assert.Single(events.Read(Text("""{"feed":"open_orders_verbose","order_id":"A","is_cancel":true,"reason":"full_fill"}"""))!)).Report;
        Assert.Equal((VenueOrderState.Filled, new(0xABC), new Quantity(2m), Side.Sell), (report.State, report.ClientOrderId, report.FilledQuantity, report.Side));

        Assert.Empty(events.Read(Text("""{"feed":"open_orders_verbose","order_id":"A","is_cancel":true,"reason":"full_fill"}"""))!);

        var fill = Assert.IsType<VenueEvent.Executed>(Assert.Single(events.Read(Text("""{"feed":"fills","username":"u","fills":[{"instrument":"PF_XBTUSD","time":1600256966528,"price":364.65,"seq":100,"buy":true,"qty":5.0,"remaining_order_qty":0,"order_id":"A","cli_ord_id":"x","fill_id":"F","fill_type":"maker","fee_paid":0.01,"fee_currency":"USD"}]}"""))!)).Fill;
        Assert.Equal(("F", 0.01m, "USD", true), (fill.FillId.Value, fill.Fee.Value, fill.FeeCurrency, fill.IsMaker));

        var position = Assert.IsType<VenueEvent.PositionsChanged>(Assert.Single(events.Read(Text("""{"feed":"open_positions","positions":[{"instrument":"PF_XBTUSD","balance":-0.5,"pnl":1.5,"entry_price":80000,"effective_leverage":2}],"seq":4}"""))!)).Positions[0];
        Assert.Equal((new Quantity(-0.5m), MarginMode.Cross), (position.Quantity, position.MarginMode!.Value));
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static WireReply Reply(string text) => new() { End = WireEnd.Answered, Status = 200, Body = Text(text) };
}
