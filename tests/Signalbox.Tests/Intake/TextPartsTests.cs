using Signalbox.Server.Guidance;
using Signalbox.Signals;
using Signalbox.Tests.Signals.Readers;
using Xunit;

namespace Signalbox.Tests.Intake;

/// <summary>Which piece of a body said what, and where a body stops making sense.</summary>
public sealed class TextPartsTests
{
    [Fact]
    public void Parts_OfPlainText_AreTheWordsAndTheirNumbers() => Assert.Equal(
        ["BTCUSDT > ticker", "market > order.type", "buy > action", "0.1 > size.quantity", "sl off 2% > stopLoss.percent", "tp off 5% > takeProfit.targets[0].percent"],
        Told("BTCUSDT market buy 0.1 sl off 2% tp off 5%"));

    [Fact]
    public void Parts_OfJson_AreTheValues_AndFieldsNobodyKnowsAreSaid() => Assert.Equal(
        ["\"BTCUSDT\" > ticker", "\"buy\" > action", "1 > size.quantity", "\"mean\" > ", "1 > stopLoss.percent", "\"ü\" > "],
        Told("""{"ticker":"BTCUSDT","action":"buy","quantity":1,"mood":"mean","stopLoss":{"percent":1,"colour":"ü"}}"""));

    [Fact]
    public void Parts_BehindLettersOutsideAscii_StandAtTheirPlace() => Assert.Equal(
        ["\"ünïcode “q”\" > ", "\"BTC\" > ticker", "\"sell\" > action"],
        Told("""{"note":"ünïcode “q”","ticker":"BTC","action":"sell"}"""));

    [Theory]
    [InlineData("{\n  \"ticker\": \"BTC\",\n  \"action\": \"bu\"\n}", 3, 13)]
    [InlineData("BTCUSDT buy 1\nETHUSDT bui 2", 2, 9)]
    [InlineData("{\n \"ticker\": }", 2, 12)]
    [InlineData("{\"ticker\":\"{{tickr}}\",\"action\":\"buy\"}", 1, 12)]
    [InlineData("""{"ticker":"A","action":"buy","stopLoss":{"type":"trailing_stop"}}""", 1, 49)]
    public void Place_OfWhatIsRefused_IsItsLineAndColumn(string body, int line, int column)
    {
        var refusal = Reads.Refusal(body)!;

        Assert.Equal(new TextPlaceDocument(line, column), TextParts.PlaceOf(body, refusal));
    }

    [Fact]
    public void Place_OfARefusalOfTheWholeBody_IsNowhere() => Assert.Null(TextParts.PlaceOf("{}", new Refusal("x", "y")));

    private static IEnumerable<string> Told(string body) =>
        TextParts.Of(body, Reads.Body(body).Reading.Signals).Select(part => $"{body.Substring(part.Start, part.Length)} > {part.Field}");
}
