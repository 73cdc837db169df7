using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Server.Configuration;

namespace Signalbox.Server.Intake;

/// <summary>What the first of two equal signals came to; a resend gets that as its answer.</summary>
internal sealed class FirstResults(AccountDirectory accounts, CatalogueHolder catalogue, TimeProvider clock)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits until the first one's trades are settled, or as long as the caller waits.</summary>
    public async Task<IReadOnlyList<TradeReport>> FindAsync(StrategyId strategy, SignalId first, TimeSpan wait, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            var reports = Look(strategy, first);
            if ((reports.Count > 0 && reports.All(report => report.Settled)) || clock.GetElapsedTime(began) >= wait)
            {
                return reports;
            }

            await Task.Delay(LookEvery, clock, cancel);
        }
    }

    private List<TradeReport> Look(StrategyId strategy, SignalId first)
    {
        var reports = new List<TradeReport>();
        foreach (var subscription in catalogue.Current.SubscriptionsOf(strategy))
        {
            if (accounts.Find(subscription.Account) is { } host && TradeReports.Of(host.Committed, new(first, subscription.Id)) is { } report)
            {
                reports.Add(report);
            }
        }

        return reports;
    }
}
