namespace Signalbox.Server.Configuration.Schema;

/// <summary>Identities of an external issuer that users linked, and sign-ins that went there and are not back.</summary>
internal static class ExternalTables
{
    public const string Sql =
        """
        CREATE TABLE external_identities (
            issuer text NOT NULL,
            subject text NOT NULL,
            user_id text NOT NULL REFERENCES users (id),
            created_at bigint NOT NULL,
            PRIMARY KEY (issuer, subject));

        CREATE INDEX external_identities_by_user ON external_identities (user_id);

        CREATE TABLE external_sign_ins (
            hash text PRIMARY KEY,
            state_hash text NOT NULL,
            nonce text NOT NULL,
            verifier text NOT NULL,
            link_user text,
            expires_at bigint NOT NULL);
        """;
}
