using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Strategies;
using Signalbox.Server.Api.Subscriptions;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Configuration.Subscriptions;
using Signalbox.Server.Notifications;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Transfers;

/// <summary>Strategies, subscriptions and destinations out of one installation and into another.</summary>
internal static class TransferEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var configuration = api.MapGroup("/configuration").WithTags("Configuration");
        configuration.MapGet("/export", ExportAsync).Requires(Scope.Admin)
            .Describe("exportConfiguration", "Show strategies, subscriptions and destinations as a file",
                "Without secrets: webhooks get addresses of their own where it is imported, and addresses of destinations are entered there. At most 1000 strategies and 1000 subscriptions.")
            .Answers<TransferDocument>();
        configuration.MapPost("/import", ImportAsync).Requires(Scope.Admin).RequiresFreshProof("to apply")
            .Describe("importConfiguration", "Say what a file would change, or apply it",
                "Checked whole. Without `apply` nothing is changed; with it everything is, in one change with an audit event for each row, or nothing.")
            .Answers<ImportDocument>().Fails(409);
    }

    private static async Task<IResult> ExportAsync(StrategyStore strategies, SubscriptionStore subscriptions, DestinationStore destinations, CancellationToken cancel)
    {
        var file = new TransferDocument(
            TransferDocument.FormatName,
            TransferDocument.FormatVersion,
            [.. (await strategies.ListAsync(Sight.Whole, "", TransferReading.ItemsMax, cancel)).Select(stored => Of(StrategyDocument.Of(stored, Sight.Whole)))],
            [.. (await subscriptions.ListAsync(Sight.Whole, null, "", TransferReading.ItemsMax, cancel)).Select(stored => Of(SubscriptionDocument.Of(stored)))],
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

    private static async Task<IResult> ImportAsync(
        Input<ImportInput> input, Reason reason, Caller caller, ConfigurationImport import, TransferReading reading, FreshProof proof, CancellationToken cancel)
    {
        var file = reading.Read(input.Value.File, input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        if (input.Value.Apply is not null && proof.Refusal(caller) is { } refused)
        {
            return refused;
        }

        var result = await import.RunAsync(file, input.Value.Apply, caller.Change(reason.Text ?? "Imported from a file."), cancel);
        return result.Status switch
        {
            ChangeStatus.Saved or ChangeStatus.Tried => TypedResults.Json(result.Saved, ApiJson.Default.ImportDocument),
            ChangeStatus.Stale => ApiErrors.Answer(StatusCodes.Status409Conflict, ApiError.Of(
                "stale-version", "The configuration was changed since the import was tried. Look again at what it would change.")),
            _ => ApiErrors.Invalid(result.Errors),
        };
    }
}
