using Signalbox.Server.Storage;
using Signalbox.Server.Storage.Records;

namespace Signalbox.Server.Security.Permissions;

/// <summary>
/// The tables of what happened as a caller sees them: a WITH clause of their names goes before every query, so that no query
/// can reach past it, whatever it filters, counts or joins.
/// </summary>
internal static class SightRows
{
    /// <summary>What a signal came to is counted anew: the trades of others are neither shown nor counted.</summary>
    private static readonly string[] Counted = ["targets", "undelivered", "processed", "failed", "status"];

    /// <summary>Each row is one account's.</summary>
    private static readonly string[] OfAccounts = ["trades", "orders", "fills", "positions", "equity", "incidents", "accounts"];

    private static readonly string Signals = string.Join(", ", RecordSchema.Tables.Single(table => table.Name == "signals").Columns
        .Select(column => column.Name).Except(Counted, StringComparer.Ordinal).Select(name => "s." + name));

    extension(StoreScope scope)
    {
        public StoreScope SeenBy(Sight sight) => sight.IsWhole ? scope : scope with { Prelude = PreludeOf(sight, scope.Schema) };
    }

    private static QueryPrelude PreludeOf(Sight sight, string schema)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        var account = InList.Of("{0}", sight.Accounts.Keys, "seen_account", values.Add);
        var strategy = InList.Of("s.strategy", sight.Strategies.Keys, "seen_strategy", values.Add);
        string At(string column) => account.Replace("{0}", column, StringComparison.Ordinal);
        string Own(string table) => $"{table} AS (SELECT * FROM {schema}{table} WHERE {At(table == "accounts" ? "id" : "account")})";
        string Count(string condition) => $"(SELECT count(*) FROM {schema}trades t WHERE t.signal = s.id AND {At("t.account")}{condition})";
        var tables = OfAccounts.Select(Own);
        var (all, settled) = (Count(""), Count(" AND t.settled = 1"));
        var failed = Count(" AND t.settled = 1 AND t.succeeded = 0");
        return new(
            $"""
            WITH {string.Join(", ", tables)}, signals AS (
                SELECT {Signals}, {all} AS targets, CAST(0 AS bigint) AS undelivered, {settled} AS processed, {failed} AS failed,
                    CASE WHEN s.signal IS NULL OR s.targets = 0 THEN s.status
                        WHEN {settled} < {all} THEN 'pending'
                        WHEN {failed} > 0 AND {failed} >= {all} THEN 'rejected'
                        WHEN {failed} > 0 OR {Count(" AND t.settled = 1 AND t.status = 'partial'")} > 0 THEN 'partial'
                        ELSE 'executed' END AS status
                FROM {schema}signals s
                WHERE {strategy} OR EXISTS (SELECT 1 FROM {schema}trades t WHERE t.signal = s.id AND {At("t.account")}))

            """,
            values);
    }
}
