using Signalbox.Accounts.Trades;
using Signalbox.Text;

namespace Signalbox.Accounts.Rules;

/// <summary>Nothing is sent into a spread wider than allowed; without a fresh quote the filter fails closed.</summary>
internal static class SpreadRule
{
    public static Verdict? Judge(RuleContext context)
    {
        var terms = context.Request.Terms;
        var limit = context.Plan.Exit != ExitStep.None ? terms.ExitSpread.Value : context.Enters ? terms.EntrySpread.Value : null;
        if (limit is null)
        {
            return null;
        }

        if (context.Market is not { Bid: { } bid, Ask: { } ask } market || !market.IsFresh(context.Now))
        {
            return Verdict.Fail("spread", "spread-unknown", $"No fresh quote of {context.Instrument.Id} is known, so the spread cannot be checked.");
        }

        var spread = ask - bid;
        var percent = market.Mid is { Value: > 0 } mid ? spread * 100m / mid.Value : 0m;
        var passes = (limit.Amount is not { } most || spread <= most) && (limit.Percent is not { } share || percent <= share);
        return Verdict.Of(passes, "spread", "spread-too-wide",
            $"The spread is {Decimals.Canonical(spread)} ({percent:0.####} %); the most allowed is {Shown(limit.Amount, "")}{Shown(limit.Percent, " %")}.");
    }

    private static string Shown(decimal? value, string unit) => value is { } known ? $"{Decimals.Canonical(known)}{unit}" : "";
}
