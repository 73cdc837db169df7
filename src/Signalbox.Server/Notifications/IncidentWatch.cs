using Signalbox.Identity;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.Alerts;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Permissions;

namespace Signalbox.Server.Notifications;

/// <summary>
/// Finds incidents nobody has looked at yet. The rows come from the journal and may be projected late, on another node, or all over
/// again: so each is marked when it is looked at, a stretch of the past is looked at again each time, and now and then all of it.
/// </summary>
internal sealed class IncidentWatch(
    RecordReader reader, JudgedIncidents judged, Outbox outbox, CatalogueHolder catalogue, NotificationOptions options, TimeProvider clock)
{
    private const int PageRows = 500;

    private DateTimeOffset sweptAt = DateTimeOffset.MinValue;
    private DateTimeOffset newest = DateTimeOffset.MinValue;

    /// <summary>Returns how many were queued, at all destinations together.</summary>
    public async Task<int> LookAsync(CancellationToken cancel)
    {
        if (await outbox.WantedSinceAsync(cancel) is not { } since)
        {
            return 0;
        }

        var (now, pace) = (clock.GetUtcNow(), options.Pace);
        var isSweep = now - sweptAt >= pace.SweepEvery;

        // A clock that was ahead for a while must not keep what happens now from being seen.
        var known = newest < now ? newest : now;
        var back = isSweep || newest == DateTimeOffset.MinValue ? now - pace.LooksBack : known - pace.Overlap;
        var queued = await LookAsync(back > since ? back : since, cancel);
        if (isSweep)
        {
            await outbox.ForgetMarksAsync(now - pace.LooksBack - pace.LooksBack, cancel);
            sweptAt = now;
        }

        return queued;
    }

    private async Task<int> LookAsync(DateTimeOffset from, CancellationToken cancel)
    {
        var queued = 0;
        var after = RecordText.PlaceFrom(from);
        while (true)
        {
            var page = await reader.ReadAsync(Sight.Whole, scope => scope.RowsAsync<IncidentRow>(
                "SELECT * FROM incidents WHERE place > @After ORDER BY place LIMIT @Limit", new { After = after, Limit = (long)PageRows }), cancel);
            if (page.Count == 0)
            {
                return queued;
            }

            queued += await TakeAsync(page, cancel);
            after = page[^1].Place;
            var last = RecordValues.Time(page[^1].At);
            newest = last > newest ? last : newest;
            if (page.Count < PageRows)
            {
                return queued;
            }
        }
    }

    private async Task<int> TakeAsync(IReadOnlyList<IncidentRow> page, CancellationToken cancel)
    {
        var marked = await outbox.MarkedAsync([.. page.Select(row => row.Place)], cancel);
        var fresh = page.Where(row => !marked.Contains(row.Place)).ToList();
        if (fresh.Count == 0)
        {
            return 0;
        }

        var verdicts = await judged.OfAsync(fresh, Sight.Whole, cancel);
        return await outbox.QueueAsync([.. fresh.Select(row => new JudgedIncident(Told(row), verdicts[row.Place].Alerts))], cancel);
    }

    private ToldIncident Told(IncidentRow row)
    {
        var known = catalogue.Current;
        var subscription = row.Subscription is { } id ? known.Subscriptions.GetValueOrDefault(new SubscriptionId(id)) : null;
        var account = row.Account.Length == 0 ? null : known.Connections.GetValueOrDefault(new AccountId(row.Account))?.Name ?? row.Account;
        return new(
            row.Place, row.Kind, row.Code, row.Message, row.Account, account, subscription?.Strategy.Value,
            subscription is null ? null : known.Strategy(subscription.Strategy)?.Name, row.Instrument, row.Signal, RecordValues.Time(row.At));
    }
}
