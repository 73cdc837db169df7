using Microsoft.AspNetCore.Http.HttpResults;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Permissions;

/// <summary>The strategies that every user of the installation may subscribe to.</summary>
internal static class CatalogueEndpoints
{
    private const int DescriptionCharsMax = 2_000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/catalogue", ShowAsync).Requires(Scope.Read).WithTags("Permissions")
            .Describe("listCatalogue", "List the strategies that are published here", "Subscribe an account of your own to one with POST /api/v1/subscriptions.")
            .Answers<CatalogueDocument>();
        api.MapPost("/strategies/{id}/publication", PublishAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Own).WithTags("Permissions")
            .Describe("publishStrategy", "Publish a strategy to every user", "Again: changes what is said of it.")
            .Answers<PublicationDocument>().Fails(404);
        api.MapDelete("/strategies/{id}/publication", UnpublishAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Own).WithTags("Permissions")
            .Describe("unpublishStrategy", "Take a strategy out of the catalogue", "Subscriptions that are there stay and go on trading; their owners no longer see its other signals.")
            .AnswersNothing().Fails(404, 422);
    }

    private static async Task<JsonHttpResult<CatalogueDocument>> ShowAsync(Sight sight, CatalogueHolder catalogue, UserStore users, CancellationToken cancel)
    {
        var items = new List<PublicationDocument>();
        foreach (var publication in catalogue.Picture.Permissions.Publications.Values.OrderByDescending(each => each.At))
        {
            if (await DocumentAsync(publication, sight, catalogue, users, cancel) is { } document)
            {
                items.Add(document);
            }
        }

        return TypedResults.Json(new CatalogueDocument(items), ApiJson.Default.CatalogueDocument);
    }

    private static async Task<IResult> PublishAsync(
        string id, Input<PublicationInput> input, Reason reason, Caller caller, Sight sight, CatalogueHolder catalogue, PermissionStore store, UserStore users,
        CancellationToken cancel)
    {
        var description = input.Value.Description?.Trim() ?? "";
        input.Check.Require(description.Length <= DescriptionCharsMax, "description", $"A description has at most {DescriptionCharsMax} characters.");
        input.Check.Require(StorableText.Is(description.Replace("\n", " ", StringComparison.Ordinal)), "description", "A description has no control characters but new lines.");
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.PublishAsync(id, description, caller.Change(reason.Text), cancel);
        return result.Row is { } saved && await DocumentAsync(saved, sight, catalogue, users, cancel) is { } document
            ? TypedResults.Json(document, ApiJson.Default.PublicationDocument)
            : result.Answer("strategy", id, _ => TypedResults.NoContent());
    }

    private static async Task<IResult> UnpublishAsync(string id, Reason reason, Caller caller, PermissionStore store, CancellationToken cancel) =>
        (await store.UnpublishAsync(id, caller.Change(reason.Text), cancel)).Answer("published strategy", id, _ => TypedResults.NoContent());

    /// <summary>Null where the strategy is gone.</summary>
    private static async Task<PublicationDocument?> DocumentAsync(
        Publication publication, Sight sight, CatalogueHolder catalogue, UserStore users, CancellationToken cancel) =>
        catalogue.Current.Strategy(new(publication.Strategy)) is not { } strategy ? null : new(
            strategy.Id.Value, strategy.Name, publication.Description, (await users.FindAsync(publication.By, cancel))?.Value.Name ?? "",
            publication.At, strategy.Enabled, strategy.AssetClass, strategy.TradingStyle,
            catalogue.Current.SubscriptionsOf(strategy.Id).Count(sight.Sees));
}
