using System.Text;
using Signalbox.Monitoring.Records;

namespace Signalbox.Server.Storage.Records;

/// <summary>One table: its columns, and the statements that make it and write into it, for whichever database.</summary>
internal abstract class RecordTable(string name)
{
    private readonly List<RecordColumn> columns = [];
    private readonly List<string> indexes = [];
    private readonly List<int> keys = [];

    public string Name => name;

    public abstract Type RowType { get; }

    public IReadOnlyList<RecordColumn> Columns => columns;

    /// <summary>Null for a value that is not known.</summary>
    public static object? Value(RecordColumn column, RowChange row)
    {
        var value = column.Value(row);
        return value is string text ? KeptText.Of(text) : value;
    }

    /// <summary>The values of the key columns; no table has more than three.</summary>
    public RowKey KeyOf(object?[] values)
    {
        var key = keys;
        return new(this, values[key[0]], key.Count > 1 ? values[key[1]] : null, key.Count > 2 ? values[key[2]] : null);
    }

    public string CreateStatements(RecordDialect dialect)
    {
        var sql = new StringBuilder($"CREATE TABLE {name} (");
        foreach (var column in columns)
        {
            sql.Append(column.Name).Append(' ').Append(column.IsText ? dialect.Text : "bigint").Append(", ");
        }

        sql.Append("PRIMARY KEY (").AppendJoin(", ", Keys).Append("));\n");
        foreach (var index in indexes)
        {
            sql.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"CREATE INDEX {name}_by_{index.Replace(", ", "_", StringComparison.Ordinal)} ON {name} ({index});\n");
        }

        return sql.ToString();
    }

    /// <summary>Adds a row, or merges it into the one that is there; parameters stand in the order of the columns.</summary>
    public string WriteStatement(RecordDialect dialect)
    {
        var sql = new StringBuilder($"INSERT INTO {name} (");
        sql.AppendJoin(", ", columns.Select(column => column.Name)).Append(") VALUES (");
        sql.AppendJoin(", ", columns.Select((_, index) => dialect.Parameter(index))).Append(") ON CONFLICT (").AppendJoin(", ", Keys).Append(") DO UPDATE SET ");
        return sql.AppendJoin(", ", columns.Where(column => column.Merge is not (Merge.Key or Merge.Fixed)).Select(column => $"{column.Name} = {Merged(column, dialect)}")).ToString();
    }

    protected void Add(RecordColumn column)
    {
        if (column.Merge == Merge.Key)
        {
            keys.Add(columns.Count);
        }

        columns.Add(column);
    }

    protected void AddIndex(string onColumns) => indexes.Add(onColumns);

    private IEnumerable<string> Keys => keys.Select(at => columns[at].Name);

    private string Merged(RecordColumn column, RecordDialect dialect)
    {
        var (old, added) = ($"{name}.{column.Name}", $"excluded.{column.Name}");
        return column.Merge switch
        {
            Merge.Replace => added,
            Merge.Known => $"coalesce({added}, {old})",
            Merge.First => $"coalesce({old}, {added})",
            Merge.Sum => dialect.Sum(old, added),
            _ => throw new InvalidOperationException($"A {column.Merge} column is not merged."),
        };
    }
}

/// <summary>Describes a table column by column.</summary>
internal sealed class RecordTable<TRow>(string name) : RecordTable(name)
    where TRow : RowChange
{
    public override Type RowType => typeof(TRow);

    public RecordTable<TRow> Text(string column, Func<TRow, string?> value, Merge merge = Merge.Replace)
    {
        Add(new(column, true, merge, row => value((TRow)row)));
        return this;
    }

    public RecordTable<TRow> Number(string column, Func<TRow, long?> value, Merge merge = Merge.Replace)
    {
        Add(new(column, false, merge, row => value((TRow)row)));
        return this;
    }

    public RecordTable<TRow> Index(string onColumns)
    {
        AddIndex(onColumns);
        return this;
    }
}

/// <summary>Which row of which table.</summary>
internal readonly record struct RowKey(RecordTable Table, object? First, object? Second, object? Third);
