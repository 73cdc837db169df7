using System.Globalization;
using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Coinbase;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Coinbase;

public sealed class CoinbaseCodecTests
{
    private const string Id = "00000000-0000-0000-0000-000000000abc";

    private static string OrderJson(string status, string trigger = "STOP_PENDING") =>
        $$$"""{"order_id":"0000-000000-000000","product_id":"BTC-USD","user_id":"2222","order_configuration":{"stop_limit_stop_limit_gtc":{"base_size":"1.5","limit_price":"229.5","stop_price":"230","stop_direction":"STOP_DIRECTION_STOP_DOWN"}},"side":"SELL","client_order_id":"{{{Id}}}","status":"{{{status}}}","time_in_force":"GOOD_UNTIL_CANCELLED","created_time":"2021-05-31T09:59:59.000Z","completion_percentage":"50","filled_size":"0.5","average_filled_price":"230.1","fee":"","number_of_fills":"2","filled_value":"115.05","pending_cancel":true,"size_in_quote":false,"total_fees":"5.00","trigger_status":"{{{trigger}}}","order_type":"STOP_LIMIT","reject_reason":"REJECT_REASON_UNSPECIFIED","settled":false,"product_type":"SPOT","reject_message":"","cancel_message":"","last_fill_time":"2021-05-31T10:00:00Z","edit_history":[],"leverage":""}""";

    [Theory]
    [InlineData("PENDING", VenueOrderState.Working)]
    [InlineData("OPEN", VenueOrderState.Working)]
    [InlineData("QUEUED", VenueOrderState.Working)]
    [InlineData("CANCEL_QUEUED", VenueOrderState.Working)]
    [InlineData("EDIT_QUEUED", VenueOrderState.Working)]
    [InlineData("FILLED", VenueOrderState.Filled)]
    [InlineData("CANCELLED", VenueOrderState.Cancelled)]
    [InlineData("EXPIRED", VenueOrderState.Expired)]
    [InlineData("FAILED", VenueOrderState.Rejected)]
    public void Order_IsRead_InEachState(string status, VenueOrderState state)
    {
        var report = CoinbaseCodec.Order(Bytes($$"""{"order":{{OrderJson(status)}}}"""))!;

        Assert.Equal((state, 1.5m, 0.5m, 230.1m, 229.5m, 230m, OrderType.StopLimit, Side.Sell, TimeInForce.Gtc),
            (report.State, report.Quantity.Value, report.FilledQuantity.Value, report.AveragePrice!.Value.Value, report.LimitPrice!.Value.Value, report.StopPrice!.Value.Value, report.Type, report.Side, report.TimeInForce!.Value));
        Assert.Equal(new ClientOrderId(0xABC), report.ClientOrderId);
        Assert.Equal(Time("2021-05-31T10:00:00Z"), report.At);
        Assert.Null(report.Reason);
    }

    [Fact]
    public void Order_WhoseStopTriggered_SaysSo() =>
        Assert.Equal(VenueOrderState.Triggered, CoinbaseCodec.Order(Bytes($$"""{"order":{{OrderJson("OPEN", "STOP_TRIGGERED")}}}"""))!.State);

    [Fact]
    public void Order_InAStateThatIsNotKnown_IsNotRead_AndNeitherIsItsList()
    {
        Assert.Null(CoinbaseCodec.Order(Bytes($$"""{"order":{{OrderJson("UNKNOWN_ORDER_STATUS")}}}""")));
        Assert.Null(CoinbaseCodec.Orders(Bytes($$"""{"orders":[{{OrderJson("OPEN")}},{{OrderJson("DREAMING")}}],"has_next":false}""")));
        Assert.Null(CoinbaseCodec.Order(Bytes("<html>")));
    }

    [Fact]
    public void Orders_ComeInPages()
    {
        var page = CoinbaseCodec.Orders(Bytes($$"""{"orders":[{{OrderJson("OPEN")}}],"sequence":"0","has_next":true,"cursor":"789100"}"""))!;

        Assert.Single(page.Items);
        Assert.Equal("789100", page.Next);
        Assert.Null(CoinbaseCodec.Orders(Bytes("""{"orders":[],"has_next":false,"cursor":"789100"}"""))!.Next);
    }

