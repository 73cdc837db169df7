using System.Globalization;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Server.Configuration;

namespace Signalbox.Server.Intake;

/// <summary>What the first of two equal bodies came to.</summary>
/// <param name="Reports">Of a body with one signal.</param>
/// <param name="Items">Of a body with several, in their order; null for one.</param>
internal sealed record FirstResult(SignalId Id, IReadOnlyList<TradeReport> Reports, IReadOnlyList<(SignalId Id, IReadOnlyList<TradeReport> Reports)>? Items)
{
    private IEnumerable<TradeReport> All => Items is null ? Reports : Items.SelectMany(item => item.Reports);

    public bool IsSettled => All.Any() && All.All(report => report.Settled);
}

/// <summary>What the first of two equal signals came to; a resend gets that as its answer.</summary>
internal sealed class FirstResults(AccountDirectory accounts, CatalogueHolder catalogue, TimeProvider clock)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    /// <summary>No body holds more signals.</summary>
    private const int ItemsMax = 100;

    /// <summary>Waits until the first one's trades are settled, or as long as the caller waits.</summary>
    public async Task<FirstResult> FindAsync(StrategyId strategy, SignalId first, TimeSpan wait, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            var found = Look(strategy, first);
            if (found.IsSettled || clock.GetElapsedTime(began) >= wait)
            {
                return found;
            }

            await Task.Delay(LookEvery, clock, cancel);
        }
    }

    private FirstResult Look(StrategyId strategy, SignalId first)
    {
        var reports = ReportsOf(strategy, first);
        if (reports.Count > 0)
        {
            return new(first, reports, null);
        }

        var items = new List<(SignalId Id, IReadOnlyList<TradeReport> Reports)>();
        for (var number = 1; number <= ItemsMax; number++)
        {
            var id = new SignalId($"{first}.{number.ToString(CultureInfo.InvariantCulture)}");
            if (ReportsOf(strategy, id) is { Count: > 0 } found)
            {
                items.Add((id, found));
            }
        }

        return new(first, [], items.Count == 0 ? null : items);
    }

    private List<TradeReport> ReportsOf(StrategyId strategy, SignalId signal)
    {
        var reports = new List<TradeReport>();
        foreach (var subscription in catalogue.Current.SubscriptionsOf(strategy))
        {
            if (accounts.Find(subscription.Account) is { } host && TradeReports.Of(host.Committed, new(signal, subscription.Id)) is { } report)
            {
                reports.Add(report);
            }
        }

        return reports;
    }
}
