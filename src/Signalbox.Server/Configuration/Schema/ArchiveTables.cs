namespace Signalbox.Server.Configuration.Schema;

/// <summary>Which archives were written: the next one goes on where the newest ended.</summary>
internal static class ArchiveTables
{
    public const string Sql =
        """
        CREATE TABLE archives (
            file text PRIMARY KEY,
            kind text NOT NULL,
            month text NOT NULL,
            sha256 text NOT NULL,
            bytes bigint NOT NULL,
            events bigint NOT NULL,
            heads text NOT NULL,
            written_at bigint NOT NULL,
            removed_at bigint);
        """;
}
