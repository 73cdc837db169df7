
namespace Signalbox.Accounts.Rules;

/// <summary>Halted and reducing accounts open nothing; leaving and cancelling always pass.</summary>
internal static class TradingStateRule
{
    public static Verdict? Judge(RuleContext context)
    {
        var state = context.State.TradingState;
        if (state.Mode == TradingMode.Active)
        {
            return null;
        }

        return Verdict.Of(!context.Enters, "trading-state", state.Mode == TradingMode.Halted ? "halted" : "reducing",
            context.Enters
                ? $"The account is {Text.Words.Of(state.Mode)} since {state.Since:u}: {state.Why} Release it to open positions again."
                : $"The account is {Text.Words.Of(state.Mode)}; leaving and cancelling pass.");
    }
}
