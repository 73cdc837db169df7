namespace Signalbox.Server.Configuration.Schema;

/// <summary>Second factors with their recovery codes, sign-ins that wait for one, and the browsers a user signed in from.</summary>
internal static class SecondFactorTables
{
    public const string Sql =
        """
        CREATE TABLE second_factors (
            user_id text PRIMARY KEY REFERENCES users (id),
            secret_sealed text NOT NULL,
            confirmed_at bigint,
            last_step bigint NOT NULL,
            created_at bigint NOT NULL);

        CREATE TABLE recovery_codes (
            user_id text NOT NULL REFERENCES users (id),
            hash text NOT NULL,
            used_at bigint,
            PRIMARY KEY (user_id, hash));

        CREATE TABLE half_sign_ins (
            hash text PRIMARY KEY,
            user_id text NOT NULL REFERENCES users (id),
            expires_at bigint NOT NULL,
            tries bigint NOT NULL);

        CREATE TABLE known_browsers (
            hash text PRIMARY KEY,
            user_id text NOT NULL REFERENCES users (id),
            tries bigint NOT NULL,
            tries_since bigint NOT NULL,
            expires_at bigint NOT NULL);

        CREATE INDEX known_browsers_by_user ON known_browsers (user_id);

        ALTER TABLE sessions ADD COLUMN tries bigint NOT NULL DEFAULT 0;

        ALTER TABLE sessions ADD COLUMN tries_since bigint NOT NULL DEFAULT 0;
        """;
}
