using Signalbox.Signals;
using Xunit;

namespace Signalbox.Tests.Signals.Readers;

public sealed class PlainTextReaderTests
{
    [Theory]
    [InlineData("market long 0.01 sl off 2% tp off 5%",
        """{"action":"buy","size":{"quantity":"0.01","type":"fixed_quantity"},"order":{"type":"market"},"takeProfit":{"targets":[{"percent":"5"}]},"stopLoss":{"type":"stop","percent":"2"}}""")]
    [InlineData("MARKET SHORT 0.01 SL OFF 2% TP OFF 5%",
        """{"action":"sell","size":{"quantity":"0.01","type":"fixed_quantity"},"order":{"type":"market"},"takeProfit":{"targets":[{"percent":"5"}]},"stopLoss":{"type":"stop","percent":"2"}}""")]
    [InlineData("binance BTCUSDT market buy 0.01", """{"ticker":"BTCUSDT","action":"buy","account":"binance","size":{"quantity":"0.01","type":"fixed_quantity"},"order":{"type":"market"}}""")]
    [InlineData("bybit market buy 0.01", """{"action":"buy","account":"bybit","size":{"quantity":"0.01","type":"fixed_quantity"},"order":{"type":"market"}}""")]
    [InlineData("@my-account BTCUSDT buy", """{"ticker":"BTCUSDT","action":"buy","account":"my-account"}""")]
    [InlineData("BUY 10 AAPL", """{"ticker":"AAPL","action":"buy","size":{"quantity":"10","type":"fixed_quantity"}}""")]
    [InlineData("close NVDA", """{"ticker":"NVDA","action":"exit"}""")]
    [InlineData("FLATTEN", """{"action":"flatten"}""")]
    [InlineData("buy 0.5 BTCUSD at 64250 limit", """{"ticker":"BTCUSD","action":"buy","size":{"quantity":"0.5","type":"fixed_quantity"},"order":{"type":"limit","limitPrice":"64250"}}""")]
    [InlineData("BINANCE:BTCUSDT.P sell $500", """{"ticker":"BINANCE:BTCUSDT.P","action":"sell","size":{"quantity":"500","type":"dollar_amount"}}""")]
    [InlineData("MNQ1! buy 2", """{"ticker":"MNQ1!","action":"buy","size":{"quantity":"2","type":"fixed_quantity"}}""")]
    [InlineData("\"SPY 240510C68\" buy 1", """{"ticker":"SPY 240510C68","action":"buy","size":{"quantity":"1","type":"fixed_quantity"}}""")]
    [InlineData("BTCUSDT limit 65000 buy 5% post gtc", """{"ticker":"BTCUSDT","action":"buy","size":{"quantity":"5","type":"percent_of_equity"},"order":{"type":"limit","limitPrice":"65000","postOnly":true},"timeInForce":"gtc"}""")]
    [InlineData("BTCUSDT stop 66000 limit 66100 buy r1% sl @64000", """{"ticker":"BTCUSDT","action":"buy","size":{"quantity":"1","type":"risk_percent"},"order":{"type":"stop_limit","limitPrice":"66100","stopPrice":"66000"},"stopLoss":{"type":"stop","stopPrice":"64000"}}""")]
    [InlineData("BTCUSDT stop @66000 buy r$100", """{"ticker":"BTCUSDT","action":"buy","size":{"quantity":"100","type":"risk_dollar_amount"},"order":{"type":"stop","stopPrice":"66000"}}""")]
    [InlineData("BTCUSDT buy 1 show 0.2", """{"ticker":"BTCUSDT","action":"buy","size":{"quantity":"1","type":"fixed_quantity"},"order":{"type":"limit","visibleQuantity":"0.2"}}""")]
    [InlineData("BTCUSDT limit buy 1 quote bid", """{"ticker":"BTCUSDT","action":"buy","size":{"quantity":"1","type":"fixed_quantity"},"order":{"type":"limit","quotePrice":"bid"}}""")]
    [InlineData("BTCUSDT trail 1% buy 1", """{"ticker":"BTCUSDT","action":"buy","size":{"quantity":"1","type":"fixed_quantity"},"order":{"type":"trailing_stop","trailPercent":"1"}}""")]
    [InlineData("BTCUSDT close 50%p", """{"ticker":"BTCUSDT","action":"exit","size":{"quantity":"50","type":"percent_of_position"}}""")]
    [InlineData("BTCUSDT close 50%", """{"ticker":"BTCUSDT","action":"exit","size":{"quantity":"50","type":"percent_of_position"}}""")]
    [InlineData("BTCUSDT close trail $50", """{"ticker":"BTCUSDT","action":"exit","order":{"type":"trailing_stop","trailAmount":"50"}}""")]
    [InlineData("BTCUSDT buy 25%a lev 5x", """{"ticker":"BTCUSDT","action":"buy","size":{"quantity":"25","type":"percent_of_available"},"leverage":"5"}""")]
    [InlineData("BTCUSDT buy 1 tp 2% 50% tp 4% 50%", """{"ticker":"BTCUSDT","action":"buy","size":{"quantity":"1","type":"fixed_quantity"},"takeProfit":{"targets":[{"percent":"2","sharePercent":"50"},{"percent":"4","sharePercent":"50"}]}}""")]
    [InlineData("BTCUSDT buy 1 sl off $50 tp @70000", """{"ticker":"BTCUSDT","action":"buy","size":{"quantity":"1","type":"fixed_quantity"},"takeProfit":{"targets":[{"limitPrice":"70000"}]},"stopLoss":{"type":"stop","amount":"50"}}""")]
    [InlineData("BTCUSDT buy 1 trail 1% from 2%", """{"ticker":"BTCUSDT","action":"buy","size":{"quantity":"1","type":"fixed_quantity"},"stopLoss":{"type":"trailing_stop","trailPercent":"1","trailFromPercent":"2"}}""")]
    [InlineData("BTCUSDT buy 1 sl off 3% trail 1% from @70000", """{"ticker":"BTCUSDT","action":"buy","size":{"quantity":"1","type":"fixed_quantity"},"stopLoss":{"type":"trailing_stop","percent":"3","trailPercent":"1","trailFromPrice":"70000"}}""")]
    [InlineData("BTCUSDT buy 1 sl 2% tp 3% be after tp1 offset 5", """{"ticker":"BTCUSDT","action":"buy","size":{"quantity":"1","type":"fixed_quantity"},"takeProfit":{"targets":[{"percent":"3"}]},"stopLoss":{"type":"stop","percent":"2","breakevenAfterTarget":"1","breakevenOffset":"5"}}""")]
    [InlineData("BTCUSDT sell 1 reduce ioc ttl 60s delay 2s id abc", """{"ticker":"BTCUSDT","action":"sell","size":{"quantity":"1","type":"fixed_quantity"},"timeInForce":"ioc","timing":{"cancelAfterSeconds":"60","delaySeconds":"2"},"reduceOnly":true,"id":"abc"}""")]
    [InlineData("BTCUSDT to target 0.5", """{"ticker":"BTCUSDT","action":"target","targetPosition":"0.5"}""")]
    [InlineData("BTCUSDT target -0.5", """{"ticker":"BTCUSDT","action":"target","targetPosition":"-0.5"}""")]
    [InlineData("BTCUSDT target short 0.5", """{"ticker":"BTCUSDT","action":"target","targetPosition":"-0.5"}""")]
    [InlineData("BTCUSDT target flat", """{"ticker":"BTCUSDT","action":"target","targetPosition":"0"}""")]
    [InlineData("BTCUSDT reverse # the other way", """{"ticker":"BTCUSDT","action":"reverse"}""")]
    [InlineData("BTCUSDT add 0.1", """{"ticker":"BTCUSDT","action":"add","size":{"quantity":"0.1","type":"fixed_quantity"}}""")]
    [InlineData("BTCUSDT be", """{"ticker":"BTCUSDT","action":"breakeven"}""")]
    [InlineData("BTCUSDT breakeven offset 0.5", """{"ticker":"BTCUSDT","action":"breakeven","breakevenOffset":"0.5"}""")]
    [InlineData("BTCUSDT cancel", """{"ticker":"BTCUSDT","action":"cancel"}""")]
    [InlineData("BTCUSDT cancel all", """{"ticker":"BTCUSDT","action":"cancel","includeProtection":true}""")]
    [InlineData("BTCUSDT cancel stop", """{"ticker":"BTCUSDT","action":"cancel","cancelOrderType":"stop"}""")]
    [InlineData("BTCUSDT sl @60000", """{"ticker":"BTCUSDT","action":"protect","stopLoss":{"type":"stop","stopPrice":"60000"}}""")]
    [InlineData("BTCUSDT close long", """{"ticker":"BTCUSDT","action":"exit","guards":{"requiredPosition":"long"}}""")]
    [InlineData("BTCUSDT buy 1 if flat slip 0.5% spread 0.1%", """{"ticker":"BTCUSDT","action":"buy","size":{"quantity":"1","type":"fixed_quantity"},"guards":{"spreadPercentMax":"0.1","slippagePercentMax":"0.5","requiredPosition":"flat"}}""")]
    [InlineData("BTCUSDT trail 1% from 2%", """{"ticker":"BTCUSDT","action":"protect","stopLoss":{"type":"trailing_stop","trailPercent":"1","trailFromPercent":"2"}}""")]
    [InlineData("BTCUSDT trail 1% from 2% buy 1", """{"ticker":"BTCUSDT","action":"buy","size":{"quantity":"1","type":"fixed_quantity"},"stopLoss":{"type":"trailing_stop","trailPercent":"1","trailFromPercent":"2"}}""")]
    [InlineData("BTCUSDT trail $50 tp 5%", """{"ticker":"BTCUSDT","action":"protect","takeProfit":{"targets":[{"percent":"5"}]},"stopLoss":{"type":"trailing_stop","trailAmount":"50"}}""")]
    [InlineData("SPY 240510C68 buy 1", """{"ticker":"SPY 240510C68","action":"buy","size":{"quantity":"1","type":"fixed_quantity"}}""")]
    [InlineData("binance: BTCUSDT buy", """{"ticker":"BTCUSDT","action":"buy","account":"binance"}""")]
    [InlineData("1INCHUSDT buy 5", """{"ticker":"1INCHUSDT","action":"buy","size":{"quantity":"5","type":"fixed_quantity"}}""")]
    [InlineData("BTCUSDT buy id “a b”", """{"ticker":"BTCUSDT","action":"buy","id":"a b"}""")]
    [InlineData("BTCUSDT buy 1\n  sl off 2%\n  & tp off 5%", """{"ticker":"BTCUSDT","action":"buy","size":{"quantity":"1","type":"fixed_quantity"},"takeProfit":{"targets":[{"percent":"5"}]},"stopLoss":{"type":"stop","percent":"2"}}""")]
    [InlineData("binance BTCUSDT\n  market long 0.01\n  sl off 2%", """{"ticker":"BTCUSDT","action":"buy","account":"binance","size":{"quantity":"0.01","type":"fixed_quantity"},"order":{"type":"market"},"stopLoss":{"type":"stop","percent":"2"}}""")]
    public void Order_IsRead(string text, string canonical)
    {
        Assert.Equal("signalbox-text", Reads.Body(text).Reader);
        Assert.Equal(canonical, Reads.Canonical(text));
    }

