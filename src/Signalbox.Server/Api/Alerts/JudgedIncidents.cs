using Signalbox.Identity;
using Signalbox.Monitoring.Alerts;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Alerts;
using Signalbox.Server.Security.Permissions;

namespace Signalbox.Server.Api.Alerts;

/// <summary>Says of listed incidents which of them call a person.</summary>
internal sealed class JudgedIncidents(AlertRuleStore rules, RecordReader reader, CatalogueHolder catalogue, TimeProvider clock)
{
    /// <summary>A rule that counts further back than these counts too few, and then calls later.</summary>
    private const long KnownMax = 5_000;

    /// <summary>The verdicts by the place of the incident.</summary>
    public async Task<IReadOnlyDictionary<string, AlertVerdict>> OfAsync(IReadOnlyList<IncidentRow> rows, Sight sight, CancellationToken cancel)
    {
        if (rows.Count == 0)
        {
            return new Dictionary<string, AlertVerdict>();
        }

        var judge = new AlertJudge((await rules.ReadAsync(cancel)).Rules, clock.GetUtcNow());
        var known = judge.LooksBack == TimeSpan.Zero ? [] : await KnownAsync(rows, judge.LooksBack, sight, cancel);
        return rows.ToDictionary(row => row.Place, row => judge.Of(SubjectOf(row), known), StringComparer.Ordinal);
    }

    /// <summary>Kinds that need not be looked at: none of them calls, by the rules as they are now.</summary>
    public async Task<IReadOnlyList<string>> NeverCallingAsync(CancellationToken cancel) =>
        new AlertJudge((await rules.ReadAsync(cancel)).Rules, clock.GetUtcNow()).NeverCalling;

    private async Task<IReadOnlyList<AlertSubject>> KnownAsync(IReadOnlyList<IncidentRow> rows, TimeSpan back, Sight sight, CancellationToken cancel)
    {
        var from = RecordText.PlaceFrom(RecordValues.Time(rows.Min(row => row.At)) - back);
        var to = rows.Max(row => row.Place);
        var found = await reader.ReadAsync(sight, scope => scope.RowsAsync<IncidentRow>(
            "SELECT * FROM incidents WHERE place >= @From AND place <= @To ORDER BY place DESC LIMIT @Limit", new { From = from, To = to, Limit = KnownMax }), cancel);
        return [.. found.Select(SubjectOf)];
    }

    private AlertSubject SubjectOf(IncidentRow row) => new(row.Kind, row.Account, StrategyOf(row), RecordValues.Time(row.At));

    private string? StrategyOf(IncidentRow row) =>
        row.Subscription is { } id && catalogue.Current.Subscriptions.GetValueOrDefault(new SubscriptionId(id)) is { } subscription ? subscription.Strategy.Value : null;
}
