using Signalbox.Tests.Signals.Readers;
using Xunit;

namespace Signalbox.Tests.Signals;

/// <summary>What is understood in every language and yet cannot be carried out.</summary>
public sealed class ImpossibleSignalsTests
{
    [Theory]
    [InlineData("X protect", "nothing-to-protect")]
    [InlineData("""{"v":1,"ticker":"X","action":"target"}""", "target-missing")]
    [InlineData("X buy lev 1001x", "invalid-leverage")]
    [InlineData("X buy ttl 0", "invalid-cancel-after")]
    [InlineData("X buy ttl 1000000h", "invalid-cancel-after")]
    [InlineData("X buy delay 1000000000", "invalid-delay")]
    [InlineData("X buy lag 0s", "invalid-max-lag")]
    [InlineData("X buy 1 tp 1% 60% tp 2% 60%", "target-shares-over-100")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","order":{"type":"trailing_stop"}}""", "invalid-trailing-stop")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","stopLoss":{"percent":1,"amount":1}}""", "invalid-stop-loss")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","takeProfit":{"targets":[{"percent":1},{"percent":1,"amount":2}]}}""", "invalid-take-profit")]
    public void Signal_ThatNobodyCouldCarryOut_IsRefused(string body, string code) => Assert.Equal(code, Reads.Impossible(body)?.Code);

    [Theory]
    [InlineData("X buy 0.01 sl off 2% tp off 5% lev 1000x ttl 720h delay 0")]
    [InlineData("X protect sl 2%")]
    public void Signal_WithinTheBounds_IsNot(string body) => Assert.Null(Reads.Impossible(body));
}
