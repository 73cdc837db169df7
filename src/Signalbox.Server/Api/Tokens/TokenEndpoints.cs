using Signalbox.Identity;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Users;
using Signalbox.Text;

namespace Signalbox.Server.Api.Tokens;

internal static class TokenEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var tokens = api.MapGroup("/tokens").WithTags("Tokens");
        tokens.MapGet("/", ListAsync).Requires(Scope.Admin)
            .Describe("listTokens", "List the tokens")
            .Answers<Page<TokenDocument>>();
        tokens.MapPost("/", IssueAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("createToken", "Create a token", "The answer shows its text for the only time.")
            .Answers<IssuedTokenDocument>(201);
        tokens.MapDelete("/{id}", RevokeAsync).Requires(Scope.Admin)
            .Describe("revokeToken", "Revoke a token", "It stops working at once.")
            .AnswersNothing().Fails(404, 422);
    }

    private static async Task<IResult> ListAsync(PageRequest page, TokenStore store, CancellationToken cancel)
    {
        var rows = await store.ListAsync(page.After, page.RowsToRead, cancel);
        return TypedResults.Json(Page.Of(rows, page.Limit, TokenDocument.Of, row => row.Id), ApiJson.Default.PageTokenDocument);
    }

    private static async Task<IResult> IssueAsync(
        Input<TokenInput> input, Reason reason, HttpContext http, Caller caller, TokenStore store, IIdSource ids, TimeProvider clock, CancellationToken cancel)
    {
        var token = Read(input, caller, ids, clock);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var issued = await store.IssueAsync(token, caller.Change(reason.Text), cancel);
        http.Response.Headers.CacheControl = "no-store";
        return Answers.Created(
            new(issued.Text, TokenDocument.Of(issued.Token)), ApiJson.Default.IssuedTokenDocument, $"/api/v1/tokens/{token.Id}");
    }

    private static async Task<IResult> RevokeAsync(string id, Reason reason, Caller caller, TokenStore store, CancellationToken cancel) =>
        await store.RevokeAsync(id, caller.Change(reason.Text), cancel) ? TypedResults.NoContent() : ApiErrors.NotFound("token", id);

    private static ApiToken Read(Input<TokenInput> input, Caller caller, IIdSource ids, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var scopes = input.Value.Scopes ?? [];
        input.Check.Require(scopes.Count > 0, "scopes", "At least one scope is required: read, trade, admin.");
        for (var index = 0; index < scopes.Count; index++)
        {
            input.Check.Require(
                caller.Scopes.Contains(scopes[index]), $"scopes[{index}]", $"You may not {Words.Of(scopes[index])} yourself, so neither may a token of yours.");
        }

        input.Check.Require(input.Value.ExpiresAt is null || input.Value.ExpiresAt > now, "expiresAt", "This time is past. Choose a later one, or leave it out.");
        return new()
        {
            Id = ids.Next().ToString(),
            User = caller.User.Id,
            Name = input.Check.Name("name", input.Value.Name),
            Scopes = [.. scopes.Distinct().Order()],
            CreatedAt = now,
            ExpiresAt = input.Value.ExpiresAt,
        };
    }
}
