using System.Text.Json;
using Dapper;
using Signalbox.Journal;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Notifications;

/// <param name="Calls">Whether the alert rules say that it calls a person.</param>
internal sealed record JudgedIncident(ToldIncident Incident, bool Calls);

/// <param name="NextAt">When something is to be sent there.</param>
internal sealed record DueLine(string Destination, DestinationKind Kind, DateTimeOffset NextAt);

/// <summary>What one node took to send. Only whoever holds this claim settles it.</summary>
/// <param name="Last">The number of the newest incident in it.</param>
/// <param name="Folded">Incidents that were only counted.</param>
internal sealed record Batch(DestinationRow Row, long Claim, IReadOnlyList<ToldIncident> Incidents, long Last, long Folded);

/// <summary>
/// What waits to be told, for each destination by itself. An incident enters for all of them in one transaction with its mark, so
/// it enters once; it leaves a destination's queue when that destination took it, or when it is given up.
/// </summary>
/// <param name="holder">This node: what it held when it was killed it holds again when it is back.</param>
internal sealed class Outbox(ITransactionalStore store, NotificationOptions options, TimeProvider clock, string holder)
{
    private NotificationPace Pace => options.Pace;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Since when somebody wants to be told; null: nobody does.</summary>
    public Task<DateTimeOffset?> WantedSinceAsync(CancellationToken cancel) => store.ReadAsync<DateTimeOffset?>(async scope =>
        await scope.RowAsync<long?>("SELECT min(since) FROM notification_destinations WHERE enabled = 1 AND kind <> 'heartbeat'") is { } since
            ? DateTimeOffset.FromUnixTimeMilliseconds(since)
            : null, cancel);