    [Fact]
    public void Fills_AreRead_InMoneyToo_AndReversedOnesNeverWere()
    {
        static string Fill(string entry, string trade, string type, string size, bool isInQuote) =>
            $$"""{"entry_id":"{{entry}}","trade_id":"{{trade}}","order_id":"0000-000000-000000","trade_time":"2021-05-31T09:59:59Z","trade_type":"{{type}}","price":"10000.00","size":"{{size}}","commission":"1.25","product_id":"BTC-USD","sequence_timestamp":"2021-05-31T09:58:59Z","liquidity_indicator":"MAKER","size_in_quote":{{(isInQuote ? "true" : "false")}},"user_id":"3333","side":"BUY"}""";

        var page = CoinbaseCodec.Fills(Bytes($$"""{"fills":[{{Fill("1", "a", "FILL", "0.5", false)}},{{Fill("2", "b", "FILL", "5000", true)}},{{Fill("3", "c", "FILL", "1", false)}},{{Fill("4", "c", "REVERSAL", "1", false)}},{{Fill("5", "a", "CORRECTION", "0.5", false)}}],"cursor":"next"}"""))!;

        Assert.Equal([("a", 0.5m), ("b", 0.5m), ("5", 0.5m)], page.Items.Select(fill => (fill.FillId.Value, fill.Quantity.Value)));
        Assert.Equal((1.25m, "USD", true, 10_000m, Time("2021-05-31T09:59:59Z")), (page.Items[0].Fee.Value, page.Items[0].FeeCurrency, page.Items[0].IsMaker, page.Items[0].Price.Value, page.Items[0].At));
        Assert.Equal("next", page.Next);
        Assert.Null(CoinbaseCodec.Fills(Bytes("""{"fills":[],"cursor":"next"}"""))!.Next);
    }

    [Fact]
    public void Cancels_AreReadOneByOne()
    {
        var ended = CoinbaseCodec.Cancels(Reply(200, """{"results":[{"success":true,"failure_reason":"UNKNOWN_CANCEL_FAILURE_REASON","order_id":"1"},{"success":false,"failure_reason":"UNKNOWN_CANCEL_ORDER","order_id":"2"},{"success":false,"failure_reason":"DUPLICATE_CANCEL_REQUEST","order_id":"3"},{"success":false,"failure_reason":"UNKNOWN_CANCEL_FAILURE_REASON","order_id":"4"}]}"""))!;

        Assert.IsType<VenueOutcome.Accepted>(ended[new("1")]);
        Assert.Equal(RejectReason.UnknownOrder, Assert.IsType<VenueOutcome.Rejected>(ended[new("2")]).Reason);
        Assert.IsType<VenueOutcome.Accepted>(ended[new("3")]);
        Assert.IsType<VenueOutcome.Unknown>(ended[new("4")]);
    }

    [Fact]
    public void Accounts_AreWhatIsFreeAndWhatIsHeld()
    {
        var page = CoinbaseAccountCodec.Balances(Bytes("""{"accounts":[{"uuid":"8bfc20d7","name":"BTC Wallet","currency":"BTC","available_balance":{"value":"1.23","currency":"BTC"},"default":false,"active":true,"type":"ACCOUNT_TYPE_CRYPTO","ready":true,"hold":{"value":"0.77","currency":"BTC"}}],"has_next":true,"cursor":"789100","size":1}"""))!;

        Assert.Equal([("BTC", 2m, 1.23m)], page.Items.Select(each => (each.Currency, each.Total.Value, each.Available.Value)));
        Assert.Equal("789100", page.Next);
    }

    [Fact]
    public void Futures_AreRead()
    {
        var balances = CoinbaseAccountCodec.FuturesBalances(Bytes("""{"balance_summary":{"futures_buying_power":{"value":"100","currency":"USD"},"total_usd_balance":{"value":"200","currency":"USD"},"cfm_usd_balance":{"value":"150","currency":"USD"},"unrealized_pnl":{"value":"20","currency":"USD"},"available_margin":{"value":"90","currency":"USD"}}}"""))!;
        var positions = CoinbaseAccountCodec.FuturesPositions(Bytes("""{"positions":[{"product_id":"BIT-28JUL23-CDE","expiration_time":"2023-07-28T15:00:00Z","side":"SHORT","number_of_contracts":"3","current_price":"250","avg_entry_price":"243.71","unrealized_pnl":"-7.20","daily_realized_pnl":"0"},{"product_id":"FLAT","side":"LONG","number_of_contracts":"0","avg_entry_price":"0"}]}"""))!;

        Assert.Equal([("USD", 180m, 90m)], balances.Select(each => (each.Currency, each.Total.Value, each.Available.Value)));
        Assert.Equal([("BIT-28JUL23-CDE", -3m, 243.71m)], positions.Select(each => (each.Instrument.Value, each.Quantity.Value, each.AveragePrice.Value)));
        Assert.Equal(-7.2m, positions[0].UnrealisedProfit!.Value.Value);
    }

