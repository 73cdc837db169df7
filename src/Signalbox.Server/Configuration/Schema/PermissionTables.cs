namespace Signalbox.Server.Configuration.Schema;

/// <summary>
/// Who may do what at which strategy and account. What was there before belongs to the first owner, and users who saw it or
/// traded with it go on doing so: only what is created from now on is private.
/// </summary>
internal static class PermissionTables
{
    private const string Existing =
        """
        INSERT INTO permissions (kind, subject, user_id, level, granted_by, granted_at)
        SELECT '{0}', {1}.id, users.id, CASE users.role WHEN 'owner' THEN 'own' WHEN 'trader' THEN 'trade' ELSE 'see' END, users.id, {1}.created_at
        FROM {1} CROSS JOIN users
        WHERE users.role IN ('viewer', 'trader') OR users.id = (SELECT min(id) FROM users WHERE role = 'owner');

        """;

    public static readonly string Sql =
        """
        CREATE TABLE permissions (
            kind text NOT NULL,
            subject text NOT NULL,
            user_id text NOT NULL,
            level text NOT NULL,
            granted_by text NOT NULL,
            granted_at bigint NOT NULL,
            PRIMARY KEY (kind, subject, user_id));

        CREATE TABLE publications (
            strategy_id text PRIMARY KEY,
            description text NOT NULL,
            published_by text NOT NULL,
            published_at bigint NOT NULL);


        """
        + Existing.Replace("{0}", "strategy", StringComparison.Ordinal).Replace("{1}", "strategies", StringComparison.Ordinal)
        + Existing.Replace("{0}", "account", StringComparison.Ordinal).Replace("{1}", "broker_connections", StringComparison.Ordinal);
}
