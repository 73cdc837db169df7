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
    [InlineData("""{"v":1,"ticker":"X","action":"buy","order":{"type":"market","trailPercent":1}}""", "trail-needs-trailing-stop")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","order":{"type":"limit","limitPrice":9,"trailAmount":1}}""", "trail-needs-trailing-stop")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","order":{"type":"market","limitPrice":9}}""", "limit-price-needs-limit")]
    [InlineData("""{"v":1,"ticker":"X","action":"exit","order":{"type":"stop","stopPrice":9,"limitPrice":9}}""", "limit-price-needs-limit")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","order":{"type":"limit","limitPrice":9,"stopPrice":8}}""", "stop-price-needs-stop")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","order":{"type":"trailing_stop","trailPercent":1,"stopPrice":8}}""", "stop-price-needs-stop")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","stopLoss":{"percent":2,"breakevenOffset":1}}""", "breakeven-offset-without-target")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","stopLoss":{"type":"trailing_stop","trailPercent":2,"trailFromPercent":1,"trailFromPrice":9}}""", "trail-from-twice")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","breakevenOffset":1}""", "breakeven-offset-needs-breakeven")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","targetPosition":1}""", "target-position-needs-target")]
    [InlineData("""{"v":1,"ticker":"X","action":"exit","sentiment":"flat"}""", "sentiment-needs-buy-or-sell")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","timing":{"maxLagSeconds":60}}""", "max-lag-needs-time")]
    [InlineData("X buy lag 60s", "max-lag-needs-time")]
    public void Signal_ThatNobodyCouldCarryOut_IsRefused(string body, string code) => Assert.Equal(code, Reads.Impossible(body)?.Code);

    [Theory]
    [InlineData("X buy 0.01 sl off 2% tp off 5% lev 1000x ttl 720h delay 0")]
    [InlineData("X protect sl 2%")]
    [InlineData("X trail 1% buy 1")]
    [InlineData("X buy 1 sl 2% be after tp1 offset 1")]
    [InlineData("X buy lag 60s sent 2026-01-05T10:00:00Z")]
    [InlineData("X close lag 60s")]
    [InlineData("""{"ticker":"X","action":"buy","trailPercent":1}""")]
    [InlineData("""{"ticker":"X","action":"exit","trailAmount":"5"}""")]
    [InlineData("""{"ticker":"X","action":"buy","orderType":"market","limitPrice":9,"stopPrice":8}""")]
    [InlineData("""{"v":1,"ticker":"X","action":"buy","order":{"type":"stop_limit","limitPrice":9,"stopPrice":8}}""")]
    public void Signal_WithinTheBounds_IsNot(string body) => Assert.Null(Reads.Impossible(body));
}
