using Signalbox.Text;

namespace Signalbox.Accounts.Rules;

/// <summary>
/// Every rule between a plan and its first order, in the order they are asked. A rule that is not configured says nothing.
/// All of them are asked even when one fails: the sender learns everything at once.
/// </summary>
internal static class TradeRuleBook
{
    private static readonly Func<RuleContext, Verdict?>[] InOrder =
    [
        TradingStateRule.Judge,
        LagRule.Judge,
        RequiredPositionRule.Judge,
        WindowRule.Judge,
        SideRules.JudgeSides,
        SideRules.JudgeIsolation,
        SideRules.JudgeExits,
        SpreadRule.Judge,
        SlippageRule.Judge,
        CooldownRule.Judge,
        LockoutRule.Judge,
    ];

    public static ValueList<Verdict> Judge(RuleContext context)
    {
        ValueList<Verdict> verdicts = [];
        foreach (var rule in InOrder)
        {
            if (rule(context) is { } verdict)
            {
                verdicts = verdicts.Add(verdict);
            }
        }

        return verdicts;
    }
}
