using Microsoft.AspNetCore.Http.HttpResults;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Sessions;

/// <summary>Sessions as their owners see them, and as those who manage users do.</summary>
internal static class SessionListEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var sessions = api.MapGroup("/sessions").WithTags("Session");
        sessions.MapGet("/", ListOwnAsync).RequiresCaller()
            .Describe("listSessions", "List your open sessions")
            .Answers<OpenSessionsDocument>();
        sessions.MapGet("/everyone", ListAllAsync).Requires(Scope.Admin)
            .Describe("listAllSessions", "List everybody's open sessions")
            .Answers<OpenSessionsDocument>();
        sessions.MapDelete("/{id}", EndAsync).RequiresCaller()
            .Describe("endSession", "End a session", "Your own; whoever may change users ends any.")
            .AnswersNothing().Fails(404);
        sessions.MapPost("/end-others", EndOthersAsync).RequiresCaller()
            .Describe("endOtherSessions", "End all your sessions but this one")
            .AnswersNothing();
    }

    private static async Task<IResult> ListOwnAsync(Caller caller, SessionList list, CancellationToken cancel) =>
        Show(await list.ListAsync(caller.User.Id, cancel), caller);

    private static async Task<IResult> ListAllAsync(Caller caller, SessionList list, CancellationToken cancel) =>
        Show(await list.ListAsync(null, cancel), caller);

    private static async Task<IResult> EndAsync(string id, Reason reason, Caller caller, SessionList list, CancellationToken cancel) =>
        await list.EndAsync(id, caller.Scopes.Contains(Scope.Admin) ? null : caller.User.Id, caller.Change(reason.Text), cancel)
            ? TypedResults.NoContent()
            : ApiErrors.NotFound("session", id);

    private static async Task<IResult> EndOthersAsync(Caller caller, SessionList list, CancellationToken cancel)
    {
        if (caller.Session is not { } session)
        {
            return ApiErrors.Answer(StatusCodes.Status403Forbidden, SignInErrors.SessionsOnly);
        }

        await list.EndOthersAsync(caller.User, session.Id, caller.Change(null), cancel);
        return TypedResults.NoContent();
    }

    private static JsonHttpResult<OpenSessionsDocument> Show(IReadOnlyList<(SessionRow Session, UserAccount User)> sessions, Caller caller) => TypedResults.Json(
        new([.. sessions.Select(each => OpenSessionDocument.Of(each.Session, each.User, caller.Session?.Id))]), ApiJson.Default.OpenSessionsDocument);
}
