namespace Signalbox.Monitoring.Alerts;

/// <summary>Whether an incident calls a person, and which rule said so.</summary>
/// <param name="Rule">Null where no rule fits.</param>
public readonly record struct AlertVerdict(bool Alerts, string? Rule);

/// <summary>Asks the rules in their order.</summary>
public sealed class AlertJudge(IReadOnlyList<AlertRule> rules, DateTimeOffset now)
{
    private readonly AlertRule[] asked = [.. rules.Where(rule => rule.Enabled)];

    /// <summary>How far back incidents must be known for a verdict; zero: no rule counts.</summary>
    public TimeSpan LooksBack { get; } = rules.Where(rule => rule is { Enabled: true, Count: > 1 }).Select(rule => TimeSpan.FromMinutes(rule.WithinMinutes)).DefaultIfEmpty().Max();

    /// <summary>Kinds of which none calls now, wherever it happened: they need not be looked at one by one.</summary>
    public IReadOnlyList<string> NeverCalling { get => field ??= [.. AlertKinds.All.Where(NeverCalls)]; }

    /// <param name="known">Incidents before it and itself, in any order.</param>
    public AlertVerdict Of(AlertSubject subject, IReadOnlyList<AlertSubject> known) =>
        Array.Find(asked, rule => rule.Fits(subject)) is { } rule
            ? new(rule.Effect == AlertEffect.Alert && !(rule.MutedUntil > now) && Reaches(rule, subject, known), rule.Name)
            : new(!AlertKinds.Routine.Contains(subject.Kind), null);

    private bool NeverCalls(string kind)
    {
        foreach (var rule in asked.Where(rule => rule.FitsKind(kind)))
        {
            if (rule.Effect == AlertEffect.Alert && !(rule.MutedUntil > now))
            {
                return false;
            }

            if (rule is { Strategy: null, Account: null })
            {
                return true;
            }
        }

        return AlertKinds.Routine.Contains(kind);
    }

    private static bool Reaches(AlertRule rule, AlertSubject subject, IReadOnlyList<AlertSubject> known)
    {
        if (rule.Count <= 1)
        {
            return true;
        }

        var from = subject.At - TimeSpan.FromMinutes(rule.WithinMinutes);
        return known.Count(each => each.At > from && each.At <= subject.At && rule.Fits(each)) >= rule.Count;
    }
}
