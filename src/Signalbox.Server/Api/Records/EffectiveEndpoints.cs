using System.ComponentModel;
using Signalbox.Identity;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Subscriptions;
using Signalbox.Server.Api.Terms;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Records;

/// <summary>Settings of a subscription that were not saved; what is absent is as a new subscription has it.</summary>
public sealed record EffectiveInput(
    [property: Description("The subscription's own values.")] TermsDocument? Overrides = null,
    [property: Description("Which units a signal may set; absent: all.")] SignalMaySetDocument? SignalMaySet = null,
    RulesDocument? Rules = null);

/// <summary>What holds at a subscription: the engine's own resolver, asked by a screen.</summary>
internal static class EffectiveEndpoints
{
    private static readonly QueryParameter SignalParameter = new("signal", "The id of a signal that came in.", QueryKind.Text);

    public static void Map(RouteGroupBuilder api)
    {
        var effective = api.MapGroup("/subscriptions/{id}/effective").WithTags("Subscriptions");
        effective.MapGet("/", FindAsync).Requires(Scope.Read).OnSubscription("id", PermissionLevel.See)
            .Describe("getEffectiveTerms", "Show what holds at a subscription, each value with its origin",
                "With `signal`, as that signal would be carried out now; without, as one that sets nothing itself.")
            .WithMetadata(SignalParameter)
            .Answers<EffectiveTermsDocument>().Fails(404, 422);
        effective.MapPost("/", PreviewAsync).Requires(Scope.Read).OnSubscription("id", PermissionLevel.See)
            .Describe("previewEffectiveTerms", "Show what would hold with settings that were not saved", "Nothing is kept. The settings are checked as saving them would check them.")
            .WithMetadata(SignalParameter)
            .Answers<EffectiveTermsDocument>().Fails(404);
    }

    private static Task<IResult> FindAsync(string id, HttpContext http, Sight sight, CatalogueHolder catalogue, RecordReader reader, CancellationToken cancel) =>
        ResolveAsync(id, static stored => stored, http, sight, catalogue.Current, reader, cancel);

    private static Task<IResult> PreviewAsync(
        string id, Input<EffectiveInput> input, HttpContext http, Sight sight, CatalogueHolder catalogue, RecordReader reader, CancellationToken cancel)
    {
        var overrides = TermsReading.Read(input.Value.Overrides, "overrides", input.Check);
        var rules = RulesReading.Read(input.Value.Rules ?? new(), "rules", input.Check);
        var maySet = (input.Value.SignalMaySet ?? new()).ToSignalMaySet();
        return input.Check.Failed
            ? Task.FromResult(ApiErrors.Invalid(input.Check.Errors))
            : ResolveAsync(id, stored => stored with { Overrides = overrides, Rules = rules, SignalMaySet = maySet }, http, sight, catalogue.Current, reader, cancel);
    }

    private static async Task<IResult> ResolveAsync(
        string id, Func<Subscription, Subscription> change, HttpContext http, Sight sight, Catalogue current, RecordReader reader, CancellationToken cancel)
    {
        if (current.Subscriptions.GetValueOrDefault(new SubscriptionId(id)) is not { } subscription || current.Strategy(subscription.Strategy) is not { } strategy)
        {
            return ApiErrors.NotFound("subscription", id);
        }

        Signals.Signal? read = null;
        if (http.Request.Query["signal"].ToString() is { Length: > 0 } signal)
        {
            if (!StorableText.Is(signal))
            {
                return ApiErrors.Invalid([new("signal", "The id of a signal has no control characters.")]);
            }

            var row = await reader.ReadAsync(sight, scope => scope.RowAsync<SignalRow>("SELECT * FROM signals WHERE id = @Id", new { Id = signal }), cancel);
            if (row?.Signal is not { } json)
            {
                return row is null
                    ? ApiErrors.NotFound("signal", signal)
                    : ApiErrors.Invalid([new("signal", $"That signal was refused ({row.Code}): it says nothing that could hold.")]);
            }

            read = RecordText.Signal(json);
        }

        return TypedResults.Json(
            EffectiveTermsDocument.Of(TermsResolver.Resolve(read, change(subscription), strategy)), ApiJson.Default.EffectiveTermsDocument);
    }
}
