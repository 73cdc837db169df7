using System.Data.Common;
using Dapper;

namespace Signalbox.Server.Storage;

/// <summary>An open transaction; every statement of a piece of work runs through it.</summary>
/// <param name="Transaction">Null where the store began it by a statement of its own.</param>
public sealed record StoreScope(DbConnection Connection, DbTransaction? Transaction, CancellationToken Cancel)
{
    // Columns are snake_case in SQL and PascalCase in records; Dapper keeps this mapping process-wide.
    static StoreScope() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    public async Task<IReadOnlyList<T>> RowsAsync<T>(string sql, object? values = null) =>
        (await Connection.QueryAsync<T>(Command(sql, values))).AsList();

    public Task<T?> RowAsync<T>(string sql, object? values = null) => Connection.QuerySingleOrDefaultAsync<T>(Command(sql, values));

    /// <summary>How many rows were changed.</summary>
    public Task<int> ExecuteAsync(string sql, object? values = null) => Connection.ExecuteAsync(Command(sql, values));

    private CommandDefinition Command(string sql, object? values) => new(sql, values, Transaction, cancellationToken: Cancel);
}
