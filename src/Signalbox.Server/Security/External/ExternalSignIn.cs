using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.External;

internal enum ExternalOutcome
{
    /// <summary>Something about the answer is wrong, or it came too late.</summary>
    Refused,

    /// <summary>The issuer vouches for somebody whom nobody here linked.</summary>
    Unknown,

    /// <summary>The identity belongs to another user here.</summary>
    Taken,
    Linked,
    SignedIn,
}

internal sealed record ExternalResult(ExternalOutcome Outcome, SignInResult? SignedIn = null);

/// <summary>
/// Signs in who an external issuer vouches for: authorization code with a proof key, state and nonce. It stands for the
/// password alone: a second factor is asked as ever. Nobody is made by it; a user links an identity while signed in.
/// </summary>
internal sealed class ExternalSignIn(
    ITransactionalStore store, ExternalIssuer issuer, SignIn signIn, ExternalOptions options, TimeProvider clock, SignInOptions limits)
{
    public const string CookieName = "signalbox_external";
    public const string CallbackPath = "/api/v1/session/external/callback";

    public bool IsConfigured => options.Issuer is not null;

    /// <summary>Where to send the browser, and the cookie that belongs to it; null where too many wait.</summary>
    public async Task<(Uri Address, string Cookie)?> BeginAsync(string? linkUser, HttpContext http)
    {
        var (cookie, state) = (SecretText.Create(), SecretText.Create());
        var attempt = new ExternalAttempt { StateHash = SecretText.Hash(state), Nonce = SecretText.Create(), Verifier = SecretText.Create(), LinkUser = linkUser };
        var address = await issuer.AuthorizationAsync(http.RequestAborted);
        var now = clock.GetUtcNow();
        var isKept = await store.WriteAsync(StreamId.Administration, async scope =>
            await ExternalTable.KeepAsync(scope, SecretText.Hash(cookie), attempt, (now, now + limits.HalfLifetime), OpenQuestions.Asker(linkUser, http))
                ? Written.Commit(true) : Written.Abandon(false),
            http.RequestAborted);
        return isKept ? (new(Question(address, attempt, state, http)), cookie) : null;
    }

    public async Task<ExternalResult> CompleteAsync(string? cookie, string? state, string? code, HttpContext http)
    {
        if (cookie is not { Length: > 0 } || state is not { Length: > 0 } || code is not { Length: > 0 })
        {
            return new(ExternalOutcome.Refused);
        }

        var attempt = await store.WriteAsync(StreamId.Administration, async scope =>
            Written.Commit(await ExternalTable.TakeAsync(scope, SecretText.Hash(cookie), clock.GetUtcNow())), http.RequestAborted);
        if (attempt is null || !SecretText.Matches(state, Convert.FromHexString(attempt.StateHash))
            || await issuer.RedeemAsync(code, attempt, Callback(http), http.RequestAborted) is not { } subject)
        {
            return new(ExternalOutcome.Refused);
        }

        var origin = SessionOrigin.Of(http);
        var result = await store.WriteAsync(StreamId.Administration, scope => attempt.LinkUser is { } user
            ? LinkAsync(scope, subject, user)
            : EnterAsync(scope, subject, origin), http.RequestAborted);
        if (result.SignedIn is { } signedIn)
        {
            signIn.NoteSuccess(signedIn, origin);
        }

        return result;
    }

    public Task<bool> IsLinkedAsync(string user, CancellationToken cancel) =>
        IsConfigured ? store.ReadAsync(scope => ExternalTable.IsLinkedAsync(scope, issuer.Name, user), cancel) : Task.FromResult(false);

    public Task<bool> UnlinkAsync(UserAccount user, Actor by, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope => await ExternalTable.UnlinkAsync(scope, issuer.Name, user.Id) == 0
            ? Written.Abandon(false)
            : Written.Commit(true, Draft(new ExternalIdentityUnlinked { By = by, Subject = user.Id, SubjectName = user.Name, Why = issuer.Name })), cancel);

    private async Task<Written<ExternalResult>> LinkAsync(StoreScope scope, string subject, string id)
    {
        if (await ExternalTable.UserAsync(scope, issuer.Name, subject) is { } owner)
        {
            return Written.Abandon(new ExternalResult(owner == id ? ExternalOutcome.Linked : ExternalOutcome.Taken));
        }

        if (await UserTable.FindAsync(scope, id) is not { Enabled: 1 } user)
        {
            return Written.Abandon(new ExternalResult(ExternalOutcome.Refused));
        }

        await ExternalTable.LinkAsync(scope, issuer.Name, subject, id, clock.GetUtcNow());
        var by = new Actor(ActorKind.User, user.Id, user.Name);
        return Written.Commit(
            new ExternalResult(ExternalOutcome.Linked), Draft(new ExternalIdentityLinked { By = by, Subject = user.Id, SubjectName = user.Name, Why = issuer.Name }));
    }

    private async Task<Written<ExternalResult>> EnterAsync(StoreScope scope, string subject, SessionOrigin origin)
    {
        if (await ExternalTable.UserAsync(scope, issuer.Name, subject) is not { } id || await UserTable.FindAsync(scope, id) is not { Enabled: 1 } user)
        {
            return Written.Abandon(new ExternalResult(ExternalOutcome.Unknown));
        }

        var entered = await signIn.ContinueAsync(scope, user, origin);
        return Written.Commit(new ExternalResult(ExternalOutcome.SignedIn, entered.Result), entered.Events);
    }

    private string Question(Uri address, ExternalAttempt attempt, string state, HttpContext http) => QueryHelpers.AddQueryString(address.AbsoluteUri, new Dictionary<string, string?>
    {
        ["response_type"] = "code",
        ["client_id"] = options.ClientId,
        ["redirect_uri"] = Callback(http).AbsoluteUri,
        ["scope"] = "openid",
        ["state"] = state,
        ["nonce"] = attempt.Nonce,
        ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(attempt.Verifier))),
        ["code_challenge_method"] = "S256",
    });

    private Uri Callback(HttpContext http) => new(options.PublicAddress ?? new($"{http.Request.Scheme}://{http.Request.Host.Value}"), CallbackPath);

    private EventDraft Draft(AdministrationEvent happened) => AdministrationCodec.Events.Write(happened, clock.GetUtcNow());
}
