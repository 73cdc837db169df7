namespace Signalbox.Server.Configuration.Schema;

/// <summary>What tokens reach, and the machines that fetch short-lived ones.</summary>
internal static class ClientTables
{
    public const string Sql =
        """
        ALTER TABLE api_tokens ADD COLUMN reach text;

        CREATE TABLE oauth_clients (
            id text PRIMARY KEY,
            user_id text NOT NULL REFERENCES users (id),
            name text NOT NULL,
            secret_hash text NOT NULL,
            scopes text NOT NULL,
            reach text,
            enabled bigint NOT NULL,
            last_used_at bigint,
            created_at bigint NOT NULL);

        CREATE TABLE access_tokens (
            hash text PRIMARY KEY,
            client_id text NOT NULL REFERENCES oauth_clients (id),
            scopes text NOT NULL,
            expires_at bigint NOT NULL);

        CREATE INDEX access_tokens_by_client ON access_tokens (client_id);
        """;
}
