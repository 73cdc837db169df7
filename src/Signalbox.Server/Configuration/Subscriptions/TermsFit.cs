using Signalbox.Risk;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Storage;
using Signalbox.Strategies;

namespace Signalbox.Server.Configuration.Subscriptions;

/// <summary>What a strategy and its subscription say together must be possible, whichever of them changes.</summary>
internal static class TermsFit
{
    public static async Task<FieldError?> OfSubscriptionAsync(StoreScope scope, Subscription subscription) =>
        (await StrategyTable.FindAsync(scope, subscription.Strategy))?.ToStrategy() is { } strategy && SizesByRiskWithoutAStop(subscription, strategy)
            ? new("overrides.stopLoss", "Its size is by risk, and neither the subscription nor the strategy has a stop loss, and signals may not set one. Add a stop, let signals set it, or choose another quantity type.")
            : null;

    public static async Task<FieldError?> OfStrategyAsync(StoreScope scope, Strategy strategy)
    {
        foreach (var row in await SubscriptionTable.OfStrategyAsync(scope, strategy.Id))
        {
            if (row.ToSubscription() is var subscription && SizesByRiskWithoutAStop(subscription, strategy))
            {
                return new("defaults.stopLoss", $"The subscription of {subscription.Account} would size by risk without any stop loss, and signals may not set one. Add a stop, or choose another quantity type.");
            }
        }

        return null;
    }

    private static bool SizesByRiskWithoutAStop(Subscription subscription, Strategy strategy)
    {
        var terms = TermsResolver.Resolve(null, subscription, strategy);
        return Sizing.NeedsStop(terms.EntrySize.Value.Type) && terms.StopLoss.Value is null && !subscription.SignalMaySet.StopLoss;
    }
}
