using Signalbox.Markets;

namespace Signalbox.Accounts.Rules;

/// <summary>How far the market may have moved against an entry since the signal's price.</summary>
internal static class SlippageRule
{
    public static Verdict? Judge(RuleContext context)
    {
        if (context.Request.Terms.SlippagePercentMax.Value is not { } most || context.Plan.Enter is not { } side)
        {
            return null;
        }

        if (context.Request.SignalPrice is not { Value: > 0 } asked)
        {
            return Verdict.Fail("slippage", "slippage-unknown", "The signal carries no price to compare the market with. Send signalPrice.");
        }

        if (context.Market is not { } market || !market.IsFresh(context.Now) || market.For(side) is not { } now)
        {
            return Verdict.Fail("slippage", "slippage-unknown", $"No fresh quote of {context.Instrument.Id} is known, so slippage cannot be checked.");
        }

        var against = side.Sign * (now - asked) * 100m / asked.Value;
        return Verdict.Of(against <= most, "slippage", "slippage-too-large",
            $"The market moved {against:0.####} % against the signal's price of {asked}; the most allowed is {most:0.####} %.");
    }
}
