namespace Signalbox.Accounts.Rules;

/// <summary>After several losing trades in a row, nothing is opened until the next trading day.</summary>
internal static class LockoutRule
{
    public static Verdict? Judge(RuleContext context)
    {
        var most = context.Request.Terms.Rules.LockoutAfterLosses;
        if (most <= 0 || !context.Enters)
        {
            return null;
        }

        var record = context.State.RecordOf(context.Request.Id.Subscription, context.Instrument.Id);
        var isLocked = record.LossesInARow >= most && DayOf(context, record.LastClosedAt) == DayOf(context, context.Now);
        return Verdict.Of(!isLocked, "lockout", "locked-out",
            isLocked
                ? $"The last {record.LossesInARow} trades of {context.Instrument.Id} lost money. Entries are locked until the next trading day."
                : $"{record.LossesInARow} losses in a row; the lock closes after {most}.");
    }

    private static DateOnly DayOf(RuleContext context, DateTimeOffset at) => context.State.TradingDay(at);
}
