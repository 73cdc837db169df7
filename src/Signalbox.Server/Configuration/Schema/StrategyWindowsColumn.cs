namespace Signalbox.Server.Configuration.Schema;

/// <summary>Windows that hold for all subscriptions of a strategy without their own.</summary>
internal static class StrategyWindowsColumn
{
    public const string Sql =
        """
        ALTER TABLE strategies ADD COLUMN windows text;
        """;
}
