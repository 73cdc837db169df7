namespace Signalbox.Server.Configuration.Schema;

/// <summary>
/// What a person sees of a session, and when its holder last proved who it is. Sessions of before have none of it: their
/// holders sign in again.
/// </summary>
internal static class SessionColumns
{
    public const string Sql =
        """
        DELETE FROM sessions;

        ALTER TABLE sessions ADD COLUMN id text NOT NULL DEFAULT '';

        ALTER TABLE sessions ADD COLUMN proven_at bigint NOT NULL DEFAULT 0;

        ALTER TABLE sessions ADD COLUMN last_seen_at bigint NOT NULL DEFAULT 0;

        ALTER TABLE sessions ADD COLUMN address text NOT NULL DEFAULT '';

        ALTER TABLE sessions ADD COLUMN agent text NOT NULL DEFAULT '';

        CREATE UNIQUE INDEX sessions_by_id ON sessions (id);
        """;
}
