namespace Signalbox.Accounts.Rules;

/// <summary>A signal older than its sender allows is skipped.</summary>
internal static class LagRule
{
    public static Verdict? Judge(RuleContext context)
    {
        if (context.Request is not { MaxLagSeconds: { } most, SentAt: { } sent })
        {
            return null;
        }

        var age = context.Now - sent;
        return Verdict.Of(age.TotalSeconds <= (double)most, "max-lag", "too-old",
            $"The signal is {age.TotalSeconds:0.0} s old and may be {most:0.#} s.");
    }
}
