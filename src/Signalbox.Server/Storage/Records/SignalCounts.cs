using Signalbox.Monitoring.Records;

namespace Signalbox.Server.Storage.Records;

/// <summary>
/// What a signal came to is the sum of its trades. No order is promised between the signal's stream and those of its
/// accounts, so it is counted again whenever either moved.
/// </summary>
internal static class SignalCounts
{
    private const string Trades = "SELECT count(*) FROM trades WHERE trades.signal = signals.id AND trades.settled = 1";

    /// <summary>Its one parameter, {0}, is a signal's id.</summary>
    public const string Statement =
        $$"""
        UPDATE signals SET processed = undelivered + ({{Trades}}), failed = undelivered + ({{Trades}} AND trades.succeeded = 0),
        status = CASE
            WHEN targets = 0 THEN 'rejected'
            WHEN undelivered + ({{Trades}}) < targets THEN 'pending'
            WHEN undelivered + ({{Trades}} AND trades.succeeded = 0) >= targets THEN 'rejected'
            WHEN undelivered + ({{Trades}} AND trades.succeeded = 0) > 0 OR ({{Trades}} AND trades.status = 'partial') > 0 THEN 'partial'
            ELSE 'executed' END
        WHERE id = {0} AND signal IS NOT NULL
        """;

    /// <summary>The signals to count again, in a fixed order so that nodes lock them in the same one.</summary>
    public static string[] Touched(IReadOnlyList<StreamRows> batch)
    {
        var touched = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var row in batch.SelectMany(stream => stream.Rows))
        {
            if (row is TradeRow trade)
            {
                touched.Add(trade.Signal);
            }
            else if (row is SignalRow { Signal: not null } signal)
            {
                touched.Add(signal.Id);
            }
        }

        return [.. touched];
    }
}
