using Signalbox.Signals.Readers.TradersPost;
using Xunit;

namespace Signalbox.Tests.Signals.Readers;

/// <summary>What is written for TradersPost's language is read back as the same signal, or said not to be sayable.</summary>
public sealed class TradersPostWriterTests
{
    private const int Signals = 3_000;

    [Fact]
    public void Written_ThatIsSayable_IsReadAsTheSameSignal()
    {
        var said = 0;
        for (var seed = 0; seed < Signals; seed++)
        {
            var signal = new RandomSignals(seed).Next();
            if (TradersPostWriter.Unsayable(signal) is not null)
            {
                continue;
            }

            said++;
            var again = new TradersPostReader().Read(new(System.Text.Encoding.UTF8.GetBytes(TradersPostWriter.Write([signal]))));
            Assert.Equal(Reads.Canonical(signal), Reads.Canonical(Assert.Single(again.Signals)));
        }

        Assert.True(said > 0);
    }

    [Theory]
    [InlineData("BTCUSDT buy 0.5 sl off 2% tp off 5%", """{"ticker":"BTCUSDT","action":"buy","quantity":"0.5","takeProfit":{"percent":"5"},"stopLoss":{"type":"stop","percent":"2"}}""")]
    [InlineData("BTCUSDT exit", """{"ticker":"BTCUSDT","action":"exit"}""")]
    public void Written_IsWhatTradersPostDocuments(string text, string json)
    {
        var signal = Reads.One(text);

        Assert.Null(TradersPostWriter.Unsayable(signal));
        Assert.Equal(json, TradersPostWriter.Write([signal]));
    }

    [Theory]
    [InlineData("""{"v":1,"ticker":"A","action":"buy","takeProfit":{"targets":[{"percent":1,"sharePercent":50},{"percent":2}]}}""", "takeProfit")]
    [InlineData("""{"v":1,"ticker":"A","action":"buy","leverage":3}""", "leverage")]
    [InlineData("""{"v":1,"ticker":"A","action":"buy","order":{"type":"limit","limitPrice":1,"postOnly":true}}""", "order")]
    [InlineData("""{"v":1,"ticker":"A","action":"reverse"}""", "action")]
    public void Unsayable_NamesWhatWouldBeLost(string json, string field) =>
        Assert.Contains(field, TradersPostWriter.Unsayable(Reads.One(json)), StringComparison.Ordinal);
}
