using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Signalbox.Server.Storage.Sqlite;

/// <summary>
/// A statement prepared once and reused. It binds by position and copies nothing it need not: a SqliteCommand costs
/// more than the insert it runs.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    /// <summary>Rows the last run changed.</summary>
    public int Changes => raw.sqlite3_changes(database);

    public long LastRowId => raw.sqlite3_last_insert_rowid(database);

    public SqliteStatement Bind(int at, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, at, value));
        return this;
    }

    public SqliteStatement Bind(int at, string value)
    {
        // An empty span has no address, and SQLite would take it for NULL.
        if (value.Length == 0)
        {
            Check(raw.sqlite3_bind_text(statement, at, string.Empty));
            return this;
        }

        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        Check(raw.sqlite3_bind_text(statement, at, utf8.AsSpan(0, Encoding.UTF8.GetBytes(value, utf8))));
        ArrayPool<byte>.Shared.Return(utf8);
        return this;
    }

    public SqliteStatement Bind(int at, ReadOnlyMemory<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, at, 0) : raw.sqlite3_bind_blob(statement, at, value.Span));
        return this;
    }

    public SqliteStatement BindNull(int at)
    {
        Check(raw.sqlite3_bind_null(statement, at));
        return this;
    }

    /// <summary>Runs to the end without reading rows.</summary>
    public void Run()
    {
        try
        {
            while (Step())
            {
            }
        }
        finally
        {
            Reset();
        }
    }

    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw Failure(code);
        }

        return code == raw.SQLITE_ROW;
    }

    /// <summary>Ends the statement's read transaction; its code only repeats what the last step said.</summary>
    public void Reset() => _ = raw.sqlite3_reset(statement);

    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>Times are kept as UTC ticks, the precision they are hashed with.</summary>
    public DateTimeOffset Time(int column)
    {
        var ticks = Int64(column);
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new(ticks, TimeSpan.Zero)
            : throw new SqliteException($"{ticks} is no time", raw.SQLITE_CORRUPT);
    }

    /// <summary>By length, not up to the first NUL: senders choose these texts.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    public byte[] Blob(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Failure(code);
        }
    }

    private SqliteException Failure(int code) =>
        new(raw.sqlite3_errmsg(database).utf8_to_string(), code & 0xff, raw.sqlite3_extended_errcode(database));
}
