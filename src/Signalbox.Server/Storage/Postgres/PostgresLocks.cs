using Npgsql;
using Signalbox.Identity;
using Signalbox.Journal;
using static Signalbox.Server.Storage.Postgres.PostgresCommands;

namespace Signalbox.Server.Storage.Postgres;

/// <summary>
/// Begins the transaction of a batch and locks every row it may change: streams, then targets, then keys, each in a fixed
/// order, so that nodes wait for each other but never in a circle. One round trip, two when a key was used before.
/// </summary>
internal sealed class PostgresLocks(NpgsqlConnection connection, IReadOnlyList<AppendUnit> units)
{
    private const string AddStreams =
        "INSERT INTO streams (name, version, epoch, head_hash) SELECT name, 0, 0, $2 FROM unnest($1) AS name ON CONFLICT DO NOTHING";

    private const string LockStreams =
        "SELECT id, name, version, epoch, head_hash FROM streams WHERE name = ANY($1) ORDER BY name FOR UPDATE";

    private const string LockTargets =
        "SELECT signal, subscription, account FROM open_targets "
        + "WHERE (signal, subscription, account) IN (SELECT * FROM unnest($1, $2, $3)) ORDER BY signal, subscription, account FOR UPDATE";

    private const string ReadKeys =
        "SELECT scope, key, owner, digest, at FROM unique_keys WHERE (scope, key) IN (SELECT * FROM unnest($1, $2))";

    private readonly PostgresFacts facts = new();

    private readonly Dictionary<(StrategyId Scope, string Key), UniqueKey> keys = units
        .Where(unit => unit.Key is not null)
        .Select(unit => unit.Key!)
        .DistinctBy(key => (key.Scope, key.Key))
        .ToDictionary(key => (key.Scope, key.Key));

    private readonly List<OpenTarget> targets = [.. units.Where(unit => unit.Closes is not null).Select(unit => unit.Closes!).Distinct()];

    /// <summary>None when a key was forgotten between two looks at it: the batch should be tried again.</summary>
    public async Task<PostgresFacts?> TakeAsync(CancellationToken cancel)
    {
        await using (var batch = Batch())
        await using (var reader = await batch.ExecuteReaderAsync(cancel))
        {
            await ReadStreamsAsync(reader, cancel);
            if (targets.Count > 0)
            {
                await reader.NextResultAsync(cancel);
                await ReadTargetsAsync(reader, cancel);
            }

            if (keys.Count > 0)
            {
                await reader.NextResultAsync(cancel);
                await ReadClaimedAsync(reader, cancel);
            }
        }

        return facts.Claimed.Count == keys.Count || await FindExistingAsync(cancel) ? facts : null;
    }

    private NpgsqlBatch Batch()
    {
        var batch = new NpgsqlBatch(connection);
        batch.Add("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
        var unwritten = Sorted(units.Where(unit => unit.ExpectedVersion is null or 0).Select(unit => unit.Stream.Value));
        if (unwritten.Length > 0)
        {
            batch.Add(AddStreams, Value(unwritten), Value(HashChain.Origin));
        }

        batch.Add(LockStreams, Value(Sorted(units.Select(unit => unit.Stream.Value))));
        if (targets.Count > 0)
        {
            batch.Add(LockTargets, PostgresRows.Columns(targets));
        }

        if (keys.Count > 0)
        {
            batch.Add(PostgresRows.AddKeys + " ON CONFLICT DO NOTHING RETURNING scope, key", PostgresRows.Columns(keys.Values));
        }

        return batch;
    }

    private async Task ReadStreamsAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        while (await reader.ReadAsync(cancel))
        {
            facts.Add(reader.GetInt64(0), PostgresReader.Head(reader, 1));
        }
    }

    private async Task ReadTargetsAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        while (await reader.ReadAsync(cancel))
        {
            facts.AddOpen(PostgresReader.Target(reader, 0));
        }
    }

    private async Task ReadClaimedAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        while (await reader.ReadAsync(cancel))
        {
            facts.AddClaimed(keys[(new(PostgresReader.Text(reader, 0)), PostgresReader.Text(reader, 1))]);
        }
    }

    private async Task<bool> FindExistingAsync(CancellationToken cancel)
    {
        var used = keys.Values.Where(key => !facts.Claimed.Contains(key)).ToList();
        await using var command = connection.Command(ReadKeys, PostgresRows.Columns(used).AsSpan(0, 2));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = 0;
        while (await reader.ReadAsync(cancel))
        {
            facts.AddExisting(PostgresReader.Key(reader));
            found++;
        }

        return found == used.Count;
    }
}
