using System.Text;
using Signalbox.Signals;
using Signalbox.Signals.Repairs;
using Xunit;

namespace Signalbox.Tests.Signals;

public sealed class SignalTextTests
{
    private const string Sound = """{"ticker":"AAPL","action":"buy"}""";

    [Theory]
    [InlineData("\uFEFF{\"ticker\":\"AAPL\",\"action\":\"buy\"}", Repair.ByteOrderMark)]
    [InlineData("{“ticker”: “AAPL”, “action”: “buy”}", Repair.SmartQuotes)]
    [InlineData("{\n    \"ticker\": \"AAPL\",\n    \"action\": \"buy\",\n}", Repair.TrailingComma)]
    [InlineData("{\"ticker\":\"AAPL\",\"action\":\"buy\"},", Repair.TrailingComma)]
    [InlineData("'{\"ticker\":\"AAPL\",\"action\":\"buy\"}'", Repair.WrappingQuotes)]
    [InlineData("\"{\"ticker\":\"AAPL\",\"action\":\"buy\"}\"", Repair.WrappingQuotes)]
    [InlineData("\"{\\\"ticker\\\":\\\"AAPL\\\",\\\"action\\\":\\\"buy\\\"}\"", Repair.WrappingQuotes)]
    [InlineData("{'ticker': 'AAPL', 'action': 'buy'}", Repair.SingleQuotes)]
    [InlineData("{\u00A0\"ticker\":\"AAPL\",\u00A0\"action\":\"buy\"}", Repair.UnusualBlanks)]
    [InlineData("{“ticker”: “AAPL”, “action”: “buy”,}", Repair.SmartQuotes, Repair.TrailingComma)]
    [InlineData("\uFEFF'{“ticker”: “AAPL”, “action”: “buy”}'", Repair.ByteOrderMark, Repair.WrappingQuotes, Repair.SmartQuotes)]
    public void Damaged_WhereTheRepairIsClear_IsReadAndRecorded(string body, params string[] repairs)
    {
        var (_, reading) = Read(body);
        Assert.Null(reading.Refusal);
        Assert.Equal(("AAPL", SignalAction.Buy), (reading.Signals[0].Ticker, reading.Signals[0].Action));
        Assert.Equal(repairs, reading.Repairs);
    }

    [Theory]
    [InlineData(Sound)]
    [InlineData("""{"ticker":"AAPL","action":"buy","extras":{"note":"say “hi”, it's"}}""")]
    public void Sound_IsLeftAlone(string body)
    {
        var text = new SignalText(Encoding.UTF8.GetBytes(body));
        Assert.Empty(text.Repairs);
        Assert.Equal(body, text.Plain);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"ticker\":\"AAPL\",\"action\":\"buy\"")]
    [InlineData("{\"ticker\":\"AAPL\" \"action\":\"buy\"}")]
    [InlineData("{\"ticker\":\"AAPL\",\"action\":\"buy\",\"comment\":\"say \"hi\"\"}")]
    [InlineData("{\"ticker\":\"\\ud800\",\"action\":\"buy\"}")]
    [InlineData("{\"ticker\":\"AAPL\",,\"action\":\"buy\"}")]
    public void Damaged_WithoutAClearRepair_IsRefused(string body) =>
        Assert.Equal("malformed-json", Read(body).Reading.Refusal?.Code);

    [Fact]
    public void NotUtf8_IsRefused()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("{\"ticker\":\""), 0xFF, 0xFE, .. "\",\"action\":\"buy\"}"u8];
        var reading = SignalReaders.All.Read(new(body)).Reading;
        Assert.Equal("malformed-json", reading.Refusal?.Code);
        Assert.Contains("UTF-8", reading.Refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ticker":"{{ticker}}","action":"buy"}""", "{{ticker}}")]
    [InlineData("""{"ticker":"AAPL","action":"buy","quantity":"{{ strategy.order.contracts }}"}""", "{{ strategy.order.contracts }}")]
    [InlineData("""{"ticker":"AAPL","action":"buy","quantity":{{strategy.order.contracts}}}""", "{{strategy.order.contracts}}")]
    [InlineData("""{"ticker":"AAPL","action":"buy","price":"{{plot(\"Entry\")}}"}""", "{{plot(\\\"Entry\\\")}}")]
    [InlineData("""{"ticker": "%alert_symbol%", "action": "buy", "price": "%last_price%"}""", "%alert_symbol%")]
    [InlineData("{{strategy.order.alert_message}}", "{{strategy.order.alert_message}}")]
    public void Placeholder_NotReplaced_IsRefusedByName(string body, string placeholder)
    {
        var refusal = Read(body).Reading.Refusal;
        Assert.Equal("unreplaced-placeholder", refusal?.Code);
        Assert.Contains(placeholder, refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ticker":"AAPL","action":"buy","extras":{"note":"{{plot_0}}"}}""")]
    [InlineData("""{"ticker":"AAPL","action":"buy","note":"50%p or 12a%"}""")]
    public void Placeholder_InTheSendersNotes_IsNoReasonToRefuse(string body) => Assert.Null(Read(body).Reading.Refusal);

    private static (string? Reader, Reading Reading) Read(string body) => SignalReaders.All.Read(new(Encoding.UTF8.GetBytes(body)));
}
