using Xunit;

namespace Signalbox.Tests.Signals.Readers;

/// <summary>Every mistake TradersPost has a code for gets that code, and a sentence that says what to change.</summary>
public sealed class TradersPostRefusalTests
{
    [Theory]
    [InlineData("", "empty-json")]
    [InlineData("  \n", "empty-json")]
    [InlineData("not json", "malformed-json")]
    [InlineData("{\"ticker\":", "malformed-json")]
    [InlineData("[]", "invalid-payload")]
    [InlineData("[1]", "invalid-payload")]
    [InlineData("null", "invalid-payload")]
    [InlineData("123", "invalid-payload")]
    [InlineData("\"foo\"", "invalid-payload")]
    [InlineData("{}", "invalid-payload")]
    [InlineData("""{"action":"buy"}""", "invalid-payload")]
    [InlineData("""{"ticker":"SPY"}""", "invalid-payload")]
    [InlineData("""{"Ticker":"SPY","action":"buy"}""", "invalid-payload")]
    [InlineData("""{"ticker":null,"action":"buy"}""", "invalid-payload")]
    [InlineData("""{"ticker":"","action":"buy"}""", "empty-ticker-name")]
    [InlineData("""{"ticker":"  ","action":"buy"}""", "empty-ticker-name")]
    [InlineData("""{"ticker":"SPY","action":"bu"}""", "invalid-action")]
    [InlineData("""{"ticker":"SPY","action":""}""", "invalid-action")]
    [InlineData("""{"ticker":"SPY","action":"reverse"}""", "invalid-action")]
    [InlineData("""{"ticker":"SPY","action":5}""", "invalid-action")]
    public void Body_WithoutWhatIsNeeded(string body, string code) => AssertRefused(body, code);

