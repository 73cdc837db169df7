using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Terms;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;
using Signalbox.Tests.Configuration;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class TermsReadingTests
{
    [Fact]
    public void Read_OfWhatWasWritten_GivesTheSameTerms()
    {
        var check = new InputCheck();

        var read = TermsReading.Read(TermsWriting.Write(Settings.Terms), "defaults", check);

        Assert.Equal(Settings.Terms, read);
        Assert.False(check.Failed);
    }

    [Fact]
    public void Read_OfEverythingATermCanSay_LosesNothing()
    {
        var terms = new TradeTerms
        {
            EntryOrder = new() { Type = OrderType.Limit, PostOnly = true, VisibleQuantity = new(0.5m), QuotePrice = QuotePrice.Mid },
            ExitOrder = new() { Type = OrderType.TrailingStop, TrailAmount = 5m },
            StopLoss = new() { Type = StopLossType.TrailingStop, LossAmount = new(50m), TrailPercent = 1m, TrailFromPrice = new(110m), BreakevenAfterTarget = 2, BreakevenOffset = 0.5m },
            TakeProfit = new() { Targets = [new() { ProfitAmount = new(20m), SharePercent = 40m }, new() { Percent = 3m }] },
            EntryCancelAfterSeconds = 30m,
            ExitCancelAfterSeconds = 3_600m,
            EntrySpread = new() { Percent = 0.1m },
            ExitSpread = new() { Amount = 2m },
            SlippagePercentMax = 0.5m,
            DelaySeconds = 1.5m,
            Leverage = 5m,
            ExtendedHours = true,
        };
        var check = new InputCheck();

        Assert.Equal(terms, TermsReading.Read(TermsWriting.Write(terms), "defaults", check));
        Assert.Empty(check.Errors);
    }

    [Theory]
    [InlineData("""{ "entrySize": {} }""", "entrySize.quantity: A quantity is required.")]
    [InlineData("""{ "entrySize": { "quantity": "0" } }""", "entrySize.quantity: Expected a number above 0.")]
    [InlineData("""{ "entrySize": { "quantity": "50", "type": "percent_of_position" } }""", "entrySize.type: An entry has no position yet to take a percentage of. Choose another quantity type.")]
    [InlineData("""{ "exitSize": { "quantity": "101", "type": "percent_of_position" } }""", "exitSize.quantity: A percentage of this kind is at most 100.")]
    [InlineData("""{ "entryOrder": {} }""", "entryOrder.type: An order type is required: market, limit, stop, stop_limit, trailing_stop.")]
    [InlineData("""{ "entryOrder": { "type": "market", "limitPrice": "1" } }""", "entryOrder.limitPrice: A market order has no limit price. Leave it out, or choose limit or stop_limit.")]
    [InlineData("""{ "entryOrder": { "type": "limit", "stopPrice": "1" } }""", "entryOrder.stopPrice: A limit order has no stop price. Leave it out, or choose stop or stop_limit.")]
    [InlineData("""{ "entryOrder": { "type": "stop" } }""", "entryOrder.stopPrice: A stop order needs a stop price.")]
    [InlineData("""{ "entryOrder": { "type": "limit", "trailPercent": "1" } }""", "entryOrder.trailPercent: A limit order does not trail. Leave it out, or choose trailing_stop.")]
    [InlineData("""{ "exitOrder": { "type": "trailing_stop" } }""", "exitOrder: One of trailAmount and trailPercent is required.")]
    [InlineData("""{ "exitOrder": { "type": "trailing_stop", "trailPercent": "1", "limitPrice": "5" } }""", "exitOrder.limitPrice: A trailing_stop order has no limit price. Leave it out, or choose limit or stop_limit.")]
    [InlineData("""{ "entryOrder": { "type": "market", "postOnly": true } }""", "entryOrder.postOnly: A market order takes liquidity, so it cannot be post-only. Choose limit.")]
    [InlineData("""{ "entryOrder": { "type": "stop", "stopPrice": "5", "visibleQuantity": "1" } }""", "entryOrder.visibleQuantity: A stop order does not rest in the book, so no part of it can be hidden. Choose limit.")]
    [InlineData("""{ "entryCancelAfterSeconds": "0" }""", "entryCancelAfterSeconds: Expected a number from 1 to 3600.")]
    [InlineData("""{ "entrySpread": { "amount": "1", "percent": "1" } }""", "entrySpread: Only one of amount and percent may be set.")]
    [InlineData("""{ "leverage": "0.5" }""", "leverage: Expected a number from 1 to 1000.")]
    [InlineData("""{ "stopLoss": {} }""", "stopLoss: One of stopPrice, percent, amount and lossAmount is required.")]
    [InlineData("""{ "stopLoss": { "stopPrice": "1", "percent": "1" } }""", "stopLoss: Only one of stopPrice, percent, amount and lossAmount may be set.")]
    [InlineData("""{ "stopLoss": { "percent": "100" } }""", "stopLoss.percent: Expected a percentage below 100.")]
    [InlineData("""{ "stopLoss": { "percent": "1", "limitPrice": "1" } }""", "stopLoss.limitPrice: A stop has no limit price. Leave it out, or choose stop_limit.")]
    [InlineData("""{ "stopLoss": { "percent": "1", "trailAmount": "1" } }""", "stopLoss.trailAmount: A stop does not trail. Leave it out, or choose trailing_stop.")]
    [InlineData("""{ "stopLoss": { "type": "trailing_stop" } }""", "stopLoss: One of trailAmount and trailPercent is required.")]
    [InlineData("""{ "stopLoss": { "percent": "1", "trailFromPercent": "1" } }""", "stopLoss.trailFromPercent: A stop does not trail. Leave it out, or choose trailing_stop.")]
    [InlineData("""{ "stopLoss": { "percent": "1", "breakevenAfterTarget": 0 } }""", "stopLoss.breakevenAfterTarget: Expected a whole number from 1 to 10.")]
    [InlineData("""{ "takeProfit": {} }""", "takeProfit.targets: A take profit has 1 to 10 targets.")]
    [InlineData("""{ "takeProfit": { "targets": [ {} ] } }""", "takeProfit.targets[0]: One of limitPrice, percent, amount and profitAmount is required.")]
    [InlineData("""{ "takeProfit": { "targets": [ { "percent": "1", "sharePercent": "60" }, { "percent": "2", "sharePercent": "41" } ] } }""", "takeProfit.targets: The shares of all targets are at most 100 percent together.")]
    [InlineData("""{ "symbols": { "quote": "US DT" } }""", "symbols.quote: Expected a currency of 1 to 12 letters or digits, such as USDT.")]
    [InlineData("""{ "symbols": { "rollDays": 61 } }""", "symbols.rollDays: Expected a whole number from 0 to 60.")]
    [InlineData("""{ "symbols": { "tickers": [ { "ticker": "MNQ1!", "means": "" } ] } }""", "symbols.tickers[0].means: A ticker has 1 to 64 characters.")]
    [InlineData("""{ "symbols": { "tickers": [ { "ticker": "A", "means": "B" }, { "ticker": "a", "means": "C" } ] } }""", "symbols.tickers[1].ticker: The ticker a is given two meanings.")]
    public void Read_OfWhatContradictsItself_SaysWhereAndWhy(string terms, string error)
    {
        var check = new InputCheck();
        var document = JsonSerializer.Deserialize(terms, ApiJson.Default.TermsDocument);

        TermsReading.Read(document, "x", check);

        var found = Assert.Single(check.Errors);
        Assert.Equal($"x.{error}", $"{found.Path}: {found.Message}");
    }
}
