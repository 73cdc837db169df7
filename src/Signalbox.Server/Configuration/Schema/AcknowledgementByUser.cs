namespace Signalbox.Server.Configuration.Schema;

/// <summary>Who has seen an alert is told by the id: a name that was copied would outlive its user's erasure.</summary>
internal static class AcknowledgementByUser
{
    public const string Sql =
        """
        ALTER TABLE acknowledgements ADD COLUMN by_user text NOT NULL DEFAULT '';

        UPDATE acknowledgements SET by_user = coalesce((SELECT users.id FROM users WHERE users.name = acknowledgements.by_name), '');

        ALTER TABLE acknowledgements DROP COLUMN by_name;
        """;
}
