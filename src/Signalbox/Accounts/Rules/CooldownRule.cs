namespace Signalbox.Accounts.Rules;

/// <summary>After a position was closed, the same instrument rests for a while.</summary>
internal static class CooldownRule
{
    public static Verdict? Judge(RuleContext context)
    {
        var seconds = context.Request.Terms.Rules.CooldownSeconds;
        if (seconds <= 0 || !context.Enters)
        {
            return null;
        }

        var record = context.State.RecordOf(context.Request.Id.Subscription, context.Instrument.Id);
        var rested = context.Now - record.LastClosedAt;
        return Verdict.Of(rested.TotalSeconds >= seconds || !context.Position.IsZero, "cool-down", "cooling-down",
            $"The last position was closed {rested.TotalSeconds:0} s ago and the cool-down is {seconds} s.");
    }
}
