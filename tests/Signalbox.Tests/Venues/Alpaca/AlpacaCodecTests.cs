using System.Globalization;
using System.Text;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Alpaca;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Alpaca;

public sealed class AlpacaCodecTests
{
    private const string Id = "00000000000000000000000000000abc";

    private static string OrderJson(string status, string more = "") =>
        $$"""{"id":"61e69015-8549-4bfd-b9c3-01e75843f47d","client_order_id":"{{Id}}","created_at":"2021-03-16T18:38:01.942282Z","updated_at":"2021-03-16T18:38:02Z","submitted_at":"2021-03-16T18:38:01.937734Z","filled_at":null,"replaced_by":null,"replaces":null,"asset_id":"b0b6dd9d-8b9b-48a9-ba46-b9d54906e415","symbol":"AAPL","asset_class":"us_equity","notional":null,"qty":"15","filled_qty":"5","filled_avg_price":"230.1","order_class":"","order_type":"stop_limit","type":"stop_limit","side":"sell","time_in_force":"gtc","limit_price":"229.5","stop_price":"230","status":"{{status}}","extended_hours":false,"legs":null,"trail_percent":null,"hwm":null{{more}}}""";

    [Theory]
    [InlineData("new", VenueOrderState.Working)]
    [InlineData("accepted", VenueOrderState.Working)]
    [InlineData("pending_new", VenueOrderState.Working)]
    [InlineData("accepted_for_bidding", VenueOrderState.Working)]
    [InlineData("partially_filled", VenueOrderState.Working)]
    [InlineData("held", VenueOrderState.Working)]
    [InlineData("stopped", VenueOrderState.Working)]
    [InlineData("suspended", VenueOrderState.Working)]
    [InlineData("calculated", VenueOrderState.Working)]
    [InlineData("done_for_day", VenueOrderState.Working)]
    [InlineData("pending_cancel", VenueOrderState.Working)]
    [InlineData("pending_replace", VenueOrderState.Working)]
    [InlineData("filled", VenueOrderState.Filled)]
    [InlineData("canceled", VenueOrderState.Cancelled)]
    [InlineData("expired", VenueOrderState.Expired)]
    [InlineData("rejected", VenueOrderState.Rejected)]
    public void Order_IsRead_InEachState(string status, VenueOrderState state)
    {
        var report = AlpacaCodec.Order(Bytes(OrderJson(status)))!;

        Assert.Equal((state, 15m, 5m, 230.1m, 229.5m, 230m, OrderType.StopLimit, Side.Sell, TimeInForce.Gtc),
            (report.State, report.Quantity.Value, report.FilledQuantity.Value, report.AveragePrice!.Value.Value, report.LimitPrice!.Value.Value, report.StopPrice!.Value.Value, report.Type, report.Side, report.TimeInForce!.Value));
        Assert.Equal(new(0xABC), report.ClientOrderId);
        Assert.Equal(DateTimeOffset.Parse("2021-03-16T18:38:02Z", CultureInfo.InvariantCulture), report.At);
    }

    [Fact]
    public void Order_InAStateThatIsNotKnown_IsNotRead_AndNeitherIsItsList()
    {
        Assert.Null(AlpacaCodec.Order(Bytes(OrderJson("dreaming"))));
        Assert.Null(AlpacaCodec.Orders(Bytes($"[{OrderJson("new")},{OrderJson("dreaming")}]")));
    }

    [Fact]
    public void ReplacedOrder_NamesItsSuccessor()
    {
        var seen = AlpacaCodec.Seen(Bytes(OrderJson("replaced").Replace("\"replaced_by\":null", "\"replaced_by\":\"next\"", StringComparison.Ordinal)))!;

        Assert.Equal(new("next"), seen.ReplacedBy!.Value);
    }

    [Fact]
    public void OrdersOfSeveralLegs_AreTheirLegs_AndBracketsStandBesideTheirs()
    {
        var leg = OrderJson("held").Replace(Id, "their-own", StringComparison.Ordinal).Replace("61e69015", "leg00000", StringComparison.Ordinal);
        var bracket = OrderJson("new").Replace("\"legs\":null", $"\"legs\":[{leg}]", StringComparison.Ordinal);
        var several = $$"""{"id":"m","client_order_id":"x","symbol":"","side":"","order_class":"mleg","type":"limit","time_in_force":"day","qty":"1","filled_qty":"0","status":"new","legs":[{"id":"l1","client_order_id":"y","symbol":"AAPL240119C00100000","asset_class":"us_option","side":"buy","qty":"1","filled_qty":"0","status":"new"}]}""";

        var page = AlpacaCodec.Orders(Bytes($"[{bracket},{several}]"))!;

        Assert.Equal(["61e69015-8549-4bfd-b9c3-01e75843f47d", "leg00000-8549-4bfd-b9c3-01e75843f47d", "l1"], page.Orders.Select(order => order.VenueOrderId.Value));
        Assert.Equal((OrderType.Limit, TimeInForce.Day), (page.Orders[2].Type, page.Orders[2].TimeInForce!.Value));
        Assert.Equal("their-own", page.Orders[1].ForeignClientId);
        Assert.Null(page.Before);
    }

