using Signalbox.Identity;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Api.Sessions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Users;

internal static class UserEndpoints
{
    private const string What = "user";

    public static void Map(RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users");
        users.MapGet("/", ListAsync).Requires(Scope.Admin)
            .Describe("listUsers", "List the users")
            .Answers<Page<UserDocument>>();
        users.MapGet("/{id}", FindAsync).Requires(Scope.Admin)
            .Describe("getUser", "Show a user")
            .Answers<UserDocument>().Fails(404);
        users.MapPost("/", CreateAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("createUser", "Add a user", "Only an owner adds owners.")
            .Answers<UserDocument>(201).Fails(429);
        users.MapPut("/{id}", ReplaceAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("replaceUser", "Change a user's role, access or password", "Only an owner changes owners. The last owner keeps role and access. Users are disabled, never deleted: the audit trail names them.")
            .Answers<UserDocument>().Fails(404, 409, 429);
        users.MapDelete("/{id}/second-factor", RemoveSecondFactorAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("removeSecondFactorOfUser", "Remove a user's second factor", "For lost devices: authenticator, passkeys and recovery codes. Only an owner does it for an owner. Refused where nothing else signs the user in: give a password first.")
            .AnswersNothing().Fails(404, 409);
    }

    private static async Task<IResult> RemoveSecondFactorAsync(
        string id, Reason reason, Caller caller, UserStore store, SecondFactorSetup setup, CancellationToken cancel)
    {
        if (await store.FindAsync(id, cancel) is not { } found)
        {
            return ApiErrors.NotFound(What, id);
        }

        if (!caller.MayManage(found.Value.Role))
        {
            return ApiErrors.Answer(StatusCodes.Status403Forbidden, ApiErrors.OwnersOnly);
        }

        return SecondFactorEndpoints.Answer(await setup.RemoveAllAsync(found.Value, caller.Actor, reason.Text, cancel));
    }

    private static async Task<IResult> ListAsync(PageRequest page, UserStore store, CancellationToken cancel)
    {
        var (rows, wayless) = await store.ListWithWaylessAsync(page.After, page.RowsToRead, cancel);
        return TypedResults.Json(
            Page.Of(rows, page.Limit, row => UserDocument.Of(row) with { IsInvitable = wayless.Contains(row.Value.Id) }, row => row.Value.Id), ApiJson.Default.PageUserDocument);
    }

    private static async Task<IResult> FindAsync(string id, UserStore store, CancellationToken cancel) =>
        await store.FindAsync(id, cancel) is { } found
            ? TypedResults.Json(UserDocument.Of(found), ApiJson.Default.UserDocument)
            : ApiErrors.NotFound(What, id);

    private static async Task<IResult> CreateAsync(
        Input<NewUserInput> input, Reason reason, Caller caller, UserStore store, Passwords passwords, IIdSource ids, CancellationToken cancel)
    {
        var check = input.Check;
        var user = new UserAccount { Id = ids.Next().ToString(), Name = check.UserName(input.Value.Name), Role = check.Role(input.Value.Role), Enabled = true };
        var password = check.Password("password", input.Value.Password);
        if (check.Failed)
        {
            return ApiErrors.Invalid(check.Errors);
        }

        if (!caller.MayManage(user.Role))
        {
            return ApiErrors.Answer(StatusCodes.Status403Forbidden, ApiErrors.OwnersOnly);
        }

        if (await passwords.HashAsync(password, HashWaiter.Known(caller.User.Id), cancel) is not { } hash)
        {
            return ApiErrors.Answer(StatusCodes.Status429TooManyRequests, ApiErrors.Busy);
        }

        var result = await store.CreateAsync(user, hash, caller.Change(reason.Text), cancel);
        return result.Answer(What, user.Id, saved => Answers.Created(UserDocument.Of(saved), ApiJson.Default.UserDocument, $"/api/v1/users/{user.Id}"));
    }

    private static async Task<IResult> ReplaceAsync(
        string id, Input<UserInput> input, Reason reason, Caller caller, UserStore store, Passwords passwords, CancellationToken cancel)
    {
        var check = input.Check;
        var version = input.RequireVersion(input.Value.Version);
        var role = check.Role(input.Value.Role);
        var password = input.Value.Password is null ? null : check.Password("password", input.Value.Password);
        if (check.Failed)
        {
            return ApiErrors.Invalid(check.Errors);
        }

        if (await store.FindAsync(id, cancel) is not { } found)
        {
            return ApiErrors.NotFound(What, id);
        }

        if (!caller.MayManage(found.Value.Role) || !caller.MayManage(role))
        {
            return ApiErrors.Answer(StatusCodes.Status403Forbidden, ApiErrors.OwnersOnly);
        }

        var hash = password is null ? null : await passwords.HashAsync(password, HashWaiter.Known(caller.User.Id), cancel);
        if (password is not null && hash is null)
        {
            return ApiErrors.Answer(StatusCodes.Status429TooManyRequests, ApiErrors.Busy);
        }

        var user = found.Value with { Role = role, Enabled = input.Value.Enabled };
        var result = await store.ReplaceAsync(user, hash, version, caller.Change(reason.Text), cancel);
        return result.Answer(What, id, saved => TypedResults.Json(UserDocument.Of(saved), ApiJson.Default.UserDocument));
    }
}
