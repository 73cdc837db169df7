using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Api.Strategies;
using Signalbox.Server.Api.Subscriptions;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Configuration.Subscriptions;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Histories;

/// <summary>Who changed a strategy or a subscription, and back to an earlier state: an ordinary change with its own audit event.</summary>
internal static class HistoryEndpoints
{
    private const string Newest = "Newest first; `after` continues with older changes. A part may be empty where one follows.";
    private const string Restores = "As if it were sent again whole: it is checked against what there is now, and stands in the audit trail like any change.";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/strategies/{id}/history", StrategyAsync).Requires(Scope.Admin).WithTags("Strategies")
            .Describe("listStrategyHistory", "List who changed a strategy, when and what", Newest).Answers<HistoryDocument>().Fails(404);
        api.MapPost("/strategies/{id}/restore", RestoreStrategyAsync).Requires(Scope.Admin).WithTags("Strategies")
            .Describe("restoreStrategy", "Restore an earlier state of a strategy", Restores).Answers<StrategyDocument>().Fails(404, 409);
        api.MapGet("/subscriptions/{id}/history", SubscriptionAsync).Requires(Scope.Admin).WithTags("Subscriptions")
            .Describe("listSubscriptionHistory", "List who changed a subscription, when and what", Newest).Answers<HistoryDocument>().Fails(404);
        api.MapPost("/subscriptions/{id}/restore", RestoreSubscriptionAsync).Requires(Scope.Admin).WithTags("Subscriptions")
            .Describe("restoreSubscription", "Restore an earlier state of a subscription", Restores).Answers<SubscriptionDocument>().Fails(404, 409);
    }

    private static async Task<IResult> StrategyAsync(string id, PageRequest page, StrategyStore store, AuditTrail trail, CancellationToken cancel) =>
        await store.FindAsync(new(id), cancel) is { } found
            ? await ListAsync(AuditSubject.Strategy(id), page, trail, JsonSerializer.SerializeToElement(found.Value, ConfigurationJson.Default.Strategy), cancel)
            : ApiErrors.NotFound("strategy", id);

    private static async Task<IResult> SubscriptionAsync(string id, PageRequest page, SubscriptionStore store, AuditTrail trail, CancellationToken cancel) =>
        await store.FindAsync(new(id), cancel) is { } found
            ? await ListAsync(AuditSubject.Subscription(id), page, trail, JsonSerializer.SerializeToElement(found.Value, ConfigurationJson.Default.Subscription), cancel)
            : ApiErrors.NotFound("subscription", id);

    private static async Task<IResult> ListAsync(AuditSubject subject, PageRequest page, AuditTrail trail, JsonElement present, CancellationToken cancel)
    {
        long? before = null;
        if (page.After.Length > 0)
        {
            if (!long.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return ApiErrors.Invalid([new("after", "Expected the `next` of the part before.")]);
            }

            before = number;
        }

        var (entries, next) = await trail.OfSubjectAsync(subject, before, page.Limit, cancel);
        return TypedResults.Json(
            new HistoryDocument([.. entries.Select(entry => HistoryEntryDocument.Of(entry, present))], next?.ToString(CultureInfo.InvariantCulture)),
            ApiJson.Default.HistoryDocument);
    }

    private static async Task<IResult> RestoreStrategyAsync(
        string id, Input<RestoreInput> input, Reason reason, Caller caller, StrategyStore store, AuditTrail trail, CancellationToken cancel)
    {
        var version = input.RequireVersion(input.Value.Version);
        var earlier = await EarlierAsync(AuditSubject.Strategy(id), input, trail, ConfigurationJson.Default.Strategy, cancel);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.ReplaceAsync(earlier!, version, caller.Change(reason.Text ?? Why(input)), cancel);
        return result.Answer("strategy", id, saved => TypedResults.Json(StrategyDocument.Of(saved, Sight.Whole), ApiJson.Default.StrategyDocument));
    }

    private static async Task<IResult> RestoreSubscriptionAsync(
        string id, Input<RestoreInput> input, Reason reason, Caller caller, SubscriptionStore store, AuditTrail trail, CancellationToken cancel)
    {
        var version = input.RequireVersion(input.Value.Version);
        var earlier = await EarlierAsync(AuditSubject.Subscription(id), input, trail, ConfigurationJson.Default.Subscription, cancel);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.ReplaceAsync(earlier!, version, caller.Change(reason.Text ?? Why(input)), cancel);
        return result.Answer("subscription", id, saved => TypedResults.Json(SubscriptionDocument.Of(saved), ApiJson.Default.SubscriptionDocument));
    }

    private static async Task<T?> EarlierAsync<T>(AuditSubject subject, Input<RestoreInput> input, AuditTrail trail, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        input.Check.Require(input.Value.Number is not null, "number", "The number of the change whose state shall hold again is required.");
        var entry = input.Value.Number is { } number ? await trail.FindAsync(number, cancel) : null;
        if (entry?.Event is { After: { } after } happened && subject.Is(happened))
        {
            return after.Deserialize(type);
        }

        input.Check.Refuse("number", "That number is no change of this one that led to a state. Choose one from its history.");
        return null;
    }

    private static string Why(Input<RestoreInput> input) => string.Create(CultureInfo.InvariantCulture, $"Restored the state of change {input.Value.Number}.");
}
