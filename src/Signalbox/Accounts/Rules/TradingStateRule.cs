using Signalbox.Accounts.Trades;
using Signalbox.Risk;

namespace Signalbox.Accounts.Rules;

/// <summary>Stopped accounts, strategies and subscriptions open nothing; leaving and cancelling always pass.</summary>
internal static class TradingStateRule
{
    public static Verdict? Judge(RuleContext context)
    {
        var standing = TradingStates.Of(context.State, context.Request);
        return standing.Mode == TradingMode.Active ? null
            : context.Enters ? Refuse(standing)
            : Verdict.Pass("trading-state", $"Trading is {Text.Words.Of(standing.Mode)}; leaving and cancelling pass.");
    }

    /// <summary>A reversal leaves and does not come back.</summary>
    public static TradePlan WithoutEntry(AccountState state, TradeRequest request, TradePlan plan) =>
        plan.IsReversal && TradingStates.Of(state, request).Mode != TradingMode.Active ? plan with { Enter = null } : plan;

    public static Verdict Refuse(TradingState standing) => Verdict.Fail("trading-state", Text.Words.Of(standing.Mode),
        $"Trading is {Text.Words.Of(standing.Mode)} since {standing.Since:u}: {standing.Why?.TrimEnd('.', ' ')}. Release it to open positions again.");
}