    [Theory]
    [InlineData("""{"ticker":"SPY","action":"buy","price":"NaN"}""", "invalid-signal-price", "price is \"NaN\", which is not a usable number. NaN stands where a number should")]
    [InlineData("""{"ticker":"SPY","action":"buy","price":NaN}""", "malformed-json", "column 40). NaN stands where a number should")]
    public void NotANumber_IsNamed(string body, string code, string words)
    {
        var refusal = Reads.Refusal(body);
        Assert.Equal(code, refusal?.Code);
        Assert.Contains(words, refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"action\":\"buy\",\"sentiment\":\"happy\"", "invalid-sentiment")]
    [InlineData("\"action\":\"exit\",\"sentiment\":\"flat\"", "invalid-sentiment-action")]
    [InlineData("\"action\":\"add\",\"sentiment\":\"long\"", "invalid-sentiment-action")]
    [InlineData("\"action\":\"buy\",\"quantity\":0", "invalid-quantity")]
    [InlineData("\"action\":\"buy\",\"stopLoss\":{\"percent\":150}", "invalid-stop-loss-percent")]
    [InlineData("\"action\":\"buy\",\"stopLoss\":{\"trailPercent\":100}", "invalid-stop-loss-trail-percent")]
    [InlineData("\"action\":\"buy\",\"quantity\":-5", "invalid-quantity")]
    [InlineData("\"action\":\"buy\",\"quantity\":\"five\"", "invalid-quantity")]
    [InlineData("\"action\":\"buy\",\"quantity\":\"1,000\"", "invalid-quantity")]
    [InlineData("\"action\":\"buy\",\"quantity\":[1]", "invalid-quantity")]
    [InlineData("\"action\":\"buy\",\"quantity\":1,\"quantityType\":\"lots\"", "invalid-quantity-type")]
    [InlineData("\"action\":\"buy\",\"quantityType\":\"dollar_amount\"", "quantity-type-requires-quantity")]
    [InlineData("\"action\":\"cancel\",\"quantity\":1,\"quantityType\":\"dollar_amount\"", "invalid-quantity-type-action")]
    [InlineData("\"action\":\"breakeven\",\"quantity\":1,\"quantityType\":\"fixed_quantity\"", "invalid-quantity-type-action")]
    [InlineData("\"action\":\"exit\",\"quantity\":1,\"quantityType\":\"risk_dollar_amount\"", "invalid-risk-dollar-amount-action")]
    [InlineData("\"action\":\"exit\",\"quantity\":1,\"quantityType\":\"risk_percent\"", "invalid-risk-dollar-amount-action")]
    [InlineData("\"action\":\"add\",\"quantity\":1,\"quantityType\":\"percent_of_position\"", "invalid-percent-of-position-action")]
    [InlineData("\"action\":\"cancel\",\"quantity\":1,\"quantityType\":\"percent_of_position\"", "invalid-percent-of-position-action")]
    [InlineData("\"action\":\"buy\",\"orderType\":\"iceberg\"", "invalid-order-type")]
    [InlineData("\"action\":\"buy\",\"orderType\":\"trailing_stop\"", "invalid-trailing-stop")]
    [InlineData("\"action\":\"buy\",\"orderType\":\"trailing_stop\",\"trailAmount\":1,\"trailPercent\":1", "invalid-trailing-stop")]
    [InlineData("\"action\":\"buy\",\"orderType\":\"trailing_stop\",\"trailAmount\":\"x\"", "invalid-trailing-stop")]
    [InlineData("\"action\":\"add\",\"orderType\":\"trailing_stop\",\"trailAmount\":1", "invalid-trailing-stop")]
    [InlineData("\"action\":\"add\",\"trailAmount\":1", "invalid-trailing-stop")]
    [InlineData("\"action\":\"buy\",\"trailAmount\":1,\"trailPercent\":1", "invalid-trailing-stop")]
    [InlineData("\"action\":\"buy\",\"trailPercent\":\"x\"", "invalid-trailing-stop")]
    [InlineData("\"action\":\"buy\",\"trailPercent\":1,\"limitPrice\":9", "invalid-trailing-stop")]
    [InlineData("\"action\":\"buy\",\"trailPercent\":1,\"stopPrice\":9", "invalid-trailing-stop")]
    [InlineData("\"action\":\"buy\",\"orderType\":\"market\",\"trailPercent\":1", "invalid-trailing-stop")]
    [InlineData("\"action\":\"exit\",\"orderType\":\"limit\",\"trailAmount\":1", "invalid-trailing-stop")]
    [InlineData("\"action\":\"breakeven\",\"trailPercent\":1", "breakeven-order-type-required")]
    [InlineData("\"action\":\"buy\",\"marketPriceType\":\"mid\"", "invalid-market-price-type")]
    [InlineData("\"action\":\"buy\",\"limitPrice\":\"x\"", "invalid-limit-price")]
    [InlineData("\"action\":\"buy\",\"stopPrice\":0", "invalid-stop-price")]
    [InlineData("\"action\":\"buy\",\"price\":\"x\"", "invalid-signal-price")]
    [InlineData("\"action\":\"buy\",\"timeInForce\":\"forever\"", "invalid-time-in-force")]
    [InlineData("\"action\":\"buy\",\"extendedHours\":\"maybe\"", "invalid-extended-hours")]
    [InlineData("\"action\":\"buy\",\"cancel\":\"maybe\"", "invalid-cancel")]
    [InlineData("\"action\":\"cancel\",\"cancelOrderType\":\"all\"", "invalid-cancel-order-type")]
    [InlineData("\"action\":\"buy\",\"cancelAfter\":0", "invalid-cancel-after")]
    [InlineData("\"action\":\"buy\",\"cancelAfter\":3601", "invalid-cancel-after")]
    [InlineData("\"action\":\"buy\",\"delay\":-1", "invalid-delay")]
    [InlineData("\"action\":\"buy\",\"ignoreTradingWindows\":2", "invalid-ignore-trading-windows")]
    [InlineData("\"action\":\"buy\",\"bidAskSpreadFilter\":\"wide\"", "invalid-bid-ask-spread-filter")]
    [InlineData("\"action\":\"buy\",\"test\":\"perhaps\"", "invalid-test")]
    [InlineData("\"action\":\"breakeven\",\"breakevenOffset\":0", "invalid-breakeven-offset")]
    [InlineData("\"action\":\"breakeven\",\"breakevenOffset\":101", "invalid-breakeven-offset")]
    [InlineData("\"action\":\"breakeven\",\"orderType\":\"market\"", "breakeven-order-type-required")]
    [InlineData("\"action\":\"buy\",\"quantity\":1e400", "number-out-of-range")]
    [InlineData("\"action\":\"buy\",\"limitPrice\":99999999999999999999999999999999", "number-out-of-range")]
    public void Field_OutOfItsRange(string fields, string code) => AssertRefused($$"""{"ticker":"SPY",{{fields}} }""", code);

