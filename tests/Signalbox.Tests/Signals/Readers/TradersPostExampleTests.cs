using Xunit;

namespace Signalbox.Tests.Signals.Readers;

/// <summary>The messages TradersPost and the tools around it document, as they write them, and what we understand.</summary>
public sealed class TradersPostExampleTests
{
    [Theory]
    [InlineData("""{"ticker":"AAPL","action":"buy","sentiment":"long","quantity":"10","price":"191.25","time":"2025-06-18T14:30:00Z","interval":"5"}""",
        """{"ticker":"AAPL","action":"buy","sentiment":"bullish","size":{"quantity":"10","type":"fixed_quantity"},"signalPrice":"191.25","sentAt":"2025-06-18T14:30:00.0000000+00:00","interval":"5"}""")]
    [InlineData("""{"ticker":"AAPL","action":"buy","price":"191.25","time":"2025-06-18T14:30:00Z","interval":"5"}""",
        """{"ticker":"AAPL","action":"buy","signalPrice":"191.25","sentAt":"2025-06-18T14:30:00.0000000+00:00","interval":"5"}""")]
    [InlineData("""{"ticker": "SPY", "action": "buy", "price": "512.3", "alertName": "x", "alertNote": "y", "priceActionEvent": "touch"}""",
        """{"ticker":"SPY","action":"buy","signalPrice":"512.3"}""")]
    [InlineData("""{"ticker": "AMD", "action": "buy", "price": 85.50}""", """{"ticker":"AMD","action":"buy","signalPrice":"85.5"}""")]
    [InlineData("""{"ticker":"AMD","action":"buy","signalPrice":143.12,"quantity":1,"takeProfit":{"percent":10},"stopLoss":{"type":"stop","percent":5}}""",
        """{"ticker":"AMD","action":"buy","size":{"quantity":"1","type":"fixed_quantity"},"takeProfit":{"targets":[{"percent":"10"}]},"stopLoss":{"type":"stop","percent":"5"},"signalPrice":"143.12"}""")]
    [InlineData("""{"ticker":"AAPL","action":"buy","sentiment":"long","price":191.25,"quantity":10,"quantityType":"fixed_quantity","orderType":"market","time":"2025-06-18T14:30:00Z","test":true,"takeProfit":{"percent":10},"stopLoss":{"type":"stop","percent":5},"extras":{"strategy":"EMA_Crossover","comment":"Breakout entry","exitType":"trailing_atr"}}""",
        """{"ticker":"AAPL","action":"buy","sentiment":"bullish","size":{"quantity":"10","type":"fixed_quantity"},"order":{"type":"market"},"takeProfit":{"targets":[{"percent":"10"}]},"stopLoss":{"type":"stop","percent":"5"},"signalPrice":"191.25","test":true,"sentAt":"2025-06-18T14:30:00.0000000+00:00","extras":{"strategy":"EMA_Crossover","comment":"Breakout entry","exitType":"trailing_atr"}}""")]
    [InlineData("""{"ticker": "NQ1!","action": "buy","takeProfit": {"amount": "20"},"stopLoss": {"type": "stop","amount": "10"},"signalPrice": "18250.5","time": "2025-06-17T10:30:00Z","interval": "1"}""",
        """{"ticker":"NQ1!","action":"buy","takeProfit":{"targets":[{"amount":"20"}]},"stopLoss":{"type":"stop","amount":"10"},"signalPrice":"18250.5","sentAt":"2025-06-17T10:30:00.0000000+00:00","interval":"1"}""")]
    [InlineData("""{"ticker":"MNQ","action":"buy","orderType":"market","signalPrice":18500,"takeProfit":{"amount":100}}""",
        """{"ticker":"MNQ","action":"buy","order":{"type":"market"},"takeProfit":{"targets":[{"amount":"100"}]},"signalPrice":"18500"}""")]
    [InlineData("""{"ticker":"MNQU2025","action":"buy"}""", """{"ticker":"MNQU2025","action":"buy"}""")]
    [InlineData("""{"ticker":"SPY","action":"add"}""", """{"ticker":"SPY","action":"add"}""")]
    [InlineData("""{"ticker":"SPY","action":"cancel"}""", """{"ticker":"SPY","action":"cancel","includeProtection":true}""")]
    [InlineData("""{"ticker":"SPY","action":"cancel","cancelOrderType":"stop"}""", """{"ticker":"SPY","action":"cancel","includeProtection":true,"cancelOrderType":"stop"}""")]
    [InlineData("""{"ticker":"SPY","action":"exit","cancel":true}""", """{"ticker":"SPY","action":"exit","cancelOpenOrders":true}""")]
    [InlineData("""{"ticker":"SPY","action":"exit","cancel":false}""", """{"ticker":"SPY","action":"exit","cancelOpenOrders":false}""")]
    [InlineData("""{"ticker":"SPY","action":"exit","quantity":2}""", """{"ticker":"SPY","action":"exit","size":{"quantity":"2","type":"fixed_quantity"}}""")]
    [InlineData("""{"ticker":"SPY","action":"sell","sentiment":"flat"}""", """{"ticker":"SPY","action":"sell","sentiment":"flat"}""")]
    [InlineData("""{"ticker":"SPY","action":"buy","quantity":5,"sentiment":"bearish"}""", """{"ticker":"SPY","action":"buy","sentiment":"bearish","size":{"quantity":"5","type":"fixed_quantity"}}""")]
    [InlineData("""{"ticker":"QQQ","action":"buy","delay":60}""", """{"ticker":"QQQ","action":"buy","timing":{"delaySeconds":"60"}}""")]
    [InlineData("""{"ticker":"SPY","action":"exit","ignoreTradingWindows":true}""", """{"ticker":"SPY","action":"exit","timing":{"ignoreTradingWindows":true}}""")]
    [InlineData("""{"ticker":"SPY","action":"buy","extras":{"message":"RSI Below 30","rsi":23}}""", """{"ticker":"SPY","action":"buy","extras":{"message":"RSI Below 30","rsi":23}}""")]
    [InlineData("""{"ticker":"SPY","action":"buy","cancelAfter":30,"bidAskSpreadFilter":0.05,"bidAskSpreadFilterPercent":"0.1"}""",
        """{"ticker":"SPY","action":"buy","timing":{"cancelAfterSeconds":"30"},"guards":{"spreadMax":"0.05","spreadPercentMax":"0.1"}}""")]
    [InlineData("""{"ticker":"BTCUSD","action":"breakeven","orderType":"stop","breakevenOffset":0.5}""", """{"ticker":"BTCUSD","action":"breakeven","breakevenOffset":"0.5"}""")]
    [InlineData("""{"ticker":"BTCUSD","action":"breakeven"}""", """{"ticker":"BTCUSD","action":"breakeven"}""")]
    public void Message_IsUnderstood(string body, string canonical)
    {
        Assert.Equal("traderspost", Reads.Body(body).Reader);
        Assert.Equal(canonical, Reads.Canonical(body));
    }

