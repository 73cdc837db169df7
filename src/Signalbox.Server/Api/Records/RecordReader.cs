using System.Globalization;
using Dapper;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Storage;
using Signalbox.Server.Storage.Records;

namespace Signalbox.Server.Api.Records;

/// <summary>
/// Asks the tables of what happened. Everything committed before the question is in the answer, unless the tables are more
/// than a moment behind.
/// </summary>
internal sealed class RecordReader(IRecordTables tables, RecordProgress progress)
{
    /// <summary>How long a question waits for the tables. Default 500 ms; tests, whose machine may be busy, wait longer.</summary>
    public TimeSpan FreshWithin { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <param name="sight">Whose question it is: rows it does not see are not there.</param>
    public async Task<T> ReadAsync<T>(Sight sight, Func<StoreScope, Task<T>> work, CancellationToken cancel)
    {
        await progress.CatchesUpAsync(FreshWithin, cancel);
        return await tables.ReadAsync(scope => work(scope.SeenBy(sight)), cancel);
    }

    /// <summary>A page of a list, newest first; one row more than asked for where another page follows.</summary>
    /// <param name="also">What must hold besides; null: nothing.</param>
    public Task<IReadOnlyList<TRow>> PageAsync<TList, TRow>(Sight sight, RecordFilter<TList> filter, PageRequest page, CancellationToken cancel, string? also = null)
        where TList : IRecordList
    {
        var values = new DynamicParameters();
        List<string> conditions = also is null ? [] : [also];
        if (page.After.Length > 0)
        {
            conditions.Add($"{TList.Order} < @after");
            values.Add("after", page.After);
        }

        return ReadAsync(sight, scope => scope.RowsAsync<TRow>(Select<TList>(filter, conditions, values, page.RowsToRead), values), cancel);
    }

    private static string Select<TList>(RecordFilter<TList> filter, List<string> conditions, DynamicParameters values, int limit)
        where TList : IRecordList
    {
        foreach (var (field, value) in filter.Values)
        {
            conditions.Add(field.Condition);
            values.Add(field.Name, value);
        }

        var where = conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)} ";
        return string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM {TList.Table} {where}ORDER BY {TList.Order} DESC LIMIT {limit}");
    }
}
