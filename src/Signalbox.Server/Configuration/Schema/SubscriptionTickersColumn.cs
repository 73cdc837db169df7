namespace Signalbox.Server.Configuration.Schema;

/// <summary>The tickers of a subscription, where it does not take all of its strategy's.</summary>
internal static class SubscriptionTickersColumn
{
    public const string Sql =
        """
        ALTER TABLE subscriptions ADD COLUMN allowed_tickers text NOT NULL DEFAULT '[]';
        """;
}
