namespace Signalbox.Server.Configuration.Schema;

/// <summary>Since when a secret is the one it is, and when it should be replaced.</summary>
internal static class SecretDateTables
{
    public const string Sql =
        """
        CREATE TABLE secret_dates (
            kind text NOT NULL,
            name text NOT NULL,
            set_at bigint NOT NULL,
            expires_at bigint,
            PRIMARY KEY (kind, name));
        """;
}