    /// <summary>Those of these incidents that were looked at before.</summary>
    public async Task<IReadOnlySet<string>> MarkedAsync(IReadOnlyList<string> incidents, CancellationToken cancel)
    {
        var values = new DynamicParameters();
        var named = InList.Of("incident", incidents, "incident", (name, value) => values.Add(name, value));
        return (await store.ReadAsync(scope => scope.RowsAsync<string>($"SELECT incident FROM notification_marks WHERE {named}", values), cancel)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Marks incidents, and queues them at whoever they mean. Returns how many were queued, at all destinations together.</summary>
    public Task<int> QueueAsync(IReadOnlyList<JudgedIncident> incidents, CancellationToken cancel) => store.WriteAsync(StreamId.Administration, async scope =>
    {
        var queued = 0;
        var queues = await QueuesAsync(scope);
        foreach (var incident in incidents)
        {
            // Another node may have looked at it in the meantime, and even have told it.
            var isNew = await scope.ExecuteAsync(
                "INSERT INTO notification_marks (incident, at) VALUES (@Id, @At) ON CONFLICT (incident) DO NOTHING",
                new { incident.Incident.Id, At = incident.Incident.At.ToUnixTimeMilliseconds() }) == 1;
            foreach (var queue in isNew ? queues : [])
            {
                queued += await AddAsync(scope, queue, incident) ? 1 : 0;
            }
        }

        return Written.Commit(queued);
    }, cancel);

    /// <summary>Where something waits or a call is owed, whenever it is due.</summary>
    public Task<IReadOnlyList<DueLine>> DueAsync(CancellationToken cancel) => store.ReadAsync<IReadOnlyList<DueLine>>(async scope =>
        [.. (await scope.RowsAsync<DueRow>(
            """
            SELECT destinations.id, destinations.kind, lines.next_at
            FROM notification_destinations AS destinations JOIN notification_lines AS lines ON lines.destination = destinations.id
            WHERE destinations.enabled = 1
                AND (destinations.kind = 'heartbeat' OR EXISTS (SELECT 1 FROM notifications WHERE notifications.destination = destinations.id))
                AND (lines.holder IS NULL OR lines.holder = @Holder OR lines.held_until < @Now)
            """,
            new { Holder = holder, Now })).Select(row => row.Line)], cancel);

    /// <summary>Takes what waits for a destination; null where another node was faster or nothing waits.</summary>
    public Task<Batch?> ClaimAsync(string destination, CancellationToken cancel) => store.WriteAsync(StreamId.Administration, async scope =>
    {
        var taken = await scope.ExecuteAsync(
            """
            UPDATE notification_lines SET holder = @Holder, held_until = @Until, claim = claim + 1
            WHERE destination = @Destination AND next_at <= @Now AND (holder IS NULL OR holder = @Holder OR held_until < @Now)
            """,
            new { Holder = holder, Until = Now + (long)Pace.LeaseFor.TotalMilliseconds, Destination = destination, Now });
        if (taken == 0 || await DestinationTable.FindAsync(scope, destination) is not { Enabled: 1 } row || await DestinationTable.LineAsync(scope, destination) is not { } line)
        {
            return Written.Abandon<Batch?>(null);
        }

        var waiting = await scope.RowsAsync<WaitingRow>(
            "SELECT seq, content FROM notifications WHERE destination = @Destination ORDER BY seq LIMIT @Limit", new { Destination = destination, Limit = (long)Pace.WaitingMax });
        return waiting.Count == 0 && row.Destination.Kind != DestinationKind.Heartbeat
            ? Written.Abandon<Batch?>(null)
            : Written.Commit<Batch?>(new(row, line.Claim, [.. waiting.Select(each => each.Incident)], waiting.Count == 0 ? 0 : waiting[^1].Seq, line.Folded));
    }, cancel);

    /// <summary>It was taken there. False: the claim was lost, and another node tells it too.</summary>
    public Task<bool> DeliveredAsync(Batch batch, CancellationToken cancel) => SettleAsync(batch, async scope =>
    {
        var gap = batch.Row.Destination.Kind == DestinationKind.Heartbeat ? Pace.HeartbeatEvery : Pace.Gap;
        await scope.ExecuteAsync(
            """
            UPDATE notification_lines SET tries = 0, next_at = @Next, delivered_at = @Now, failing_since = NULL, told_at = NULL, folded = folded - @Folded
            WHERE destination = @Id
            """,
            new { Next = Now + (long)gap.TotalMilliseconds, Now, batch.Folded, batch.Row.Id });
        await scope.ExecuteAsync("DELETE FROM notifications WHERE destination = @Id AND seq <= @Last", new { batch.Row.Id, batch.Last });
        return true;
    }, cancel);

    /// <summary>It was not taken. What waits too long, or was tried too often, is given up. Null: the claim was lost.</summary>
    /// <param name="retryAfter">What the destination asked for; null: nothing.</param>
    public Task<FailedLine?> FailedAsync(Batch batch, string why, TimeSpan? retryAfter, CancellationToken cancel) => SettleAsync(batch, async scope =>
    {
        var line = (await DestinationTable.LineAsync(scope, batch.Row.Id))!;
        var wait = Wait(batch, line.Tries + 1, retryAfter);
        await scope.ExecuteAsync(
            """
            UPDATE notification_lines SET tries = tries + 1, next_at = @Next, failed_at = @Now, failing_since = coalesce(failing_since, @Now), failure = @Why
            WHERE destination = @Id
            """,
            new { Next = Now + (long)wait.TotalMilliseconds, Now, Why = why, batch.Row.Id });
        await scope.ExecuteAsync("UPDATE notifications SET tries = tries + 1 WHERE destination = @Id AND seq <= @Last", new { batch.Row.Id, batch.Last });
        var lost = await GiveUpAsync(scope, batch.Row.Id);
        return new FailedLine(batch.Row.Destination, (await DestinationTable.LineAsync(scope, batch.Row.Id))!, lost);
    }, cancel);

    /// <summary>That people were told of the failure, or of what was given up.</summary>
    public Task ToldAsync(string destination, bool ofLoss, CancellationToken cancel) => store.WriteAsync(StreamId.Administration, async scope => Written.Commit(
        await scope.ExecuteAsync($"UPDATE notification_lines SET {(ofLoss ? "loss_told_at" : "told_at")} = @Now WHERE destination = @Id", new { Now, Id = destination })), cancel);

    /// <summary>Marks of incidents that are looked at no more.</summary>
    public Task ForgetMarksAsync(DateTimeOffset before, CancellationToken cancel) => store.WriteAsync(StreamId.Administration, async scope => Written.Commit(
        await scope.ExecuteAsync("DELETE FROM notification_marks WHERE at < @Before", new { Before = before.ToUnixTimeMilliseconds() })), cancel);

    private static async Task<List<Queue>> QueuesAsync(StoreScope scope)
    {
        var ends = await DestinationTable.QueuesAsync(scope);
        var failing = (await DestinationTable.LinesAsync(scope)).Where(line => line.FailingSince is not null).Select(line => line.Destination).ToHashSet(StringComparer.Ordinal);
        return [.. (await DestinationTable.EnabledAsync(scope)).Select(row => row.Destination).Where(each => each.Kind != DestinationKind.Heartbeat)
            .Select(each => new Queue(each, failing.Contains(each.Id), ends.GetValueOrDefault(each.Id) ?? new() { Destination = each.Id }))];
    }

    private async Task<bool> AddAsync(StoreScope scope, Queue queue, JudgedIncident incident)
    {
        var told = incident.Incident;
        if (!queue.Destination.Means(new(told.Kind, told.Account, told.Strategy, told.At), incident.Calls) || (queue.IsFailing && NotificationAlarm.IsOne(told.Code)))
        {
            return false;
        }

        if (queue.Waiting >= Pace.WaitingMax)
        {
            await scope.ExecuteAsync("UPDATE notification_lines SET folded = folded + 1 WHERE destination = @Id", new { queue.Destination.Id });
            return true;
        }

        if (queue.Waiting == 0)
        {
            await scope.ExecuteAsync(
                "UPDATE notification_lines SET next_at = @At WHERE destination = @Id AND next_at < @At",
                new { At = Now + (long)Pace.GatherFor.TotalMilliseconds, queue.Destination.Id });
        }

        queue.Waiting++;
        await scope.ExecuteAsync(
            "INSERT INTO notifications (destination, seq, incident, content, queued_at, tries) VALUES (@Id, @Seq, @Incident, @Content, @Now, 0)",
            new { queue.Destination.Id, Seq = ++queue.Last, Incident = told.Id, Content = JsonSerializer.Serialize(told, NotificationJson.Default.ToldIncident), Now });
        return true;
    }

    private TimeSpan Wait(Batch batch, long tries, TimeSpan? asked)
    {
        var own = Pace.RetryAfter(tries);
        var most = batch.Row.Destination.Kind == DestinationKind.Heartbeat ? Pace.HeartbeatEvery : Pace.RetryMax;
        var wait = asked > own ? asked.Value : own;
        return wait < most ? wait : most;
    }

    private async Task<long> GiveUpAsync(StoreScope scope, string id)
    {
        long lost = await scope.ExecuteAsync(
            "DELETE FROM notifications WHERE destination = @Id AND (tries >= @TriesMax OR queued_at < @Before)",
            new { Id = id, TriesMax = (long)Pace.TriesMax, Before = Now - (long)Pace.AgeMax.TotalMilliseconds });
        if (lost > 0 && await scope.RowAsync<long>("SELECT count(*) FROM notifications WHERE destination = @Id", new { Id = id }) == 0)
        {
            // Those that were only counted are as old.
            lost += await scope.RowAsync<long>("SELECT folded FROM notification_lines WHERE destination = @Id", new { Id = id });
            await scope.ExecuteAsync("UPDATE notification_lines SET folded = 0 WHERE destination = @Id", new { Id = id });
        }

        await scope.ExecuteAsync("UPDATE notification_lines SET given_up = given_up + @Lost WHERE destination = @Id", new { Lost = lost, Id = id });
        return lost;
    }

    private Task<T?> SettleAsync<T>(Batch batch, Func<StoreScope, Task<T>> work, CancellationToken cancel) => store.WriteAsync(StreamId.Administration, async scope =>
        await scope.ExecuteAsync(
            "UPDATE notification_lines SET holder = NULL, held_until = 0 WHERE destination = @Id AND holder = @Holder AND claim = @Claim",
            new { batch.Row.Id, Holder = holder, batch.Claim }) == 0
            ? Written.Abandon<T?>(default)
            : Written.Commit<T?>(await work(scope)), cancel);

    private sealed record DueRow
    {
        public required string Id { get; init; }

        public required string Kind { get; init; }

        public long NextAt { get; init; }

        public DueLine Line => new(Id, Configuration.StoredWords.Read<DestinationKind>(Kind), DateTimeOffset.FromUnixTimeMilliseconds(NextAt));
    }

    private sealed record WaitingRow
    {
        public long Seq { get; init; }

        public required string Content { get; init; }

        public ToldIncident Incident => JsonSerializer.Deserialize(Content, NotificationJson.Default.ToldIncident)!;
    }

    /// <summary>A destination's queue while incidents are added to it.</summary>
    private sealed class Queue(Destination destination, bool isFailing, QueueEnd end)
    {
        public Destination Destination => destination;

        public bool IsFailing => isFailing;

        public long Waiting { get; set; } = end.Waiting;

        public long Last { get; set; } = end.Last;
    }
}

/// <summary>A destination that did not take what was sent.</summary>
/// <param name="Lost">How many incidents were given up just now.</param>
internal sealed record FailedLine(Destination Destination, LineRow Line, long Lost);
