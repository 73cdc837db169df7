using System.Data.Common;
using Dapper;

namespace Signalbox.Server.Storage;

/// <summary>An open transaction; every statement of a piece of work runs through it.</summary>
/// <param name="Transaction">Null where the store began it by a statement of its own.</param>
public sealed record StoreScope(DbConnection Connection, DbTransaction? Transaction, CancellationToken Cancel)
{
    // Columns are snake_case in SQL and PascalCase in records; Dapper keeps this mapping process-wide.
    static StoreScope() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <summary>What a table's name needs before it where a WITH clause has the same name; empty where nothing is needed.</summary>
    public string Schema { get; init; } = "";

    /// <summary>Goes before every query that reads; null: nothing does.</summary>
    public QueryPrelude? Prelude { get; init; }

    public async Task<IReadOnlyList<T>> RowsAsync<T>(string sql, object? values = null) =>
        (await Connection.QueryAsync<T>(Reading(sql, values))).AsList();

    public Task<T?> RowAsync<T>(string sql, object? values = null) => Connection.QuerySingleOrDefaultAsync<T>(Reading(sql, values));

    /// <summary>How many rows were changed.</summary>
    public Task<int> ExecuteAsync(string sql, object? values = null) => Connection.ExecuteAsync(Command(sql, values));

    private CommandDefinition Reading(string sql, object? values) =>
        Prelude is { } prelude ? Command(prelude.Sql + sql, prelude.With(values)) : Command(sql, values);

    private CommandDefinition Command(string sql, object? values) => new(sql, values, Transaction, cancellationToken: Cancel);
}
