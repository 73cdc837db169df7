using Signalbox.Identity;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Strategies;
using Signalbox.Server.Api.Subscriptions;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Configuration.Subscriptions;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Transfers;

/// <summary>Strategies and subscriptions out of one installation and into another.</summary>
internal static class TransferEndpoints
{
    private const int ItemsMax = 1_000;

    public static void Map(RouteGroupBuilder api)
    {
        var configuration = api.MapGroup("/configuration").WithTags("Configuration");
        configuration.MapGet("/export", ExportAsync).Requires(Scope.Admin)
            .Describe("exportConfiguration", "Show strategies and subscriptions as a file", "Without secrets: webhooks get addresses of their own where it is imported. At most 1000 of each.")
            .Answers<TransferDocument>();
        configuration.MapPost("/import", ImportAsync).Requires(Scope.Admin).RequiresFreshProof("to apply")
            .Describe("importConfiguration", "Say what a file would change, or apply it",
                "Checked whole. Without `apply` nothing is changed; with it everything is, in one change with an audit event for each row, or nothing.")
            .Answers<ImportDocument>().Fails(409);
    }

    private static async Task<IResult> ExportAsync(StrategyStore strategies, SubscriptionStore subscriptions, CancellationToken cancel)
    {
        var file = new TransferDocument(
            TransferDocument.FormatName,
            TransferDocument.FormatVersion,
            [.. (await strategies.ListAsync(Sight.Whole, "", ItemsMax, cancel)).Select(stored => Of(StrategyDocument.Of(stored, Sight.Whole)))],
            [.. (await subscriptions.ListAsync(Sight.Whole, null, "", ItemsMax, cancel)).Select(stored => Of(SubscriptionDocument.Of(stored)))]);
        return TypedResults.Json(file, ApiJson.Default.TransferDocument);
    }

    private static TransferredStrategy Of(StrategyDocument strategy) => new(strategy.Id, new(
        strategy.Name, strategy.Enabled, strategy.AssetClass, strategy.TradingStyle, strategy.Defaults, strategy.AllowedTickers,
        strategy.SignalValiditySeconds, strategy.Windows, strategy.Gates));

    private static TransferredSubscription Of(SubscriptionDocument subscription) => new(subscription.Id, new(
        subscription.StrategyId, subscription.AccountId, subscription.Enabled, subscription.AllowedTickers, subscription.Overrides,
        subscription.SignalMaySet, subscription.Rules, subscription.Gates));

    private static async Task<IResult> ImportAsync(
        Input<ImportInput> input, Reason reason, Caller caller, ConfigurationImport import, GateReading gates, FreshProof proof, CancellationToken cancel)
    {
        var file = Read(input.Value.File, gates, input.Check);
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

    private static ImportFile Read(TransferDocument? file, GateReading gates, InputCheck check)
    {
        check.Require(file?.Format == TransferDocument.FormatName, "file.format", $"Expected a file of the format {TransferDocument.FormatName}.");
        check.Require(file?.Version == TransferDocument.FormatVersion, "file.version", $"This Signalbox reads version {TransferDocument.FormatVersion}.");
        var (strategies, subscriptions) = (file?.Strategies ?? [], file?.Subscriptions ?? []);
        check.Require(strategies.Count <= ItemsMax, "file.strategies", $"At most {ItemsMax} strategies.");
        check.Require(subscriptions.Count <= ItemsMax, "file.subscriptions", $"At most {ItemsMax} subscriptions.");
        var twice = strategies.GroupBy(each => each.Id).FirstOrDefault(group => group.Count() > 1);
        check.Require(twice is null, "file.strategies", $"The id {twice?.Key} stands there twice.");
        return new(
            [.. strategies.Take(ItemsMax).Select((each, index) => Strategy(each, $"file.strategies[{index}]", gates, check))],
            [.. subscriptions.Take(ItemsMax).Select((each, index) => Subscription(each, $"file.subscriptions[{index}]", gates, check))]);
    }

    private static Strategy Strategy(TransferredStrategy each, string path, GateReading gates, InputCheck check)
    {
        var id = check.Id($"{path}.id", each.Id, "strategy");
        return Within(check, $"{path}.strategy", inner => StrategyReading.Read(each.Strategy ?? new(), new StrategyId(id), gates, inner));
    }

    private static Subscription Subscription(TransferredSubscription each, string path, GateReading gates, InputCheck check)
    {
        var id = each.Id is null ? "" : check.Id($"{path}.id", each.Id, "subscription");
        return Within(check, $"{path}.subscription", inner => SubscriptionReading.Read(each.Subscription ?? new(), new SubscriptionId(id), gates, inner));
    }

    private static T Within<T>(InputCheck check, string path, Func<InputCheck, T> read)
    {
        var inner = new InputCheck();
        var value = read(inner);
        foreach (var error in inner.Errors)
        {
            check.Refuse($"{path}.{error.Path}", error.Message);
        }

        return value;
    }
}
