using Signalbox.Identity;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Api.Tokens;
using Signalbox.Server.Security.Clients;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Clients;

/// <summary>The machines that fetch access tokens.</summary>
internal static class ClientEndpoints
{
    private const string What = "client";

    public static void Map(RouteGroupBuilder api)
    {
        var clients = api.MapGroup("/clients").WithTags("Tokens");
        clients.MapGet("/", ListAsync).Requires(Scope.Admin)
            .Describe("listClients", "List the OAuth clients")
            .Answers<Page<ClientDocument>>();
        clients.MapPost("/", CreateAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("createClient", "Create an OAuth client", "It fetches access tokens at POST /oauth/token with the grant client_credentials. The answer shows its secret for the only time.")
            .Answers<ClientSecretDocument>(201);
        clients.MapPost("/{id}/rotate", RotateAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("rotateClientSecret", "Give an OAuth client a new secret", "Only for the user who created it, in whose name it acts, and by no token that may do less than the client. The secret before is refused from then on, and access tokens it fetched end. The answer shows the new one for the only time.")
            .Answers<ClientSecretDocument>().Fails(404, 422);
        clients.MapPost("/{id}/disable", (string id, Reason reason, Caller caller, ClientStore store, CancellationToken cancel) => SwitchAsync(id, false, reason, caller, store, cancel))
            .Requires(Scope.Admin)
            .Describe("disableClient", "Switch an OAuth client off", "Its access tokens stop working at once.")
            .Answers<ClientDocument>().Fails(404, 422);
        clients.MapPost("/{id}/enable", (string id, Reason reason, Caller caller, ClientStore store, CancellationToken cancel) => SwitchAsync(id, true, reason, caller, store, cancel))
            .Requires(Scope.Admin)
            .Describe("enableClient", "Switch an OAuth client on again", "Only an owner does it for the client of an owner.")
            .Answers<ClientDocument>().Fails(404, 422);
    }

    private static async Task<IResult> ListAsync(PageRequest page, ClientStore store, CancellationToken cancel)
    {
        var rows = await store.ListAsync(page.After, page.RowsToRead, cancel);
        return TypedResults.Json(Page.Of(rows, page.Limit, ClientDocument.Of, row => row.Id), ApiJson.Default.PageClientDocument);
    }

    private static async Task<IResult> CreateAsync(
        Input<ClientInput> input, Reason reason, HttpContext http, Caller caller, Sight sight, ClientStore store, IIdSource ids, TimeProvider clock, CancellationToken cancel)
    {
        var (asked, check) = (input.Value, input.Check);
        var reach = TokenReading.ReachOf(asked.StrategyIds, asked.AccountIds, sight, check);
        var client = new MachineClient
        {
            Id = ids.Next().ToString(),
            User = caller.User.Id,
            Name = check.Name("name", asked.Name),
            Scopes = TokenReading.ScopesOf(asked.Scopes ?? [], caller, reach, check),
            Reach = reach,
            CreatedAt = clock.GetUtcNow(),
        };
        if (check.Failed)
        {
            return ApiErrors.Invalid(check.Errors);
        }

        var secret = await store.CreateAsync(client, caller.Change(reason.Text), cancel);
        http.Response.Headers.CacheControl = "no-store";
        return Answers.Created(new(secret, ClientDocument.Of(client)), ApiJson.Default.ClientSecretDocument, $"/api/v1/clients/{client.Id}");
    }

    private static async Task<IResult> RotateAsync(string id, Reason reason, HttpContext http, Caller caller, ClientStore store, CancellationToken cancel)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (changed, secret) = await store.RotateAsync(id, caller, reason.Text, cancel);
        return Answer(changed, id, client => TypedResults.Json(new ClientSecretDocument(secret, ClientDocument.Of(client)), ApiJson.Default.ClientSecretDocument));
    }

    private static async Task<IResult> SwitchAsync(string id, bool enabled, Reason reason, Caller caller, ClientStore store, CancellationToken cancel) =>
        Answer(await store.SwitchAsync(id, enabled, caller, reason.Text, cancel), id, client => TypedResults.Json(ClientDocument.Of(client), ApiJson.Default.ClientDocument));

    private static IResult Answer(ClientChange changed, string id, Func<MachineClient, IResult> done) => changed switch
    {
        { Client: { } client } => done(client),
        { Refusal: ClientRefusal.OfAnOwner } => ApiErrors.Answer(StatusCodes.Status403Forbidden, ApiErrors.OwnersOnly),
        { Refusal: ClientRefusal.BeyondTheCaller } => ApiErrors.Answer(StatusCodes.Status403Forbidden, ApiErrors.Forbidden),
        { Refusal: ClientRefusal.OfAnotherUser } => ApiErrors.Answer(StatusCodes.Status403Forbidden, ApiErrors.MakersOnly),
        _ => ApiErrors.NotFound(What, id),
    };
}
