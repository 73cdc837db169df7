using Signalbox.Monitoring.Alerts;
using Xunit;

namespace Signalbox.Tests.Monitoring;

/// <summary>The first rule that fits decides; what none fits calls, and what lies open is silenced by name alone.</summary>
public sealed class AlertJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Incident_ThatNoRuleFits_CallsUnlessItIsRoutine()
    {
        Assert.Equal(new(true, null), Judge([], "anomaly"));
        Assert.Equal(new(false, null), Judge([], "reconciliation"));
        Assert.Equal(new(true, "told"), Judge([new() { Name = "told", Kinds = ["reconciliation"] }], "reconciliation"));
    }

    [Fact]
    public void Rules_OfSeveralThatFit_TheFirstSwitchedOnDecides()
    {
        AlertRule[] rules =
        [
            new() { Name = "off", Enabled = false, Effect = AlertEffect.Quiet },
            new() { Name = "other account", Account = "b", Effect = AlertEffect.Quiet },
            new() { Name = "other strategy", Strategy = "t", Effect = AlertEffect.Quiet },
            new() { Name = "first", Kinds = ["anomaly"], Strategy = "s", Account = "a", Effect = AlertEffect.Quiet },
            new() { Name = "second" },
        ];

        Assert.Equal(new(false, "first"), Judge(rules, "anomaly"));
        Assert.Equal(new(true, "second"), Judge(rules, "alarm"));
    }

    [Fact]
    public void NeverCalling_AreKindsThatARuleSilencesEverywhere_AndRoutine()
    {
        Assert.Equal(["reconciliation"], new AlertJudge([], Now).NeverCalling);
        Assert.Empty(new AlertJudge([new() { Name = "told", Kinds = ["reconciliation"], Account = "a" }], Now).NeverCalling);
        Assert.Equal(["anomaly", "reconciliation"], new AlertJudge(
            [
                new() { Name = "some", Kinds = ["alarm"], Account = "a", Effect = AlertEffect.Quiet },
                new() { Name = "muted", Kinds = ["anomaly"], MutedUntil = Now.AddHours(1) },
                new() { Name = "first", Kinds = ["upkeep"], Strategy = "s" },
                new() { Name = "too late", Kinds = ["upkeep"], Effect = AlertEffect.Quiet },
            ], Now).NeverCalling);
    }

    [Theory]
    [InlineData("emergency")]
    [InlineData("naked")]
    public void RuleThatNamesNoKind_NeverSilencesWhatLiesOpen(string kind)
    {
        Assert.True(Judge([new() { Name = "all", Effect = AlertEffect.Quiet }], kind).Alerts);
        Assert.False(Judge([new() { Name = "named", Kinds = [kind], Effect = AlertEffect.Quiet }], kind).Alerts);
    }

    [Fact]
    public void MutedRule_CallsAgainWhenTheTimeIsOver()
    {
        Assert.False(Judge([new() { Name = "muted", MutedUntil = Now.AddMinutes(1) }], "alarm").Alerts);
        Assert.True(Judge([new() { Name = "muted", MutedUntil = Now }], "alarm").Alerts);
    }

    [Fact]
    public void CountingRule_CallsFromTheNthWithinItsTime()
    {
        var judge = new AlertJudge([new() { Name = "third", Count = 3, WithinMinutes = 10 }], Now);
        AlertSubject[] known = [At(-15), At(-9), At(-4), At(-2, "naked"), At(-1)];

        Assert.Equal(TimeSpan.FromMinutes(10), judge.LooksBack);
        Assert.False(judge.Of(At(-4), known).Alerts);
        Assert.True(judge.Of(At(-1), known).Alerts);
    }

    private static AlertSubject At(int minutes, string kind = "alarm") => new(kind, "a", "s", Now.AddMinutes(minutes));

    private static AlertVerdict Judge(IReadOnlyList<AlertRule> rules, string kind) => new AlertJudge(rules, Now).Of(At(0, kind), [At(0, kind)]);
}