    [Fact]
    public void Fills_AreKnownByOrderAndWhatHadFilled_WhereverTheyAreTold()
    {
        var fills = AlpacaCodec.Fills(Bytes(
            """[{"id":"20210510100104650::88b5f678-fef5-447b-af15-f21e367e6d8c","activity_type":"FILL","transaction_time":"2021-05-10T14:01:04.650275Z","type":"fill","price":"128.33","qty":"2","side":"sell_short","symbol":"BTCUSD","leaves_qty":"0","order_id":"a5be8f5e","cum_qty":"5.0","order_status":"filled"}]"""))!;
        var told = AlpacaEvents.Read(Bytes(
            $$$"""{"stream":"trade_updates","data":{"event":"fill","execution_id":"2f63ea93","order":{"asset_class":"crypto","client_order_id":"{{{Id}}}","filled_avg_price":"128","filled_qty":"5","id":"a5be8f5e","order_type":"market","qty":"5","side":"sell","status":"filled","symbol":"BTCUSD","time_in_force":"gtc","type":"market","updated_at":"2022-04-19T13:45:05.027690731-04:00"},"position_qty":"0","price":"128.33","qty":"2","timestamp":"2022-04-19T17:45:05.024916716Z"}}"""))!;

        var fill = Assert.Single(fills.Fills);
        var executed = Assert.IsType<VenueEvent.Executed>(told.Events[0]).Fill;
        Assert.Equal((fill.FillId, fill.Instrument, fill.Side, fill.Quantity, fill.Price), (executed.FillId, executed.Instrument, executed.Side, executed.Quantity, executed.Price));
        Assert.Equal(("a5be8f5e:5", "BTC/USD", new(0xABC)), (executed.FillId.Value, executed.Instrument.Value, executed.ClientOrderId));
        Assert.Equal(VenueOrderState.Filled, Assert.IsType<VenueEvent.OrderChanged>(told.Events[1]).Report.State);
        Assert.Null(fills.Next);
    }

    [Theory]
    [InlineData("new")]
    [InlineData("accepted")]
    [InlineData("pending_new")]
    [InlineData("canceled")]
    [InlineData("expired")]
    [InlineData("done_for_day")]
    [InlineData("rejected")]
    [InlineData("stopped")]
    [InlineData("pending_cancel")]
    [InlineData("pending_replace")]
    [InlineData("calculated")]
    [InlineData("suspended")]
    [InlineData("restated")]
    [InlineData("order_replace_rejected")]
    [InlineData("order_cancel_rejected")]
    public void EventWithoutATrade_TellsTheOrder(string name) =>
        Assert.IsType<VenueEvent.OrderChanged>(Assert.Single(Told(name, OrderJson("new")).Events));

    [Fact]
    public void ReplacedEvent_TellsTheSuccessor_AndNotThatTheOrderEnded()
    {
        var told = Told("replaced", OrderJson("replaced").Replace("\"replaced_by\":null", "\"replaced_by\":\"next\"", StringComparison.Ordinal));

        Assert.Empty(told.Events);
        Assert.Equal("next", told.Successor!.Value.Number.Value);
    }

    [Theory]
    [InlineData("trade_bust")]
    [InlineData("trade_correct")]
    public void CorrectedTrade_IsAskedFor(string name) => Assert.NotNull(Told(name, OrderJson("filled")).Doubt);

    [Fact]
    public void Stream_TellsWhetherItListens()
    {
        Assert.True(AlpacaEvents.Read(Bytes("""{"stream":"authorization","data":{"status":"authorized","action":"authenticate"}}"""))!.IsLoggedIn);
        Assert.NotNull(AlpacaEvents.Read(Bytes("""{"stream":"authorization","data":{"status":"unauthorized","action":"listen"}}"""))!.Refusal);
        Assert.True(AlpacaEvents.Read(Bytes("""{"stream":"listening","data":{"streams":["trade_updates"]}}"""))!.IsListening);
        Assert.False(AlpacaEvents.Read(Bytes("""{"stream":"listening","data":{"streams":[]}}"""))!.IsListening);
        Assert.Null(AlpacaEvents.Read(Bytes("garbage")));
    }