    [Theory]
    [InlineData("BTCUSDT buy 1; ETHUSDT sell 2", "BTCUSDT buy", "ETHUSDT sell")]
    [InlineData("BTCUSDT cancel all\nBTCUSDT buy 1\n\n# done\nETHUSDT close", "BTCUSDT cancel", "BTCUSDT buy", "ETHUSDT exit")]
    [InlineData("binance BTCUSDT\nmarket buy 1\nsl off 2%", "binance/BTCUSDT buy", "binance/BTCUSDT protect")]
    [InlineData("binance\nBTCUSDT buy 1\nETHUSDT buy 2", "binance/BTCUSDT buy", "binance/ETHUSDT buy")]
    [InlineData("binance BTCUSDT\nbuy 1\nbybit\nbuy 2\nETHUSDT buy 3", "binance/BTCUSDT buy", "bybit/BTCUSDT buy", "bybit/ETHUSDT buy")]
    [InlineData("binance BTCUSDT buy 1; sell 2; ETHUSDT sell 1; bybit buy 2", "binance/BTCUSDT buy", "binance/BTCUSDT sell", "ETHUSDT sell", "bybit/ETHUSDT buy")]
    [InlineData("  BTCUSDT buy 1\n    sl 2%\n  ETHUSDT buy 1", "BTCUSDT buy", "ETHUSDT buy")]
    [InlineData("BTCUSDT buy 1 &\n tp 5%;;\r\nETHUSDT buy 1;", "BTCUSDT buy", "ETHUSDT buy")]
    public void SeveralOrders_AreABatch_InOrder(string text, params string[] expected)
    {
        var (_, reading) = Reads.Body(text);
        Assert.Null(reading.Refusal);
        Assert.Equal(expected, reading.Signals.Select(signal =>
            $"{(signal.Account is null ? "" : signal.Account + "/")}{signal.Ticker} {Signalbox.Text.Words.Of(signal.Action)}"));
    }

