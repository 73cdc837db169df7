using Npgsql;
using Signalbox.Journal;
using static Signalbox.Server.Storage.Postgres.PostgresCommands;

namespace Signalbox.Server.Storage.Postgres;

/// <summary>Writes what was admitted and commits it, in one round trip: each table gets its rows as arrays.</summary>
internal static class PostgresRows
{
    public const string AddKeys =
        "INSERT INTO unique_keys (scope, key, owner, digest, at) SELECT * FROM unnest($1, $2, $3, $4, $5)";

    private const string RemoveKeys =
        "DELETE FROM unique_keys WHERE (scope, key) IN (SELECT * FROM unnest($1, $2))";

    private const string AddEvents =
        "INSERT INTO events (stream, version, epoch, at, type, payload, hash) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)";

    private const string MoveHeads =
        "UPDATE streams SET version = moved.version, epoch = moved.epoch, head_hash = moved.hash "
        + "FROM unnest($1, $2, $3, $4) AS moved (id, version, epoch, hash) WHERE streams.id = moved.id";

    private const string AddTargets =
        "INSERT INTO open_targets (signal, subscription, account, stream, version) "
        + "SELECT * FROM unnest($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";

    private const string RemoveTargets =
        "DELETE FROM open_targets WHERE (signal, subscription, account) IN (SELECT * FROM unnest($1, $2, $3))";

    /// <summary>The COMMIT travels with the rows; it is skipped by the server when one of them fails.</summary>
    public static async Task CommitAsync(NpgsqlConnection connection, Admission admission, PostgresFacts facts)
    {
        await using var batch = new NpgsqlBatch(connection);
        WriteStreams(batch, admission, facts);
        WriteKeys(batch, admission, facts);
        WriteTargets(batch, admission, facts);
        batch.Add("COMMIT");

        // Not to be cancelled: giving up on the answer would make a sure outcome unknown.
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    public static NpgsqlParameter[] Columns(IReadOnlyCollection<OpenTarget> targets) =>
    [
        Texts(targets, target => target.Signal.Value),
        Texts(targets, target => target.Subscription.Value),
        Texts(targets, target => target.Account.Value),
    ];

    /// <summary>In the order of their names, in which every transaction claims them.</summary>
    public static NpgsqlParameter[] Columns(IEnumerable<UniqueKey> keys)
    {
        var sorted = keys.OrderBy(key => key.Scope.Value, StringComparer.Ordinal).ThenBy(key => key.Key, StringComparer.Ordinal).ToList();
        return
        [
            Texts(sorted, key => key.Scope.Value),
            Texts(sorted, key => key.Key),
            Texts(sorted, key => key.Owner.Value),
            Texts(sorted, key => key.Digest),
            Value(sorted.Select(key => key.At.UtcTicks).ToArray()),
        ];
    }

    private static void WriteStreams(NpgsqlBatch batch, Admission admission, PostgresFacts facts)
    {
        var events = admission.Events;
        if (events.Count > 0)
        {
            batch.Add(AddEvents,
                Value(events.Select(one => facts.IdOf(one.Stream)).ToArray()),
                Value(events.Select(one => one.Version).ToArray()),
                Value(events.Select(one => one.Epoch).ToArray()),
                Value(events.Select(one => one.At.UtcTicks).ToArray()),
                Texts(events, one => one.Type),
                Blobs([.. events.Select(one => one.Payload)]),
                Blobs([.. events.Select(one => one.Hash)]));
        }

        var heads = admission.Heads;
        batch.Add(MoveHeads,
            Value(heads.Select(head => facts.IdOf(head.Stream)).ToArray()),
            Value(heads.Select(head => head.Version).ToArray()),
            Value(heads.Select(head => head.Epoch).ToArray()),
            Blobs([.. heads.Select(head => head.Hash)]));
    }

    /// <summary>
    /// Keys were claimed before it was known which of their units would be admitted. A claim of a refused unit is taken
    /// back; a key whose first unit was refused and a later one admitted is written again for that one.
    /// </summary>
    private static void WriteKeys(NpgsqlBatch batch, Admission admission, PostgresFacts facts)
    {
        var unused = facts.Claimed.Except(admission.Keys).ToList();
        if (unused.Count > 0)
        {
            batch.Add(RemoveKeys, Columns(unused).AsSpan(0, 2));
        }

        var unwritten = admission.Keys.Except(facts.Claimed).ToList();
        if (unwritten.Count > 0)
        {
            batch.Add(AddKeys, Columns(unwritten));
        }
    }

    private static void WriteTargets(NpgsqlBatch batch, Admission admission, PostgresFacts facts)
    {
        if (admission.Closed.Count > 0)
        {
            batch.Add(RemoveTargets, Columns(admission.Closed));
        }

        var opened = admission.Opened.ToList();
        if (opened.Count > 0)
        {
            batch.Add(AddTargets,
            [
                .. Columns(opened.ConvertAll(delivery => delivery.Target)),
                Value(opened.Select(delivery => facts.IdOf(delivery.Stream)).ToArray()),
                Value(opened.Select(delivery => delivery.Version).ToArray()),
            ]);
        }
    }

    private static NpgsqlParameter Texts<T>(IReadOnlyCollection<T> rows, Func<T, string> text) =>
        Value(rows.Select(row => PostgresText.Escape(text(row))).ToArray());
}
