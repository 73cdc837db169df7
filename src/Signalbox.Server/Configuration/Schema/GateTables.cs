namespace Signalbox.Server.Configuration.Schema;

/// <summary>Gates of strategies and subscriptions, and the secrets their scorers are asked with.</summary>
internal static class GateTables
{
    public const string Sql =
        """
        ALTER TABLE strategies ADD COLUMN gates text NOT NULL DEFAULT '[]';

        ALTER TABLE subscriptions ADD COLUMN gates text NOT NULL DEFAULT '[]';

        CREATE TABLE gate_secrets (
            name text PRIMARY KEY,
            secret_sealed text NOT NULL,
            version bigint NOT NULL,
            created_at bigint NOT NULL,
            updated_at bigint NOT NULL);
        """;
}
