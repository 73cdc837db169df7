namespace Signalbox.Server.Configuration.Schema;

/// <summary>Passkeys, and the challenges that were handed out and not answered yet.</summary>
internal static class PasskeyTables
{
    public const string Sql =
        """
        CREATE TABLE passkeys (
            id text PRIMARY KEY,
            user_id text NOT NULL REFERENCES users (id),
            credential_id text NOT NULL UNIQUE,
            name text NOT NULL,
            public_key text NOT NULL,
            sign_count bigint NOT NULL,
            transports text NOT NULL,
            is_backup_eligible bigint NOT NULL,
            is_backed_up bigint NOT NULL,
            created_at bigint NOT NULL,
            last_used_at bigint);

        CREATE INDEX passkeys_by_user ON passkeys (user_id);

        CREATE TABLE passkey_challenges (
            hash text PRIMARY KEY,
            kind text NOT NULL,
            user_id text,
            state text NOT NULL,
            expires_at bigint NOT NULL);
        """;
}
