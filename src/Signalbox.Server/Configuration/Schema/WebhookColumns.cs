namespace Signalbox.Server.Configuration.Schema;

/// <summary>
/// What a strategy asks of those who call its webhook, with a version of its own: nobody who edits the strategy meanwhile is made
/// to begin again.
/// </summary>
internal static class WebhookColumns
{
    public const string Sql =
        """
        ALTER TABLE strategies ADD COLUMN webhook_protection text NOT NULL DEFAULT '{}';

        ALTER TABLE strategies ADD COLUMN webhook_version bigint NOT NULL DEFAULT 0;

        ALTER TABLE strategies ADD COLUMN former_secret_hash text;

        ALTER TABLE strategies ADD COLUMN former_secret_until bigint;

        ALTER TABLE strategies ADD COLUMN bearer_hash text;

        ALTER TABLE strategies ADD COLUMN signing_sealed text;
        """;
}
