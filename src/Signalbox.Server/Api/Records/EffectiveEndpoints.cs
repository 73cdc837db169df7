using Signalbox.Identity;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Terms;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Records;

/// <summary>What holds at a subscription: the engine's own resolver, asked by a screen.</summary>
internal static class EffectiveEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/subscriptions/{id}/effective", FindAsync).Requires(Scope.Read).OnSubscription("id", PermissionLevel.See).WithTags("Subscriptions")
        .Describe("getEffectiveTerms", "Show what holds at a subscription, each value with its origin",
            "With `signal`, as that signal would be carried out now; without, as one that sets nothing itself.")
        .WithMetadata(new QueryParameter("signal", "The id of a signal that came in.", QueryKind.Text))
        .Answers<EffectiveTermsDocument>().Fails(404, 422);

    private static async Task<IResult> FindAsync(string id, HttpContext http, Sight sight, CatalogueHolder catalogue, RecordReader reader, CancellationToken cancel)
    {
        var current = catalogue.Current;
        if (current.Subscriptions.GetValueOrDefault(new SubscriptionId(id)) is not { } subscription || current.Strategy(subscription.Strategy) is not { } strategy)
        {
            return ApiErrors.NotFound("subscription", id);
        }

        Signals.Signal? read = null;
        if (http.Request.Query["signal"].ToString() is { Length: > 0 } signal)
        {
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
            EffectiveTermsDocument.Of(TermsResolver.Resolve(read, subscription, strategy)), ApiJson.Default.EffectiveTermsDocument);
    }
}
