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
    [InlineData("""{"v":1,"ticker":"X","action":"buy","takeProfit":{"targets":[{"percent":1},{"percent":"x"}]}}""", "invalid-field", "takeProfit.targets[1].percent")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","sentAt":"noon"}""", "invalid-field", "sentAt")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","extras":"x"}""", "invalid-field", "extras")]
    [InlineData("""{"v":null,"ticker":"X","action":"buy"}""", "unsupported-version", "v")]
    [InlineData("""[{"v":1,"ticker":"X","action":"buy"},{"ticker":"X","action":"sell","quantity":3}]""", "unsupported-version", "[1].v")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","takeProfit":{"percent":2}}""", "invalid-take-profit", "takeProfit.targets")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","timing":{"goodTill":"Jan 5 2026"}}""", "invalid-field", "timing.goodTill")]
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
    public void Array_IsABatch()
    {
        var (reader, reading) = Reads.Body("""[{"v":1,"ticker":"X","action":"cancel"},{"v":"1","ticker":"X","action":"reverse"}]""");
        Assert.Equal("signalbox-json", reader);
        Assert.Equal([SignalAction.Cancel, SignalAction.Reverse], reading.Signals.Select(signal => signal.Action));
    }
}
