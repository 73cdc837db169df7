using Signalbox.Identity;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Api.Users;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security.External;
using Signalbox.Server.Security.Invitations;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Invitations;

/// <summary>Inviting people, for whoever manages users.</summary>
internal static class InvitationEndpoints
{
    private const string What = "invitation";

    public static void Map(RouteGroupBuilder api)
    {
        var invitations = api.MapGroup("/invitations").WithTags("Users");
        invitations.MapGet("/", ListAsync).Requires(Scope.Admin)
            .Describe("listInvitations", "List the invitations that are out", "Those that ran out stay for 30 days, or until they are revoked.")
            .Answers<Page<InvitationDocument>>();
        invitations.MapPost("/", InviteAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("invitePerson", "Invite a person",
                "Adds a user without a password, and answers a link that is shown this once. It is good once, for 72 hours: whoever opens it chooses a password or signs in at the external issuer. Only an owner invites owners.")
            .Answers<InvitationLinkDocument>(201);
        invitations.MapPost("/{id}/renew", RenewAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("renewInvitation", "Invite a user again", "By the user's id; only while nothing signs the user in. The link before is over, and a user who was shut out is let in.")
            .Answers<InvitationLinkDocument>().Fails(404, 409);
        invitations.MapDelete("/{id}", RevokeAsync).Requires(Scope.Admin)
            .Describe("revokeInvitation", "Revoke an invitation", "By the user's id. The link opens nothing any more, and the user is shut out until invited again.")
            .AnswersNothing().Fails(404, 422);
        AcceptanceEndpoints.Map(invitations);
    }

    private static async Task<IResult> ListAsync(PageRequest page, InvitationBook book, CancellationToken cancel)
    {
        var rows = await book.ListAsync(page.After, page.RowsToRead, cancel);
        return TypedResults.Json(Page.Of(rows, page.Limit, InvitationDocument.Of, row => row.UserId), ApiJson.Default.PageInvitationDocument);
    }

    private static async Task<IResult> InviteAsync(
        Input<InvitationInput> input, Reason reason, HttpContext http, Caller caller, InvitationBook book, ExternalOptions options, IIdSource ids, CancellationToken cancel)
    {
        var check = input.Check;
        var user = new UserAccount { Id = ids.Next().ToString(), Name = check.UserName(input.Value.Name), Role = check.Role(input.Value.Role), Enabled = true };
        if (check.Failed)
        {
            return ApiErrors.Invalid(check.Errors);
        }

        if (!caller.MayManage(user.Role))
        {
            return ApiErrors.Answer(StatusCodes.Status403Forbidden, ApiErrors.OwnersOnly);
        }

        http.Response.Headers.CacheControl = "no-store";
        var result = await book.InviteAsync(user, caller.Change(reason.Text), cancel);
        return result.Answer(What, user.Id, made => Answers.Created(Document(made, http, options), ApiJson.Default.InvitationLinkDocument, $"/api/v1/users/{user.Id}"));
    }

    private static async Task<IResult> RenewAsync(
        string id, Reason reason, HttpContext http, Caller caller, UserStore users, InvitationBook book, ExternalOptions options, CancellationToken cancel)
    {
        if (await RefusalAsync(id, caller, users, cancel) is { } refusal)
        {
            return refusal;
        }

        http.Response.Headers.CacheControl = "no-store";
        var result = await book.RenewAsync(id, caller.Change(reason.Text), cancel);
        return result.Status == ChangeStatus.InUse
            ? ApiErrors.Answer(StatusCodes.Status409Conflict, SignInErrors.SignsInAlready)
            : result.Answer("user", id, made => TypedResults.Json(Document(made, http, options), ApiJson.Default.InvitationLinkDocument));
    }

    private static async Task<IResult> RevokeAsync(string id, Reason reason, Caller caller, UserStore users, InvitationBook book, CancellationToken cancel) =>
        await RefusalAsync(id, caller, users, cancel)
        ?? (await book.RevokeAsync(id, caller.Change(reason.Text), cancel)).Answer(What, id, _ => TypedResults.NoContent());

    private static async Task<IResult?> RefusalAsync(string id, Caller caller, UserStore users, CancellationToken cancel) =>
        !StorableText.Is(id) || await users.FindAsync(id, cancel) is not { } found ? ApiErrors.NotFound("user", id)
        : caller.MayManage(found.Value.Role) ? null
        : ApiErrors.Answer(StatusCodes.Status403Forbidden, ApiErrors.OwnersOnly);

    // Behind the #, which no browser sends to a server: it is in no log on the way.
    private static InvitationLinkDocument Document(MadeInvitation made, HttpContext http, ExternalOptions options) => new(
        new UriBuilder(new Uri(options.PublicAddress ?? new($"{http.Request.Scheme}://{http.Request.Host.Value}"), "/invitation")) { Fragment = made.Token }.Uri.AbsoluteUri,
        InvitationDocument.Of(made.Invitation));
}