    [Fact]
    public void Money_CountsPositionsAtWhatTheyCost_AndCoinsByThemselves()
    {
        var holdings = AlpacaCodec.Holdings(Bytes(
            """[{"symbol":"AAPL","asset_class":"us_equity","avg_entry_price":"100","qty":"-5","qty_available":"-5","side":"short","cost_basis":"-500","unrealized_pl":"-10"},{"symbol":"BTCUSD","asset_class":"crypto","avg_entry_price":"50000","qty":"0.5","qty_available":"0.2","side":"long","cost_basis":"25000"}]"""))!;
        var money = AlpacaCodec.Money(Bytes("""{"id":"x","status":"ACTIVE","currency":"USD","cash":"10500","equity":"9990","buying_power":"20000","multiplier":"2"}"""))!;

        Assert.Equal([new("USD", new(10_000m), new(20_000m)), new("BTC", new(0.5m), new(0.2m))], AlpacaFunds.Balances(money, holdings));
        Assert.Equal(("AAPL", -5m, 100m), AlpacaFunds.Positions(holdings).Select(each => (each.Instrument.Value, each.Quantity.Value, each.AveragePrice.Value)).Single());
    }

    [Fact]
    public void Instruments_AreStocksCoinsAndContracts()
    {
        const string Assets = """
            [{"id":"1","class":"us_equity","exchange":"NASDAQ","symbol":"AAPL","status":"active","tradable":true,"shortable":true,"easy_to_borrow":true,"fractionable":true},
             {"id":"2","class":"crypto","exchange":"CRYPTO","symbol":"BTC/USD","status":"active","tradable":true,"shortable":false,"min_order_size":"0.0001","min_trade_increment":"0.0001","price_increment":"1"},
             {"id":"3","class":"us_equity","symbol":"GONE","status":"inactive","tradable":false},
             {"id":"4","class":"treasury","symbol":"T","status":"active"}]
            """;

        var listed = AlpacaInstruments.Assets(Bytes(Assets), fractions: false)!;
        var contract = AlpacaInstruments.Contracts(Bytes(
            """{"option_contracts":[{"id":"c","symbol":"AAPL240119C00100000","status":"active","tradable":true,"expiration_date":"2024-01-19","underlying_symbol":"AAPL","type":"call","style":"american","strike_price":"100","size":"100"}],"next_page_token":"MTAw"}"""))!;

        Assert.Equal(["AAPL", "BTC/USD", "GONE"], listed.Select(each => each.Id.Value));
        Assert.Equal((InstrumentKind.Stock, 1m, true), (listed[0].Kind, listed[0].LotSize.Value, listed[0].Shortable));
        Assert.Equal((InstrumentKind.Spot, "BTC", "USD", 0.0001m, 1m, false), (listed[1].Kind, listed[1].Base, listed[1].Quote, listed[1].LotSize.Value, listed[1].TickSize.Value, listed[1].Shortable));
        Assert.Equal(TradingStatus.Delisted, listed[2].Status);
        Assert.Equal(0.000000001m, AlpacaInstruments.Assets(Bytes(Assets), fractions: true)![0].LotSize.Value);
        Assert.Equal((100m, 100m, ContractRight.Call, new DateOnly(2024, 1, 19), "MTAw"),
            (contract.Instruments[0].ContractSize, contract.Instruments[0].Strike!.Value.Value, contract.Instruments[0].Right!.Value, contract.Instruments[0].Expiry!.Value, contract.Next));
    }

    [Fact]
    public void Quotes_OfEachKind_AreRead()
    {
        var now = DateTimeOffset.UnixEpoch;

        Assert.Equal((230m, 230.02m), Sides(AlpacaQuotes.Quote(new("AAPL"), Bytes("""{"quotes":{"AAPL":{"t":"2021-02-22T15:51:45Z","ax":"Q","ap":230.02,"as":4,"bx":"U","bp":230,"bs":1,"c":["R"],"z":"C"}}}"""), now)!));
        Assert.Equal((1m, 2m), Sides(AlpacaQuotes.Quote(new("AAPL"), Bytes("""{"symbol":"AAPL","quote":{"ap":2,"bp":1}}"""), now)!));
        Assert.Null(AlpacaQuotes.Quote(new("NONE"), Bytes("""{"quotes":{}}"""), now));
        Assert.Equal(new(5m), AlpacaQuotes.LastPrice(new("BTC/USD"), Bytes("""{"trades":{"BTC/USD":{"t":"2022-05-18T12:00:00Z","p":5,"s":0.1,"i":1,"tks":"B"}}}""")));
        Assert.Equal(2m, AlpacaQuotes.Book(new("BTC/USD"), Bytes("""{"orderbooks":{"BTC/USD":{"t":"x","b":[{"p":1,"s":2}],"a":[{"p":3,"s":4}]}}}"""))!.Bids[0].Quantity);
    }

