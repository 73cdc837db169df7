using System.Globalization;
using Signalbox.Monitoring.Records;
using Signalbox.Text;

namespace Signalbox.Server.Storage.Records;

/// <summary>
/// The rows of a batch, each once: changes of the same row are merged here by the rules the database merges by, so that a row
/// that changed ten times is written once.
/// </summary>
internal sealed class MergedRows
{
    private static readonly Dictionary<Type, RecordTable> Tables = RecordSchema.Tables.ToDictionary(table => table.RowType);

    private readonly Dictionary<RowKey, object?[]> rows = [];

    public IEnumerable<(RecordTable Table, object?[] Values)> All => rows.Select(row => (row.Key.Table, row.Value));

    public static MergedRows Of(IReadOnlyList<StreamRows> batch)
    {
        var merged = new MergedRows();
        foreach (var row in batch.SelectMany(stream => stream.Rows))
        {
            merged.Add(row);
        }

        return merged;
    }

    private void Add(RowChange row)
    {
        var table = Tables[row.GetType()];
        var values = new object?[table.Columns.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = RecordTable.Value(table.Columns[index], row);
        }

        var key = table.KeyOf(values);
        if (!rows.TryAdd(key, values))
        {
            Combine(table, rows[key], values);
        }
    }

    private static void Combine(RecordTable table, object?[] kept, object?[] added)
    {
        for (var index = 0; index < kept.Length; index++)
        {
            kept[index] = table.Columns[index].Merge switch
            {
                Merge.Replace => added[index],
                Merge.Known => added[index] ?? kept[index],
                Merge.Sum => Sum(kept[index], added[index]),
                Merge.First => kept[index] ?? added[index],
                _ => kept[index],
            };
        }
    }

    private static string Sum(object? left, object? right) => Decimals.Canonical(Number(left) + Number(right));

    private static decimal Number(object? text) => decimal.Parse((string)text!, CultureInfo.InvariantCulture);
}
