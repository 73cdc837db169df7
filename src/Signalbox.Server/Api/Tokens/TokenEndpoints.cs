using Signalbox.Identity;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Tokens;

namespace Signalbox.Server.Api.Tokens;

internal static class TokenEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var tokens = api.MapGroup("/tokens").WithTags("Tokens");
        tokens.MapGet("/", ListAsync).RequiresCaller()
            .Describe("listTokens", "List your tokens", "Administrators see everybody's.")
            .Answers<Page<TokenDocument>>();
        tokens.MapPost("/", IssueAsync).RequiresCaller().RequiresFreshProof()
            .Describe("createToken", "Create a token", "It acts in your name, within your role. The answer shows its text for the only time.")
            .Answers<IssuedTokenDocument>(201);
        tokens.MapDelete("/{id}", RevokeAsync).RequiresCaller()
            .Describe("revokeToken", "Revoke a token", "It stops working at once.")
            .AnswersNothing().Fails(404, 422);
    }

    private static async Task<IResult> ListAsync(PageRequest page, Caller caller, TokenStore store, CancellationToken cancel)
    {
        var rows = await store.ListAsync(TokenReading.Whose(caller), page.After, page.RowsToRead, cancel);
        return TypedResults.Json(Page.Of(rows, page.Limit, TokenDocument.Of, row => row.Id), ApiJson.Default.PageTokenDocument);
    }

    private static async Task<IResult> IssueAsync(
        Input<TokenInput> input, Reason reason, HttpContext http, Caller caller, Sight sight, TokenStore store, IIdSource ids, TimeProvider clock, CancellationToken cancel)
    {
        if (!TokenReading.MayIssue(caller))
        {
            return ApiErrors.Answer(StatusCodes.Status403Forbidden, ApiErrors.SessionsOnly);
        }

        var token = TokenReading.Read(input, caller, sight, ids, clock);
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
        await store.RevokeAsync(id, TokenReading.Whose(caller), caller.Change(reason.Text), cancel) ? TypedResults.NoContent() : ApiErrors.NotFound("token", id);
}
