using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Text;

namespace Signalbox.Server.Api.Permissions;

/// <summary>Who may do what at a strategy or an account, and which strategies everybody may subscribe to.</summary>
internal static class PermissionEndpoints
{
    private const string Tag = "Permissions";

    public static void Map(RouteGroupBuilder api)
    {
        MapKind(api, PermissionKind.Strategy, "/strategies/{id}/permissions", "Strategy", endpoint => endpoint.OnStrategy("id", PermissionLevel.Own));
        MapKind(api, PermissionKind.Account, "/accounts/{id}/permissions", "Account", endpoint => endpoint.OnAccount("id", PermissionLevel.Own));
        CatalogueEndpoints.Map(api);
    }

    private static void MapKind(RouteGroupBuilder api, PermissionKind kind, string pattern, string word, Func<RouteHandlerBuilder, RouteHandlerBuilder> guarded)
    {
        var what = Words.Of(kind);
        guarded(api.MapGet(pattern, (string id, PermissionStore store, CancellationToken cancel) => ListAsync(kind, id, store, cancel)).Requires(Scope.Configure))
            .WithTags(Tag).Describe($"list{word}Permissions", $"List who is allowed what at this {what}").Answers<PermissionListDocument>().Fails(404);
        guarded(api.MapPost(pattern, (string id, Input<PermissionInput> input, Reason reason, Caller caller, PermissionStore store, CancellationToken cancel) =>
                GrantAsync((kind, id), input, caller.Change(reason.Text), store, cancel)).Requires(Scope.Configure).RequiresFreshProof())
            .WithTags(Tag).Describe($"grant{word}Permission", $"Allow a user something at this {what}", "It takes the place of what the user was allowed before. see, trade, manage and own each hold those before them; the user's role still bounds them.")
            .Answers<PermissionDocument>().Fails(404);
        guarded(api.MapDelete(pattern + "/{userId}", (string id, string userId, Reason reason, Caller caller, PermissionStore store, CancellationToken cancel) =>
                RevokeAsync((kind, id), userId, caller.Change(reason.Text), store, cancel)).Requires(Scope.Configure))
            .WithTags(Tag).Describe($"revoke{word}Permission", $"Allow a user nothing any more at this {what}", "It holds at once, also for live channels. The owner's is not taken away: make another user the owner first.")
            .AnswersNothing().Fails(404, 409, 422);
    }

    private static async Task<IResult> ListAsync(PermissionKind kind, string id, PermissionStore store, CancellationToken cancel) =>
        TypedResults.Json(
            new PermissionListDocument([.. (await store.ListAsync(kind, id, cancel)).Select(PermissionDocument.Of)]), ApiJson.Default.PermissionListDocument);

    private static async Task<IResult> GrantAsync(
        (PermissionKind Kind, string Id) subject, Input<PermissionInput> input, Configuration.Changes.ChangeRequest request, PermissionStore store, CancellationToken cancel)
    {
        var user = input.Check.Name("user", input.Value.User);
        input.Check.Require(input.Value.Level is not null, "level", "A level is required: see, trade, manage or own.");
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.GrantAsync(subject.Kind, subject.Id, user, input.Value.Level!.Value, request, cancel);
        return result.Answer(Words.Of(subject.Kind), subject.Id, saved => TypedResults.Json(PermissionDocument.Of(saved), ApiJson.Default.PermissionDocument));
    }

    private static async Task<IResult> RevokeAsync(
        (PermissionKind Kind, string Id) subject, string user, Configuration.Changes.ChangeRequest request, PermissionStore store, CancellationToken cancel)
    {
        var result = await store.RevokeAsync(subject.Kind, subject.Id, user, request, cancel);
        return result.Answer("permission of user", user, _ => TypedResults.NoContent());
    }
}
