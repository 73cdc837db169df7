namespace Signalbox.Server.Configuration.Schema;

/// <summary>How each user arranged the pages.</summary>
internal static class LayoutTables
{
    public const string Sql =
        """
        CREATE TABLE layouts (
            user_id text NOT NULL REFERENCES users (id),
            page text NOT NULL,
            layout text NOT NULL,
            version bigint NOT NULL,
            updated_at bigint NOT NULL,
            PRIMARY KEY (user_id, page));
        """;
}
