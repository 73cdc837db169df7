namespace Signalbox.Server.Configuration.Schema;

/// <summary>Schema version 2: risk limits.</summary>
internal static class LimitTables
{
    public const string Sql =
        """
        CREATE TABLE risk_limits (
            scope text PRIMARY KEY,
            limits text NOT NULL,
            version bigint NOT NULL,
            created_at bigint NOT NULL,
            updated_at bigint NOT NULL);
        """;
}