    [Fact]
    public void Perpetuals_AreRead()
    {
        var positions = CoinbaseAccountCodec.PerpetualPositions(Bytes("""{"positions":[{"product_id":"BTC-PERP-INTX","symbol":"BTC-PERP","vwap":{"value":"61000","currency":"USDC"},"entry_vwap":{"value":"60000","currency":"USDC"},"position_side":"POSITION_SIDE_LONG","margin_type":"MARGIN_TYPE_ISOLATED","net_size":"0.5","leverage":"4","unrealized_pnl":{"value":"12","currency":"USDC"},"liquidation_price":{"value":"45000","currency":"USDC"}}],"summary":{}}"""))!;
        var balances = CoinbaseAccountCodec.PerpetualBalances(Bytes("""{"portfolio_balances":[{"portfolio_uuid":"one","balances":[{"asset":{"asset_id":"1","asset_name":"USDC"},"quantity":"1000","hold":"100","transfer_hold":"50"}]}]}"""))!;

        var position = Assert.Single(positions);
        Assert.Equal(("BTC-PERP-INTX", 0.5m, 60_000m, 12m, 45_000m, 4m, MarginMode.Isolated),
            (position.Instrument.Value, position.Quantity.Value, position.AveragePrice.Value, position.UnrealisedProfit!.Value.Value, position.LiquidationPrice!.Value.Value, position.Leverage, position.MarginMode));
        Assert.Equal([("USDC", 1_000m, 850m)], balances.Select(each => (each.Currency, each.Total.Value, each.Available.Value)));
    }

    [Fact]
    public void Products_AreRead()
    {
        var instruments = CoinbaseAccountCodec.Instruments(Bytes("""{"products":[{"product_id":"BTC-USD","price":"140.21","base_increment":"0.00000001","quote_increment":"0.01","quote_min_size":"1","base_min_size":"0.00000001","base_max_size":"3400","is_disabled":false,"status":"online","cancel_only":false,"trading_disabled":false,"view_only":false,"auction_mode":false,"product_type":"SPOT","quote_currency_id":"USD","base_currency_id":"BTC","price_increment":"0.01"},{"product_id":"BTC-PERP-INTX","base_increment":"0.0001","price_increment":"0.1","base_min_size":"0.0001","base_max_size":"1000","quote_min_size":"10","status":"online","cancel_only":true,"product_type":"FUTURE","quote_currency_id":"USDC","base_currency_id":"","future_product_details":{"venue":"INTX","contract_expiry":"","contract_size":"1","contract_root_unit":"BTC","contract_expiry_type":"PERPETUAL","perpetual_details":{"max_leverage":"20"}}},{"product_id":"BIT-28JUL23-CDE","base_increment":"1","price_increment":"5","base_min_size":"1","status":"","product_type":"FUTURE","quote_currency_id":"USD","future_product_details":{"contract_expiry":"2023-07-28T15:00:00Z","contract_size":"0.01","contract_root_unit":"BTC","contract_expiry_type":"EXPIRING"}}]}"""))!;

        Assert.Equal((InstrumentKind.Spot, "BTC", "USD", 0.01m, 0.00000001m, 3_400m, 1m, TradingStatus.Trading, false),
            (instruments[0].Kind, instruments[0].Base, instruments[0].Quote, instruments[0].TickSize.Value, instruments[0].LotSize.Value, instruments[0].MaxQuantity!.Value.Value, instruments[0].MinNotional!.Value.Value, instruments[0].Status, instruments[0].Shortable));
        Assert.Equal((InstrumentKind.LinearPerpetual, "BTC", "USDC", 20m, TradingStatus.CancelOnly), (instruments[1].Kind, instruments[1].Base, instruments[1].Settle, instruments[1].MaxLeverage, instruments[1].Status));
        Assert.Equal((InstrumentKind.LinearFuture, 0.01m, new DateOnly(2023, 7, 28)), (instruments[2].Kind, instruments[2].ContractSize, instruments[2].Expiry));
    }

