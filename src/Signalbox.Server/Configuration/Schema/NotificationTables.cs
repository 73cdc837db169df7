namespace Signalbox.Server.Configuration.Schema;

/// <summary>
/// Who is told of incidents outside a page, what waits for each, how sending goes, and which incidents were looked at: marks,
/// because incidents have no place in the order of their commit that a cursor could stand at.
/// </summary>
internal static class NotificationTables
{
    public const string Sql =
        """
        CREATE TABLE notification_destinations (
            id text PRIMARY KEY,
            name text NOT NULL,
            kind text NOT NULL,
            enabled bigint NOT NULL,
            grade text NOT NULL,
            kinds text NOT NULL,
            strategy_id text,
            account_id text,
            place text NOT NULL,
            address_sealed text NOT NULL,
            since bigint NOT NULL,
            version bigint NOT NULL,
            created_at bigint NOT NULL,
            updated_at bigint NOT NULL);

        CREATE TABLE notification_lines (
            destination text PRIMARY KEY,
            holder text,
            held_until bigint NOT NULL,
            claim bigint NOT NULL,
            tries bigint NOT NULL,
            next_at bigint NOT NULL,
            delivered_at bigint,
            failed_at bigint,
            failing_since bigint,
            failure text,
            folded bigint NOT NULL,
            given_up bigint NOT NULL,
            told_at bigint,
            loss_told_at bigint);

        CREATE TABLE notifications (
            destination text NOT NULL,
            seq bigint NOT NULL,
            incident text NOT NULL,
            content text NOT NULL,
            queued_at bigint NOT NULL,
            tries bigint NOT NULL,
            PRIMARY KEY (destination, seq));

        CREATE TABLE notification_marks (
            incident text PRIMARY KEY,
            at bigint NOT NULL);

        CREATE INDEX notification_marks_by_at ON notification_marks (at);
        """;
}