    [Theory]
    [InlineData("fixed_quantity", "fixed_quantity")]
    [InlineData("dollar_amount", "dollar_amount")]
    [InlineData("amount_per_position", "dollar_amount")]
    [InlineData("risk_dollar_amount", "risk_dollar_amount")]
    [InlineData("risk_per_position", "risk_dollar_amount")]
    [InlineData("risk_percent", "risk_percent")]
    [InlineData("percent_of_equity", "percent_of_equity")]
    [InlineData("percent_of_position", "percent_of_position")]
    public void QuantityType_CountsWhatItNames(string type, string ours) =>
        Assert.Contains(
            $"\"size\":{{\"quantity\":\"50\",\"type\":\"{ours}\"}}",
            Reads.Canonical($$"""{"ticker":"SPY","action":"buy","quantityType":"{{type}}","quantity":50,"stopLoss":{"stopPrice":90} }"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"orderType\":\"limit\",\"limitPrice\":50.50", """{"type":"limit","limitPrice":"50.5"}""")]
    [InlineData("\"limitPrice\":50.50", """{"type":"limit","limitPrice":"50.5"}""")]
    [InlineData("\"orderType\":\"limit\"", """{"type":"limit"}""")]
    [InlineData("\"orderType\":\"limit\",\"marketPriceType\":\"mark\"", """{"type":"limit","quotePrice":"mark"}""")]
    [InlineData("\"orderType\":\"market\",\"limitPrice\":50", """{"type":"market"}""")]
    [InlineData("\"trailPercent\":1.5", """{"type":"trailing_stop","trailPercent":"1.5"}""")]
    [InlineData("\"trailAmount\":\"20\",\"trailPercent\":\"\"", """{"type":"trailing_stop","trailAmount":"20"}""")]
    [InlineData("\"orderType\":\"stop\",\"stopPrice\":60", """{"type":"stop","stopPrice":"60"}""")]
    [InlineData("\"orderType\":\"stop_limit\",\"stopPrice\":60,\"limitPrice\":50.50", """{"type":"stop_limit","limitPrice":"50.5","stopPrice":"60"}""")]
    [InlineData("\"orderType\":\"trailing_stop\",\"trailAmount\":\"1\"", """{"type":"trailing_stop","trailAmount":"1"}""")]
    [InlineData("\"orderType\":\"trailing_stop\",\"trailPercent\":1.5", """{"type":"trailing_stop","trailPercent":"1.5"}""")]
    [InlineData("\"orderType\":\"LIMIT\",\"limitPrice\":\"50\",\"timeInForce\":\"GTC\",\"extendedHours\":true", """{"type":"limit","limitPrice":"50"},"timeInForce":"gtc","extendedHours":true""")]
    public void Order_IsUnderstood(string fields, string order) =>
        Assert.Contains($"\"order\":{order}", Reads.Canonical($$"""{"ticker":"SPY","action":"buy",{{fields}} }"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"type":"stop","percent":5}""", """{"type":"stop","percent":"5"}""")]
    [InlineData("""{"percent":"5"}""", """{"type":"stop","percent":"5"}""")]
    [InlineData("""{"type":"stop","amount":5}""", """{"type":"stop","amount":"5"}""")]
    [InlineData("""{"type":"stop","stopPrice":10.71}""", """{"type":"stop","stopPrice":"10.71"}""")]
    [InlineData("""{"type":"stop_limit","stopPrice":10.71,"limitPrice":10.75}""", """{"type":"stop_limit","stopPrice":"10.71","limitPrice":"10.75"}""")]
    [InlineData("""{"stopPrice":10.71,"limitPrice":10.75}""", """{"type":"stop_limit","stopPrice":"10.71","limitPrice":"10.75"}""")]
    [InlineData("""{"type":"stop_limit","percent":5}""", """{"type":"stop_limit","percent":"5"}""")]
    [InlineData("""{"type":"trailing_stop","trailPercent":1}""", """{"type":"trailing_stop","trailPercent":"1"}""")]
    [InlineData("""{"type":"trailing_stop","trailAmount":1}""", """{"type":"trailing_stop","trailAmount":"1"}""")]
    [InlineData("""{"trailPrice":1}""", """{"type":"trailing_stop","trailAmount":"1"}""")]
    public void StopLoss_IsUnderstood(string loss, string ours) =>
        Assert.Contains($"\"stopLoss\":{ours}", Reads.Canonical($$"""{"ticker":"SPY","action":"buy","stopLoss":{{loss}} }"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"percent":10}""", """{"percent":"10"}""")]
    [InlineData("""{"amount":10}""", """{"amount":"10"}""")]
    [InlineData("""{"limitPrice":19.99}""", """{"limitPrice":"19.99"}""")]
    [InlineData("""{"price":19.99}""", """{"limitPrice":"19.99"}""")]
    [InlineData("""{"pnlAmount":250}""", """{"profitAmount":"250"}""")]
    [InlineData("""{"percent":10,"amount":null,"limitPrice":""}""", """{"percent":"10"}""")]
    public void TakeProfit_IsUnderstood(string profit, string ours) =>
        Assert.Contains($"\"targets\":[{ours}]", Reads.Canonical($$"""{"ticker":"SPY","action":"buy","takeProfit":{{profit}} }"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("SPY 240510C68", "call", "2024-05-10", "68")]
    [InlineData("SPY 250520C582.5", "call", "2025-05-20", "582.5")]
    [InlineData("SPY250520C582.5", "call", "2025-05-20", "582.5")]
    [InlineData("SPY250520P00582500", "put", "2025-05-20", "582.5")]
    [InlineData("SPY_052025582.5", null, "2025-05-20", "582.5")]
    [InlineData("SPY 250520582.5", null, "2025-05-20", "582.5")]
    [InlineData("SPY250520582.5", null, "2025-05-20", "582.5")]
    [InlineData("AAPL 230120C325", "call", "2023-01-20", "325")]
    public void OptionTicker_NamesItsContract(string ticker, string? right, string expiration, string strike)
    {
        var signal = Reads.One($$"""{"ticker":"{{ticker}}","action":"buy"}""");
        Assert.Equal(ticker, signal.Ticker);
        Assert.Equal((right, expiration, strike),
            (signal.Option?.Right is { } read ? Signalbox.Text.Words.Of(read) : null, signal.Option?.Expiration, signal.Option?.StrikePrice?.ToString()));
    }

    [Theory]
    [InlineData("AAPL")]
    [InlineData("BTCUSD")]
    [InlineData("MNQU2025")]
    [InlineData("NQ1!")]
    [InlineData("SPY259999C1")]
    public void OtherTicker_IsNoOption(string ticker) => Assert.Null(Reads.One($$"""{"ticker":"{{ticker}}","action":"buy"}""").Option);

    [Theory]
    [InlineData("""{"ticker":"SPY","action":"buy","optionType":"call","expiration":"+6 months","intrinsicValue":"itm","strikesAway":2}""",
        """{"right":"call","moneyness":"in_the_money","expiration":"+6 months","strikesAway":"2"}""")]
    [InlineData("""{"ticker":"SPY","action":"buy","optionType":"call","expiration":"2024-05-10","strikePrice":68}""", """{"right":"call","expiration":"2024-05-10","strikePrice":"68"}""")]
    [InlineData("""{"ticker":"AAPL","action":"buy","expiration":"+6 months","instrinsicValue":"itm","optionType":"both","strikesAway":3}""", """{"right":"both","expiration":"+6 months","strikesAway":"3"}""")]
    [InlineData("""{"ticker":"SPY","action":"buy","expiration":"0 days","strikeCount":"20"}""", """{"expiration":"0 days","strikeCount":"20"}""")]
    public void OptionScan_IsUnderstood(string body, string option) =>
        Assert.Contains($"\"option\":{option}", Reads.Canonical(body), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"limitPrice\":50", "50", null)]
    [InlineData("\"stopPrice\":60", "60", null)]
    [InlineData("\"limitPrice\":50,\"stopPrice\":60", "50", """{"stopPrice":60}""")]
    [InlineData("\"price\":55,\"limitPrice\":50", "55", """{"limitPrice":50}""")]
    public void PriceBesideAMarketOrder_IsWhatTheSenderSaw_OrIsKeptAsUnknown(string fields, string seen, string? unknown)
    {
        var signal = Reads.One($$"""{"ticker":"SPY","action":"buy","orderType":"market",{{fields}} }""");
        Assert.Equal((seen, unknown), (signal.SignalPrice.ToString()!, signal.UnknownFields?.GetRawText()));
    }

    [Theory]
    [InlineData("\"orderType\":\"stop\",\"stopPrice\":9,\"limitPrice\":8", """{"type":"stop","stopPrice":"9"}""", """{"limitPrice":8}""")]
    [InlineData("\"orderType\":\"limit\",\"limitPrice\":9,\"stopPrice\":8", """{"type":"limit","limitPrice":"9"}""", """{"stopPrice":8}""")]
    [InlineData("\"orderType\":\"trailing_stop\",\"trailPercent\":1,\"limitPrice\":9,\"stopPrice\":8", """{"type":"trailing_stop","trailPercent":"1"}""", """{"limitPrice":9,"stopPrice":8}""")]
    public void PriceTheOrderTypeDoesNotHave_IsKeptAsUnknown(string fields, string order, string unknown)
    {
        var body = $$"""{"ticker":"SPY","action":"buy",{{fields}} }""";
        Assert.Contains($"\"order\":{order}", Reads.Canonical(body), StringComparison.Ordinal);
        Assert.Equal(unknown, Reads.One(body).UnknownFields?.GetRawText());
    }

    [Fact]
    public void UnknownFields_AreKept_NestedOnesByTheirPath()
    {
        var signal = Reads.One("""{"ticker":"SPY","action":"buy","comment":"hi","stopLoss":{"percent":1,"note":2},"marketPriceType":"mark"}""");
        Assert.Equal("""{"comment":"hi","marketPriceType":"mark","stopLoss.note":2}""", signal.UnknownFields?.GetRawText());
    }

    [Fact]
    public void FieldTwice_TheLastCounts_AndIsRecorded()
    {
        var (_, reading) = Reads.Body("""{"ticker":"SPY","action":"buy","action":"sell"}""");
        Assert.Equal((Signalbox.Signals.SignalAction.Sell, "repeated-field"), (reading.Signals[0].Action, Assert.Single(reading.Repairs)));
    }

    [Fact]
    public void Array_IsABatch()
    {
        var (reader, reading) = Reads.Body("""[{"ticker":"SPY","action":"cancel"},{"ticker":"SPY","action":"buy"}]""");
        Assert.Equal(("traderspost", 2), (reader, reading.Signals.Count));
        Assert.Equal("[1].action", Reads.Refusal("""[{"ticker":"SPY","action":"cancel"},{"ticker":"SPY","action":"by"}]""")?.Field);
    }
}