    [Fact]
    public void SmallAnswers_AreRead()
    {
        var fees = CoinbaseAccountCodec.Fees(new("BTC-USD"), Bytes("""{"total_fees":25,"fee_tier":{"pricing_tier":"<$10k","taker_fee_rate":"0.0010","maker_fee_rate":"0.0020"}}"""))!;
        var key = CoinbaseAccountCodec.Permissions(Bytes("""{"can_view":true,"can_trade":true,"can_transfer":false,"portfolio_uuid":"one","portfolio_type":"DEFAULT"}"""))!;
        var quote = CoinbaseAccountCodec.Quote(new("BTC-USD"), Bytes("""{"pricebooks":[{"product_id":"BTC-USD","bids":[{"price":"99","size":"1"}],"asks":[{"price":"101","size":"2"}],"time":"2023-01-01T00:00:00Z"}]}"""), DateTimeOffset.UnixEpoch)!;

        Assert.Equal(new TradingFees(new("BTC-USD"), 0.002m, 0.001m), fees);
        Assert.Equal((true, true, false), (key.Read, key.Trade, key.Withdraw));
        Assert.Equal((99m, 101m), (quote.Bid!.Value.Value, quote.Ask!.Value.Value));
        Assert.Equal(Time("2023-01-01T00:00:01Z"), CoinbaseAccountCodec.Time(Bytes("""{"iso":"2023-01-01T00:00:01Z","epochSeconds":"1672531201","epochMillis":"1672531201000"}""")));
    }

    [Fact]
    public void Stream_TellsOrders()
    {
        var told = CoinbaseEvents.Read(Bytes($$$"""{"channel":"user","client_id":"","timestamp":"2023-02-09T20:33:57.609931463Z","sequence_num":7,"events":[{"type":"snapshot","orders":[{"avg_price":"50000","cancel_reason":"","client_order_id":"{{{Id}}}","completion_percentage":"100","cumulative_quantity":"0.25","filled_value":"1250","leaves_quantity":"0.75","limit_price":"50001","number_of_fills":"1","order_id":"0000","order_side":"BUY","order_type":"Limit","outstanding_hold_amount":"0","post_only":"false","product_id":"BTC-USD","product_type":"SPOT","reject_reason":"","status":"OPEN","stop_price":"","time_in_force":"GOOD_UNTIL_CANCELLED","total_fees":"2","trigger_status":"INVALID_ORDER_TYPE","creation_time":"2023-02-09T20:33:57Z"}],"positions":{"perpetual_futures_positions":[],"expiring_futures_positions":[]}}]}"""))!;

        var report = Assert.IsType<VenueEvent.OrderChanged>(Assert.Single(told.Events)).Report;
        Assert.Equal(7, told.Sequence);
        Assert.Equal((VenueOrderState.Working, OrderType.Limit, 1m, 0.25m, 50_000m, 50_001m, false), (report.State, report.Type, report.Quantity.Value, report.FilledQuantity.Value, report.AveragePrice!.Value.Value, report.LimitPrice!.Value.Value, report.PostOnly));
        Assert.Equal(new ClientOrderId(0xABC), report.ClientOrderId);
    }

    [Theory]
    [InlineData("STOP_LIMIT")]
    [InlineData("Stop Limit")]
    [InlineData("StopLimit")]
    public void StopLimit_IsOne_HoweverAnswersAndStreamsWriteIt(string word) => Assert.Equal(OrderType.StopLimit, CoinbaseWords.TypeOf(word, hasLimit: true));

    [Fact]
    public void Stream_TellsPositions_SubscriptionsAndRefusals()
    {
        var positions = CoinbaseEvents.Read(Bytes("""{"channel":"user","sequence_num":8,"timestamp":"2023-02-09T20:33:57Z","events":[{"type":"snapshot","orders":[],"positions":{"perpetual_futures_positions":[{"product_id":"BTC-PERP-INTX","position_side":"Short","net_size":"2","vwap":"60000","leverage":"3","margin_type":"Cross"}],"expiring_futures_positions":[]}}]}"""))!;

        var position = Assert.Single(Assert.IsType<VenueEvent.PositionsChanged>(Assert.Single(positions.Events)).Positions);
        Assert.Equal(("BTC-PERP-INTX", -2m, 60_000m, MarginMode.Cross), (position.Instrument.Value, position.Quantity.Value, position.AveragePrice.Value, position.MarginMode!.Value));
        Assert.True(CoinbaseEvents.Read(Bytes("""{"channel":"subscriptions","sequence_num":1,"events":[{"subscriptions":{"heartbeats":["heartbeats"],"user":["one"]}}]}"""))!.IsSubscribed);
        Assert.False(CoinbaseEvents.Read(Bytes("""{"channel":"subscriptions","sequence_num":0,"events":[{"subscriptions":{"heartbeats":["heartbeats"]}}]}"""))!.IsSubscribed);
        Assert.Contains("authentication failure", CoinbaseEvents.Read(Bytes("""{"type":"error","message":"authentication failure"}"""))!.Refusal!, StringComparison.Ordinal);
        Assert.Null(CoinbaseEvents.Read(Bytes("""{"channel":"user","sequence_num":8,"events":[{"type":"update","orders":[{"order_id":"1","status":"DREAMING"}]}]}""")));
        Assert.Null(CoinbaseEvents.Read(Bytes("[]")));
    }

