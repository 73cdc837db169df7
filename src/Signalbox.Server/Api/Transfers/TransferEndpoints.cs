using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Strategies;
using Signalbox.Server.Api.Subscriptions;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Configuration.Subscriptions;
using Signalbox.Server.Notifications;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Transfers;

/// <summary>Strategies, subscriptions and destinations out of this installation; into it they come by a job.</summary>
internal static class TransferEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var configuration = api.MapGroup("/configuration").WithTags("Configuration");
        configuration.MapGet("/export", ExportAsync).Requires(Scope.Admin)
            .Describe("exportConfiguration", "Show strategies, subscriptions and destinations as a file",
                "Without secrets: webhooks get addresses of their own where it is imported, and addresses of destinations are entered there. At most 1000 strategies and 1000 subscriptions.")
            .Answers<TransferDocument>();
    }

    private static async Task<IResult> ExportAsync(StrategyStore strategies, SubscriptionStore subscriptions, DestinationStore destinations, CancellationToken cancel)
    {
        var file = new TransferDocument(
            TransferDocument.FormatName,
            TransferDocument.FormatVersion,
            [.. (await strategies.ListAsync(Sight.Whole, "", ImportFile.ItemsMax, cancel)).Select(stored => Of(StrategyDocument.Of(stored, Sight.Whole)))],
            [.. (await subscriptions.ListAsync(Sight.Whole, null, "", ImportFile.ItemsMax, cancel)).Select(stored => Of(SubscriptionDocument.Of(stored)))],
            [.. (await destinations.ListAsync(cancel)).Select(standing => Of(standing.Stored.Value))]);
        return TypedResults.Json(file, ApiJson.Default.TransferDocument);
    }

    private static TransferredStrategy Of(StrategyDocument strategy) => new(strategy.Id, new(
        strategy.Name, strategy.Enabled, strategy.AssetClass, strategy.TradingStyle, strategy.Defaults, strategy.AllowedTickers,
        strategy.SignalValiditySeconds, strategy.Windows, strategy.Gates));

    private static TransferredSubscription Of(SubscriptionDocument subscription) => new(subscription.Id, new(
        subscription.StrategyId, subscription.AccountId, subscription.Enabled, subscription.AllowedTickers, subscription.Overrides,
        subscription.SignalMaySet, subscription.Rules, subscription.Gates));

    private static TransferredDestination Of(Destination destination) => new(destination.Id, new(
        destination.Name, destination.Kind, destination.Enabled, destination.Grade, destination.Kinds, destination.Strategy, destination.Account));
}