    [Theory]
    [InlineData(422, """{"code":40010001,"message":"client_order_id must be unique"}""", RejectReason.DuplicateClientOrderId)]
    [InlineData(403, """{"buying_power":"1","code":40310000,"cost_basis":"2","message":"insufficient buying power"}""", RejectReason.InsufficientFunds)]
    [InlineData(403, """{"code":40310000,"message":"insufficient qty available for order (requested: 1, available: 0)"}""", RejectReason.InsufficientFunds)]
    [InlineData(403, """{"code":40310000,"message":"cost basis must be >= minimal amount of order 10"}""", RejectReason.BelowMinimum)]
    [InlineData(403, """{"code":40310000,"message":"asset \"XYZ\" cannot be sold short"}""", RejectReason.NotShortable)]
    [InlineData(403, """{"code":40310000,"message":"potential wash trade detected. use complex orders"}""", RejectReason.Other)]
    [InlineData(403, """{"code":40310100,"message":"trade denied due to pattern day trading protection"}""", RejectReason.Other)]
    [InlineData(422, """{"code":42210000,"message":"invalid limit_price 230.123. sub-penny increment does not fulfill minimum pricing criteria"}""", RejectReason.PriceOutOfRange)]
    [InlineData(422, """{"code":42210000,"message":"asset \"HALT\" is not tradable"}""", RejectReason.MarketClosed)]
    [InlineData(422, """{"code":42210000,"message":"asset \"NONE\" not found"}""", RejectReason.UnknownInstrument)]
    [InlineData(422, """{"code":42210000,"message":"order is already in \"filled\" state"}""", RejectReason.UnknownOrder)]
    [InlineData(422, """{"code":42210000,"message":"position intent mismatch, inferred: sell_to_open, specified: sell_to_close"}""", RejectReason.ReduceOnlyRefused)]
    [InlineData(422, """{"code":42210000,"message":"stop price must not be greater than base price"}""", RejectReason.WouldTriggerImmediately)]
    [InlineData(404, """{"code":40410000,"message":"order not found for 1"}""", RejectReason.UnknownOrder)]
    [InlineData(401, """{"code":40110000,"message":"request is not authorized"}""", RejectReason.Unauthorized)]
    [InlineData(403, """{"message":"forbidden."}""", RejectReason.Unauthorized)]
    public void Refusal_MeansWhatItProves(int status, string body, RejectReason reason) =>
        Assert.Equal(reason, Assert.IsType<VenueOutcome.Rejected>(Complaint(status, body).Outcome).Reason);

    [Theory]
    [InlineData(500, """{"code":50010000,"message":"internal server error occurred"}""")]
    [InlineData(503, "")]
    [InlineData(400, """{"code":40099999,"message":"never heard of"}""")]
    [InlineData(404, "<html>")]
    public void WhatIsNotListed_IsUnknown(int status, string body) => Assert.IsType<VenueOutcome.Unknown>(Complaint(status, body).Outcome);

    [Fact]
    public void RateLimit_WaitsUntilTheWindowEnds()
    {
        var clock = TimeProvider.System;
        var reply = new WireReply
        {
            End = WireEnd.Answered,
            Status = 429,
            Body = Bytes("""{"code":42910000,"message":"rate limit exceeded"}"""),
            Headers = [new("X-RateLimit-Reset", clock.GetUtcNow().AddSeconds(40).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))],
        };

        var outcome = Assert.IsType<VenueOutcome.NotSent>(new AlpacaVoice(AlpacaLimits.Trading, clock).Complaint(reply)!.Outcome);

        Assert.InRange(outcome.RetryAfter!.Value, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(41));
    }

    private static VenueComplaint Complaint(int status, string body) =>
        new AlpacaVoice(AlpacaLimits.Trading, TimeProvider.System).Complaint(new() { End = WireEnd.Answered, Status = status, Body = Bytes(body) })!;

    private static AlpacaTold Told(string name, string order) =>
        AlpacaEvents.Read(Bytes($$$"""{"stream":"trade_updates","data":{"event":"{{{name}}}","order":{{{order}}},"timestamp":"2022-04-19T17:45:05Z"}}"""))!;

    private static (decimal, decimal) Sides(MarketView view) => (view.Bid!.Value.Value, view.Ask!.Value.Value);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
