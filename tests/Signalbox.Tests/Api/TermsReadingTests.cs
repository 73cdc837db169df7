using System.Text.Json;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Terms;
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
    [InlineData("""{ "exitOrder": { "type": "trailing_stop", "trailPercent": "1" } }""", "exitOrder.type: This version does not trail stops. Choose stop or stop_limit.")]
    [InlineData("""{ "stopLoss": {} }""", "stopLoss: One of stopPrice, percent and amount is required.")]
    [InlineData("""{ "stopLoss": { "stopPrice": "1", "percent": "1" } }""", "stopLoss: Only one of stopPrice, percent and amount may be set.")]
    [InlineData("""{ "stopLoss": { "percent": "100" } }""", "stopLoss.percent: Expected a percentage below 100.")]
    [InlineData("""{ "stopLoss": { "percent": "1", "limitPrice": "1" } }""", "stopLoss.limitPrice: A stop has no limit price. Leave it out, or choose stop_limit.")]
    [InlineData("""{ "stopLoss": { "percent": "1", "trailAmount": "1" } }""", "stopLoss.trailAmount: A stop does not trail. Leave it out, or choose trailing_stop.")]
    [InlineData("""{ "stopLoss": { "type": "trailing_stop", "trailAmount": "1" } }""", "stopLoss.type: This version does not trail stops. Choose stop or stop_limit.")]
    [InlineData("""{ "takeProfit": {} }""", "takeProfit.targets: A take profit has 1 to 10 targets.")]
    [InlineData("""{ "takeProfit": { "targets": [ {} ] } }""", "takeProfit.targets[0]: One of limitPrice, percent and amount is required.")]
    [InlineData("""{ "takeProfit": { "targets": [ { "percent": "1", "sharePercent": "60" }, { "percent": "2", "sharePercent": "41" } ] } }""", "takeProfit.targets: The shares of all targets are at most 100 percent together.")]
    public void Read_OfWhatContradictsItself_SaysWhereAndWhy(string terms, string error)
    {
        var check = new InputCheck();
        var document = JsonSerializer.Deserialize(terms, ApiJson.Default.TermsDocument);

        TermsReading.Read(document, "x", check);

        var found = Assert.Single(check.Errors);
        Assert.Equal($"x.{error}", $"{found.Path}: {found.Message}");
    }
}