    [Theory]
    [InlineData("INSUFFICIENT_FUND", RejectReason.InsufficientFunds)]
    [InlineData("INVALID_BASE_SIZE_TOO_SMALL", RejectReason.BelowMinimum)]
    [InlineData("INVALID_BASE_SIZE_TOO_LARGE", RejectReason.AboveMaximum)]
    [InlineData("INVALID_PRICE_PRECISION", RejectReason.PriceOutOfRange)]
    [InlineData("INVALID_LIMIT_PRICE_POST_ONLY", RejectReason.WouldTakeLiquidity)]
    [InlineData("STOP_PRICE_ABOVE_LAST_TRADE_PRICE", RejectReason.WouldTriggerImmediately)]
    [InlineData("UNTRADABLE_PRODUCT", RejectReason.MarketClosed)]
    [InlineData("UNSUPPORTED_ORDER_CONFIGURATION", RejectReason.Unsupported)]
    public void RefusedOrders_SayWhy_WhereverTheReasonStands(string reason, RejectReason meaning)
    {
        string[] answers =
        [
            $$$"""{"success":false,"error_response":{"error":"{{{reason}}}","message":"","error_details":"","preview_failure_reason":"UNKNOWN_PREVIEW_FAILURE_REASON","new_order_failure_reason":"UNKNOWN_FAILURE_REASON"}}""",
            $$$"""{"success":false,"error_response":{"error":"UNKNOWN_FAILURE_REASON","preview_failure_reason":"PREVIEW_{{{reason}}}"}}""",
            $$"""{"success":false,"errors":[{"edit_failure_reason":"{{reason}}"}]}""",
        ];

        Assert.All(answers, answer => Assert.Equal(meaning, Assert.IsType<VenueOutcome.Rejected>(Outcome(200, answer)).Reason));
    }

    [Theory]
    [InlineData(200, """{"success":false,"error_response":{"error":"UNKNOWN_FAILURE_REASON"}}""")]
    [InlineData(200, """{"success":false,"error_response":{"error":"NEVER_HEARD_OF"}}""")]
    [InlineData(500, """{"error":"INVALID_ARGUMENT","message":"valid product_id is required"}""")]
    [InlineData(503, "<html>")]
    public void WhatProvesNothing_IsUnknown(int status, string body) => Assert.IsType<VenueOutcome.Unknown>(Outcome(status, body));

    [Fact]
    public void OtherRefusals_AreToldApart()
    {
        Assert.Equal(RejectReason.UnknownInstrument, Assert.IsType<VenueOutcome.Rejected>(Outcome(400, """{"error":"INVALID_ARGUMENT","error_details":"valid product_id is required","message":"valid product_id is required"}""")).Reason);
        Assert.Equal(RejectReason.Unauthorized, Assert.IsType<VenueOutcome.Rejected>(Outcome(401, "Unauthorized\n")).Reason);
        Assert.IsType<VenueOutcome.NotSent>(Outcome(429, "Too many requests"));
        Assert.Null(new CoinbaseVoice().Complaint(Reply(200, """{"success":true,"success_response":{"order_id":"1"}}""")));
        Assert.Null(new CoinbaseVoice().Complaint(Reply(200, """{"results":[{"success":false,"failure_reason":"UNKNOWN_CANCEL_ORDER","order_id":"2"}]}""")));
    }

    [Fact]
    public void PlacedOrders_TellTheirNumber() =>
        Assert.Equal(new VenueOrderId("11111"), Assert.IsType<VenueOutcome.Accepted>(CoinbaseCodec.Accepted(Reply(200, """{"success":true,"success_response":{"order_id":"11111","product_id":"BTC-USD","side":"BUY","client_order_id":"x"}}"""))).VenueOrderId);

    private static VenueOutcome Outcome(int status, string body) => new CoinbaseVoice().Complaint(Reply(status, body))!.Outcome;

    private static WireReply Reply(int status, string body) => new() { End = WireEnd.Answered, Status = status, Body = Bytes(body) };

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
