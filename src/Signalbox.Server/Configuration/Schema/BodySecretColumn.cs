namespace Signalbox.Server.Configuration.Schema;

internal static class BodySecretColumn
{
    public const string Sql =
        """
        ALTER TABLE strategies ADD COLUMN body_secrets text NOT NULL DEFAULT '[]';
        """;
}
