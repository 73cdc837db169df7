using Npgsql;
using Signalbox.Identity;
using Signalbox.Journal;

namespace Signalbox.Server.Storage.Postgres;

/// <summary>From columns to records.</summary>
internal static class PostgresReader
{
    public static string Text(NpgsqlDataReader row, int column) => PostgresText.Unescape(row.GetString(column));

    /// <summary>Columns name, version, epoch, head_hash from the given one on.</summary>
    public static StreamHead Head(NpgsqlDataReader row, int from) =>
        new(new(Text(row, from)), row.GetInt64(from + 1), row.GetInt64(from + 2), row.GetFieldValue<byte[]>(from + 3));

    /// <summary>Columns signal, subscription, account from the given one on.</summary>
    public static OpenTarget Target(NpgsqlDataReader row, int from) =>
        new(new(Text(row, from)), new(Text(row, from + 1)), new(Text(row, from + 2)));

    public static OpenDelivery Delivery(NpgsqlDataReader row) =>
        new(Target(row, 0), new(Text(row, 3)), row.GetInt64(4));

    /// <summary>Columns scope, key, owner, digest, at.</summary>
    public static UniqueKey Key(NpgsqlDataReader row) =>
        new(new StrategyId(Text(row, 0)), Text(row, 1), new(Text(row, 2)), Text(row, 3), Time(row, 4));

    /// <summary>Columns version, epoch, at, type, payload, hash.</summary>
    public static JournalEvent Event(StreamId stream, NpgsqlDataReader row) => new(
        stream, row.GetInt64(0), row.GetInt64(1), Time(row, 2), Text(row, 3), row.GetFieldValue<byte[]>(4), row.GetFieldValue<byte[]>(5));

    /// <summary>Columns version, event_hash, format, state.</summary>
    public static StreamSnapshot Snapshot(StreamId stream, NpgsqlDataReader row) =>
        new(stream, row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3));

    /// <summary>Times are kept as UTC ticks, the precision they are hashed with; a timestamp would round them.</summary>
    private static DateTimeOffset Time(NpgsqlDataReader row, int column)
    {
        var ticks = row.GetInt64(column);
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new(ticks, TimeSpan.Zero)
            : throw new JournalException(JournalFailure.Damaged,
                $"The journal in PostgreSQL is damaged: {ticks} is stored as a time. {JournalException.HowToRestore}");
    }
}