    [Theory]
    [InlineData("""{}""", "invalid-take-profit-value-required")]
    [InlineData("5", "invalid-take-profit-value-required")]
    [InlineData("""{"percent":"x"}""", "invalid-take-profit-percent")]
    [InlineData("""{"percent":0}""", "invalid-take-profit-percent")]
    [InlineData("""{"amount":"x"}""", "invalid-take-profit-amount")]
    [InlineData("""{"limitPrice":"x"}""", "invalid-take-profit-limit-price")]
    [InlineData("""{"pnlAmount":-1}""", "invalid-take-profit-pnl-amount")]
    [InlineData("""{"percent":1,"amount":1}""", "invalid-take-profit-amount-and-percent")]
    [InlineData("""{"percent":1,"pnlAmount":1}""", "invalid-take-profit-amount-and-percent")]
    [InlineData("""{"limitPrice":1,"percent":1}""", "invalid-take-profit-relative-and-absolute")]
    [InlineData("""{"limitPrice":1,"amount":1}""", "invalid-take-profit-relative-and-absolute")]
    public void TakeProfit_ThatSaysTooLittleOrTooMuch(string profit, string code) =>
        AssertRefused($$"""{"ticker":"SPY","action":"buy","takeProfit":{{profit}} }""", code);

    [Theory]
    [InlineData("""{}""", "invalid-stop-loss-value-required")]
    [InlineData("\"5\"", "invalid-stop-loss-value-required")]
    [InlineData("""{"type":"stop"}""", "invalid-stop-loss-value-required")]
    [InlineData("""{"type":"hard","percent":1}""", "invalid-stop-loss-type")]
    [InlineData("""{"percent":"x"}""", "invalid-stop-loss-percent")]
    [InlineData("""{"amount":-1}""", "invalid-stop-loss-amount")]
    [InlineData("""{"stopPrice":"x"}""", "invalid-stop-loss-stop-price")]
    [InlineData("""{"type":"stop_limit","stopPrice":1,"limitPrice":"x"}""", "invalid-stop-loss-limit-price")]
    [InlineData("""{"type":"stop","stopPrice":1,"limitPrice":1}""", "invalid-stop-loss-limit-price")]
    [InlineData("""{"trailPrice":"x"}""", "invalid-stop-loss-trail-price")]
    [InlineData("""{"type":"trailing_stop","trailAmount":"x"}""", "invalid-stop-loss-trail-amount")]
    [InlineData("""{"type":"trailing_stop","trailPercent":"x"}""", "invalid-stop-loss-trail-percent")]
    [InlineData("""{"type":"stop","percent":1,"trailAmount":1}""", "invalid-stop-loss-trail-amount")]
    [InlineData("""{"type":"stop","percent":1,"trailPercent":1}""", "invalid-stop-loss-trail-percent")]
    [InlineData("""{"type":"trailing_stop"}""", "invalid-stop-loss-trail-value-required")]
    [InlineData("""{"type":"trailing_stop","trailAmount":1,"trailPercent":1}""", "invalid-stop-loss-trail-value")]
    [InlineData("""{"percent":1,"amount":1}""", "invalid-stop-loss-amount-and-percent")]
    [InlineData("""{"stopPrice":1,"percent":1}""", "invalid-stop-loss-relative-and-absolute")]
    [InlineData("""{"type":"stop_limit","limitPrice":1}""", "invalid-stop-loss-stop-price-required")]
    public void StopLoss_ThatSaysTooLittleOrTooMuch(string loss, string code) =>
        AssertRefused($$"""{"ticker":"SPY","action":"buy","stopLoss":{{loss}} }""", code);

    [Theory]
    [InlineData("\"optionType\":\"straddle\"", "invalid-option-type")]
    [InlineData("\"intrinsicValue\":\"deep\"", "invalid-intrinsic-value")]
    [InlineData("\"expiration\":\"soon\"", "invalid-expiration")]
    [InlineData("\"expiration\":\"2026-02-30\"", "invalid-expiration")]
    [InlineData("\"strikeCount\":0", "invalid-strike-count")]
    [InlineData("\"strikesAway\":1.5", "invalid-strikes-away")]
    [InlineData("\"strikePrice\":\"x\"", "invalid-strike-price")]
    public void OptionField_OutOfItsRange(string field, string code) => AssertRefused($$"""{"ticker":"SPY","action":"buy",{{field}} }""", code);

    [Fact]
    public void OptionTicker_AgainstItsType() => AssertRefused("""{"ticker":"SPY 240510C68","action":"buy","optionType":"put"}""", "invalid-ticker-and-option-type");

    [Fact]
    public void Refusal_NamesFieldValueAndRemedy()
    {
        var refusal = Reads.Refusal("""{"ticker":"NQ","action":"bu"}""")!;
        Assert.Equal(("action", "The field action is \"bu\". Send buy, sell, exit, add, cancel or breakeven. Did you mean buy?"), (refusal.Field, refusal.Message));
    }

    private static void AssertRefused(string body, string code)
    {
        var refusal = Reads.Refusal(body);
        Assert.True(refusal?.Code == code, $"{refusal?.Code}: {refusal?.Message}\n{body}");
    }
}
