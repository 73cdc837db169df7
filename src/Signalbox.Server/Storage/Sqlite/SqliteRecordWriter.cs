using Microsoft.Data.Sqlite;
using Signalbox.Journal;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Storage.Records;

namespace Signalbox.Server.Storage.Sqlite;

/// <summary>Prepared statements that write rows; inside whatever transaction is open.</summary>
internal sealed class SqliteRecordWriter : IDisposable
{
    private readonly Dictionary<RecordTable, SqliteStatement> writes = [];
    private readonly SqliteStatement checkpoint;
    private readonly SqliteStatement checkpoints;
    private readonly SqliteStatement moveCheckpoint;
    private readonly SqliteStatement count;

    public SqliteRecordWriter(SqliteConnection connection)
    {
        foreach (var table in RecordSchema.Tables)
        {
            writes.Add(table, new(connection, table.WriteStatement(RecordDialect.Sqlite)));
        }

        checkpoint = new(connection, "SELECT version FROM record_checkpoints WHERE stream = ?");
        checkpoints = new(connection, "SELECT stream, version FROM record_checkpoints");
        moveCheckpoint = new(connection,
            "INSERT INTO record_checkpoints (stream, version) VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET version = excluded.version");
        count = new(connection, SignalCounts.Statement.Replace("{0}", "?", StringComparison.Ordinal));
    }

    public long Checkpoint(StreamId stream)
    {
        checkpoint.Bind(1, stream.Value);
        var version = checkpoint.Step() ? checkpoint.Int64(0) : 0;
        checkpoint.Reset();
        return version;
    }

    public IReadOnlyDictionary<StreamId, long> Checkpoints()
    {
        var all = new Dictionary<StreamId, long>();
        while (checkpoints.Step())
        {
            all.Add(new(checkpoints.Text(0)), checkpoints.Int64(1));
        }

        checkpoints.Reset();
        return all;
    }

    /// <summary>False when a stream's rows do not begin where the kept ones end.</summary>
    public bool Write(IReadOnlyList<StreamRows> batch)
    {
        foreach (var rows in batch)
        {
            if (Checkpoint(rows.Stream) != rows.After)
            {
                return false;
            }

            moveCheckpoint.Bind(1, rows.Stream.Value).Bind(2, rows.Reached).Run();
        }

        foreach (var (table, values) in MergedRows.Of(batch).All)
        {
            Write(writes[table], values);
        }

        foreach (var signal in SignalCounts.Touched(batch))
        {
            count.Bind(1, signal).Run();
        }

        return true;
    }

    public void Dispose()
    {
        foreach (var write in writes.Values)
        {
            write.Dispose();
        }

        checkpoint.Dispose();
        checkpoints.Dispose();
        moveCheckpoint.Dispose();
        count.Dispose();
    }

    private static void Write(SqliteStatement write, object?[] values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            switch (values[index])
            {
                case string text:
                    write.Bind(index + 1, text);
                    break;
                case long number:
                    write.Bind(index + 1, number);
                    break;
                default:
                    write.BindNull(index + 1);
                    break;
            }
        }

        write.Run();
    }
}