    [Theory]
    [InlineData("market bui 0.01", "Line 1, column 8: found 'bui', expected an action", "Did you mean buy?", "1:8")]
    [InlineData("BTCUSDT bui 0.1 sl 2%", "column 9: found 'bui', expected an action", "Did you mean buy?", "1:9")]
    [InlineData("byu BTCUSDT 0.1 sl 2%", "column 1: found 'byu', expected an action", "Did you mean buy?", "1:1")]
    [InlineData("BTCUSDT 0.1 sl 2%", "column 1: found 'BTCUSDT', expected an action", "", "1:1")]
    [InlineData("BTCUSDT buy 0.01 ls off 2%", "Line 1, column 18: found 'ls'", "Did you mean", "1:18")]
    [InlineData("BTCUSDT buy 1\nETHUSDT buy 1 sl", "Line 2, column 17: found the end of the order, expected a level", "", "2:17")]
    [InlineData("BTCUSDT buy sl 60000", "column 16: found '60000'", "Write @60000 for the price, or off 60000 for the distance.", "1:16")]
    [InlineData("BTCUSDT buy 1 2", "column 15: found '2', expected only one size", "", "1:15")]
    [InlineData("BTCUSDT buy sell", "column 13: found 'sell', expected only one action", "", "1:13")]
    [InlineData("BTCUSDT market limit 5 buy", "column 16: found 'limit', expected only one order type", "", "1:16")]
    [InlineData("BTCUSDT buy 1 quote bid", "column 15: found 'quote', expected an order type beside it: market or limit", "the subscription's order counts", "1:15")]
    [InlineData("BTCUSDT buy lev many", "found 'many', expected a leverage", "", "1:17")]
    [InlineData("BTCUSDT buy sl 2% sl 3%", "expected 'sl' only once", "", "1:19")]
    [InlineData("BTCUSDT buy sent yesterday", "expected a time such as", "", "1:18")]
    [InlineData("BTCUSDT market 0.5", "column 1: found 'BTCUSDT', expected an action", "", "1:1")]
    [InlineData("buy 0.01 @60000", "found '@60000', expected a size", "Write limit 60000 for an order at that price.", "1:10")]
    [InlineData("market long 1,000", "found '1,000', expected a size", "Write numbers with a point and without separators", "1:13")]
    [InlineData("BTCUSDT buy 0.01btc", "found '0.01btc', expected a size", "", "1:13")]
    [InlineData("BTCUSDT buy 500$", "expected a size", "Write $500 for an amount of money.", "1:13")]
    [InlineData("long 10x", "expected a size", "Write lev 10x for the leverage.", "1:6")]
    [InlineData("BTCUSDT buy -1", "found '-1', expected a size", "", "1:13")]
    [InlineData("BTCUSDT buy sl=2%", "found 'sl=2%'", "Write a blank between them: sl 2%", "1:13")]
    [InlineData("BTCUSDT buy sl@59000", "found 'sl@59000'", "Write a blank between them: sl @59000", "1:13")]
    [InlineData("BTCUSDT but 1", "column 9: found 'but', expected an action", "Did you mean buy?", "1:9")]
    [InlineData("BTCUSDT buy extras {", "expected a JSON object", "", "1:20")]
    public void Mistake_IsNamedWithItsPlace(string text, string message, string hint, string place)
    {
        var refusal = Reads.Refusal(text);
        Assert.Equal(("syntax-error", place), (refusal?.Code, refusal?.Field));
        Assert.Contains(message, refusal!.Message, StringComparison.Ordinal);
        Assert.Contains(hint, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello there")]
    [InlineData("# nothing but a remark about a buy")]
    public void TextWithoutAWordOfOurs_IsNotUnderstood(string text) => Assert.Equal("malformed-json", Reads.Refusal(text)?.Code);

    [Fact]
    public void OneMistake_RefusesTheWholeBatch()
    {
        var (_, reading) = Reads.Body("BTCUSDT buy 1; ETHUSDT bye 1");
        Assert.Empty(reading.Signals);
        Assert.NotNull(reading.Refusal);
    }

    [Fact]
    public void TooManyOrders_AreRefused() => Assert.Equal("too-many-signals", Reads.Refusal(string.Concat(Enumerable.Repeat("A buy 1;", 101)))?.Code);

    [Theory]
    [InlineData("market {{strategy.order.action}} 0.01 sl off 2% tp off 5%")]
    public void UnreplacedPlaceholder_IsNamed(string text) => Assert.Equal("unreplaced-placeholder", Reads.Refusal(text)?.Code);

    [Theory]
    [InlineData("buy")]
    [InlineData("sell")]
    [InlineData("long")]
    [InlineData("short")]
    public void TemplateOfTradingView_WorksWithEveryWordItSends(string action) =>
        Assert.Equal(action is "buy" or "long" ? SignalAction.Buy : SignalAction.Sell, Reads.One($"market {action} 0.01 sl off 2% tp off 5%").Action);
}
