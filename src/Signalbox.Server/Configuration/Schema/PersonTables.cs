namespace Signalbox.Server.Configuration.Schema;

/// <summary>The keys that personal fields of audit events are under.</summary>
internal static class PersonTables
{
    public const string Sql =
        """
        CREATE TABLE person_keys (
            person text PRIMARY KEY,
            key_sealed text,
            created_at bigint NOT NULL,
            destroyed_at bigint);
        """;
}
