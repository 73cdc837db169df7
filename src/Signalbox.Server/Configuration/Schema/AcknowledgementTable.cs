namespace Signalbox.Server.Configuration.Schema;

/// <summary>Who has seen which alert.</summary>
internal static class AcknowledgementTable
{
    public const string Sql =
        """
        CREATE TABLE acknowledgements (
            incident text PRIMARY KEY,
            by_name text NOT NULL,
            note text,
            at bigint NOT NULL);
        """;
}
