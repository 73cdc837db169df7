namespace Signalbox.Server.Configuration.Schema;

/// <summary>
/// Links by which somebody who was added comes in for the first time; of a link only its hash is kept. Questions that wait for
/// a browser's answer are in memory now: a stranger who asks writes nothing.
/// </summary>
internal static class InvitationTables
{
    public const string Sql =
        """
        CREATE TABLE invitations (
            user_id text PRIMARY KEY REFERENCES users (id),
            token_hash text NOT NULL UNIQUE,
            invited_by text NOT NULL,
            created_at bigint NOT NULL,
            expires_at bigint NOT NULL);

        DROP TABLE passkey_challenges;

        DROP TABLE external_sign_ins;
        """;
}
