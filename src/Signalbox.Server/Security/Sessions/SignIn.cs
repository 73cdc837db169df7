using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

/// <param name="Session">The session's secret, for the cookie; nobody can show it again.</param>
internal sealed record SignInResult(ProofStatus Status, UserAccount? User = null, string? Session = null, OpenSession? Opened = null);

/// <summary>Opens a session for a name and a password, and ends it.</summary>
internal sealed class SignIn(
    ITransactionalStore store, PasswordProof proof, Passwords passwords, IIdSource ids, TimeProvider clock, SignInOptions options)
{
    public async Task<SignInResult> OpenAsync(string name, string password, SessionOrigin origin, CancellationToken cancel)
    {
        var proven = await proof.CheckAsync(name, password, cancel);
        if (proven.User is not { } user)
        {
            return new(proven.Status);
        }

        var newHash = proven.IsOldHash ? await passwords.HashAsync(password, cancel) : null;
        return await OpenSessionAsync(user, newHash, origin, cancel);
    }

    /// <summary>Ends a session; false where there was none.</summary>
    public Task<bool> CloseAsync(string session, Actor by, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
            await SessionTable.DeleteAsync(scope, SecretText.Hash(session)) == 0
                ? Written.Abandon(false)
                : Written.Commit(true, Draft(new SignedOut { By = by, Subject = by.Id, SubjectName = by.Name })), cancel);

    private Task<SignInResult> OpenSessionAsync(UserRow user, string? newHash, SessionOrigin origin, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var now = clock.GetUtcNow();
            var session = SecretText.Create();
            var row = Row(user.Id, origin, now);
            await SessionTable.DeleteOverAsync(scope, now, now - options.IdleMax);
            await SessionTable.InsertAsync(scope, SecretText.Hash(session), row);
            await UserTable.SetTriesAsync(scope, user.Id, 0, 0);
            if (newHash is not null)
            {
                await UserTable.SetPasswordHashAsync(scope, user.Id, newHash);
            }

            var by = new Actor(ActorKind.User, user.Id, user.Name);
            return Written.Commit(
                new SignInResult(ProofStatus.Proven, user.ToUser(), session, row.ToSession()),
                Draft(new SignedIn { By = by, Subject = user.Id, SubjectName = user.Name }));
        }, cancel);

    private SessionRow Row(string user, SessionOrigin origin, DateTimeOffset now) => new()
    {
        Id = ids.Next().ToString(),
        UserId = user,
        CreatedAt = now.ToUnixTimeMilliseconds(),
        ExpiresAt = (now + options.Lifetime).ToUnixTimeMilliseconds(),
        ProvenAt = now.ToUnixTimeMilliseconds(),
        LastSeenAt = now.ToUnixTimeMilliseconds(),
        Address = origin.Address,
        Agent = origin.Agent,
    };

    private EventDraft Draft(AdministrationEvent happened) => AdministrationCodec.Events.Write(happened, clock.GetUtcNow());
}
