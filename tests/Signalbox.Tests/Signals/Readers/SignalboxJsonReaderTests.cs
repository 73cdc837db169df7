using Signalbox.Signals;
using Xunit;

namespace Signalbox.Tests.Signals.Readers;

public sealed class SignalboxJsonReaderTests
{
    [Theory]
    [InlineData("""{"v":2,"action":"buy"}""", "unsupported-version", "v")]
    [InlineData("""{"v":1,"ticker":"X"}""", "invalid-action", "action")]
    [InlineData("""{"v":1,"ticker":"X","action":"bye"}""", "invalid-field", "action")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","size":{"type":"risk_percent"}}""", "invalid-quantity", "size.quantity")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","size":5}""", "invalid-field", "size")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","order":{"limitPrice":5}}""", "invalid-field", "order.type")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","order":{"type":"limit","limitPrice":"high"}}""", "invalid-field", "order.limitPrice")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","order":{"type":"trailing_stop"}}""", "invalid-trailing-stop", "order.trailAmount")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","takeProfit":{"targets":[{"percent":1},{"percent":1,"amount":2}]}}""", "invalid-take-profit", "takeProfit.targets[1]")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","takeProfit":{"targets":[{"percent":1},{"percent":"x"}]}}""", "invalid-field", "takeProfit.targets[1].percent")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","takeProfit":{"targets":[{"percent":1,"sharePercent":60},{"percent":2,"sharePercent":60}]}}""", "invalid-take-profit", "takeProfit.targets")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","takeProfit":{"targets":[]}}""", "invalid-take-profit", "takeProfit.targets")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","stopLoss":{"percent":1,"amount":1}}""", "invalid-stop-loss", "stopLoss")]
    [InlineData("""{"v":1,"ticker":"X","action":"target"}""", "target-position-required", "targetPosition")]
    [InlineData("""{"v":1,"ticker":"X","action":"protect"}""", "nothing-to-protect", "stopLoss")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","sentAt":"noon"}""", "invalid-field", "sentAt")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","timing":{"cancelAfterSeconds":0}}""", "invalid-cancel-after", "timing.cancelAfterSeconds")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","extras":"x"}""", "invalid-field", "extras")]
    [InlineData("""[{"v":1,"ticker":"X","action":"buy"},{"v":1,"ticker":"X","action":"target"}]""", "target-position-required", "[1].targetPosition")]
    [InlineData("""[{"v":1,"ticker":"X","action":"buy"},5]""", "invalid-payload", "[1]")]
    public void Wrong_IsRefusedWithItsPath(string body, string code, string field)
    {
        var refusal = Reads.Refusal(body);
        Assert.Equal((code, field), (refusal?.Code, refusal?.Field));
    }

    [Fact]
    public void Unknown_IsKept()
    {
        var signal = Reads.One("""{"v":1,"ticker":"X","action":"buy","mood":"good","order":{"type":"market","colour":"red"}}""");
        Assert.Equal("""{"mood":"good","order.colour":"red"}""", signal.UnknownFields?.GetRawText());
    }

    [Fact]
    public void Array_IsABatch_AlsoWhereOnlyOneItemNamesTheVersion()
    {
        var (reader, reading) = Reads.Body("""[{"v":1,"ticker":"X","action":"cancel"},{"ticker":"X","action":"reverse"}]""");
        Assert.Equal("signalbox-json", reader);
        Assert.Equal([SignalAction.Cancel, SignalAction.Reverse], reading.Signals.Select(signal => signal.Action));
    }
}
