using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Strategies;

namespace Signalbox.Accounts.Rules;

/// <summary>Which sides a subscription may open, and whether it may touch a position on the other one.</summary>
internal static class SideRules
{
    public static Verdict? JudgeSides(RuleContext context)
    {
        var allowed = context.Request.Terms.Rules.Sides;
        if (allowed == AllowedSides.Both || context.Plan.Enter is not { } side)
        {
            return null;
        }

        return Verdict.Of(Allows(allowed, side), "sides", "side-not-allowed",
            $"The subscription opens {Text.Words.Of(allowed)} positions and this one would be {(side == Side.Buy ? "bullish" : "bearish")}.");
    }

    public static Verdict? JudgeIsolation(RuleContext context)
    {
        var rules = context.Request.Terms.Rules;
        if (!rules.IsolateSides || context.Position.IsZero || rules.Sides == AllowedSides.Both)
        {
            return null;
        }

        var isOurs = Allows(rules.Sides, context.Position > Quantity.Zero ? Side.Buy : Side.Sell);
        return Verdict.Of(isOurs, "isolate-sides", "side-isolated",
            isOurs ? "The position is on a side of this subscription." : "The position is on a side this subscription never touches.");
    }

    public static Verdict? JudgeExits(RuleContext context) =>
        context.Request.Terms.Rules.IgnoreExits && context.Request.Action == SignalAction.Exit
            ? Verdict.Fail("ignore-exits", "exit-ignored", "The subscription ignores exit signals.")
            : null;

    private static bool Allows(AllowedSides allowed, Side side) => allowed switch
    {
        AllowedSides.Both => true,
        AllowedSides.Bullish => side == Side.Buy,
        AllowedSides.Bearish => side == Side.Sell,
        _ => false,
    };
}
