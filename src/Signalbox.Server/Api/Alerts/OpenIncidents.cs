using Signalbox.Monitoring.Alerts;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Configuration.Alerts;
using Signalbox.Server.Security.Permissions;

namespace Signalbox.Server.Api.Alerts;

/// <summary>
/// Incidents that call a person and that nobody has seen. Rules and acknowledgements are kept apart from incidents, so these
/// are walked, the newest first, and only so far: what says more than it looked at says so.
/// </summary>
internal sealed class OpenIncidents(RecordReader reader, AcknowledgementStore acknowledgements, JudgedIncidents judged)
{
    private const int LookedAtMax = 10_000;

    /// <param name="after">Where the page before ended; empty: from the newest.</param>
    /// <param name="most">So many are found at most.</param>
    public async Task<FoundIncidents> FindAsync(Sight sight, RecordFilter<IncidentList> filter, string after, int most, CancellationToken cancel)
    {
        var found = new List<JudgedIncident>();
        var never = await judged.NeverCallingAsync(cancel);
        var looks = never.Count == 0 ? null : $"kind NOT IN ({string.Join(", ", never.Select(kind => $"'{kind}'"))})";
        for (var looked = 0; looked < LookedAtMax; looked += PageRequest.LimitMax)
        {
            var rows = await reader.PageAsync<IncidentList, IncidentRow>(sight, filter, new() { Limit = PageRequest.LimitMax, After = after }, cancel, looks);
            found.AddRange(await CallingAsync([.. rows.Take(PageRequest.LimitMax)], sight, cancel));
            if (found.Count > most)
            {
                return new([.. found.Take(most)], found[most - 1].Row.Place);
            }

            if (rows.Count <= PageRequest.LimitMax)
            {
                return new(found, null);
            }

            after = rows[PageRequest.LimitMax - 1].Place;
        }

        return new(found, after);
    }

    private async Task<IEnumerable<JudgedIncident>> CallingAsync(IReadOnlyList<IncidentRow> rows, Sight sight, CancellationToken cancel)
    {
        var seen = await acknowledgements.OfAsync([.. rows.Select(row => row.Place)], cancel);
        IncidentRow[] unseen = [.. rows.Where(row => !seen.ContainsKey(row.Place))];
        var verdicts = await judged.OfAsync(unseen, sight, cancel);
        return unseen.Select(row => new JudgedIncident(row, verdicts[row.Place])).Where(each => each.Verdict.Alerts);
    }
}

/// <param name="Next">Where to look on; null: this is all there is.</param>
internal sealed record FoundIncidents(IReadOnlyList<JudgedIncident> Items, string? Next);

internal sealed record JudgedIncident(IncidentRow Row, AlertVerdict Verdict);
