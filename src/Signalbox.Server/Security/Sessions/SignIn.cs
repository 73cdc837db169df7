using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

/// <param name="Half">The secret that carries a sign-in to its second factor.</param>
/// <param name="Factors">What completes the sign-in.</param>
internal sealed record SignInResult(ProofStatus Status, OpenedSession? Opened = null, string? Half = null, EnrolledFactors? Factors = null)
{
    public string? Session => Opened?.Secret;
}

/// <summary>Signs a person in: a name and a password, then the second factor where there is one. Only then is there a session.</summary>
internal sealed class SignIn(
    ITransactionalStore store, PasswordProof proof, Passwords passwords, SecondFactorCheck second, SessionOpening opening, TryCounter tries,
    AddressTries addresses, TimeProvider clock, SignInOptions options)
{
    public async Task<SignInResult> OpenAsync(string name, string password, SessionOrigin origin, CancellationToken cancel)
    {
        var proven = await proof.CheckAsync(name, password, origin, cancel);
        if (proven is not { User: { } user, Subject: { } subject })
        {
            return new(proven.Status);
        }

        var newHash = proven.IsOldHash ? await passwords.HashAsync(password, cancel) : null;
        var result = await store.WriteAsync(StreamId.Administration, async scope =>
        {
            if (newHash is not null)
            {
                await UserTable.SetPasswordHashAsync(scope, user.Id, newHash);
            }

            return await ContinueAsync(scope, user, subject, origin);
        }, cancel);
        if (result.Status == ProofStatus.Proven)
        {
            addresses.Succeeded(origin.Address);
        }

        return result;
    }

    /// <summary>After a first step that no count stands for: the second one where there is one, else the session.</summary>
    public async Task<Written<SignInResult>> ContinueAsync(StoreScope scope, UserRow user, SessionOrigin origin) =>
        await ContinueAsync(scope, user, null, origin);

    /// <summary>The second step. A wrong factor counts like a wrong password, and a few end the half sign-in.</summary>
    public async Task<SignInResult> CompleteAsync(string half, SecondProof given, SessionOrigin origin, CancellationToken cancel)
    {
        var result = await store.WriteAsync(StreamId.Administration, async scope =>
        {
            var now = clock.GetUtcNow();
            var id = await HalfSignIns.CountTryAsync(scope, SecretText.Hash(half), now, options.HalfTriesMax);
            if (id is null || await UserTable.FindAsync(scope, id) is not { Enabled: 1 } user)
            {
                return Written.Abandon(new SignInResult(ProofStatus.Refused));
            }

            var subject = await SubjectAsync(scope, user.Id, origin);
            if (await second.PassesAsync(scope, user.Id, given, now))
            {
                return await OpenAsync(scope, user, subject, origin);
            }

            await tries.FailedAsync(scope, subject);
            return Written.Commit(new SignInResult(ProofStatus.Refused));
        }, cancel);
        if (result.Status == ProofStatus.Refused)
        {
            addresses.Failed(origin.Address);
        }

        return result;
    }

    /// <summary>Ends a session; false where there was none.</summary>
    public Task<bool> CloseAsync(string session, Actor by, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
            await SessionTable.DeleteAsync(scope, SecretText.Hash(session)) == 0
                ? Written.Abandon(false)
                : Written.Commit(true, Draft(new SignedOut { By = by, Subject = by.Id, SubjectName = by.Name })), cancel);

    private async Task<Written<SignInResult>> ContinueAsync(StoreScope scope, UserRow user, TrySubject? subject, SessionOrigin origin) =>
        await EnrolledFactors.OfAsync(scope, user.Id) is { Any: true } factors
            ? Written.Commit(await HalfAsync(scope, user, subject, factors))
            : await OpenAsync(scope, user, subject, origin);

    private async Task<TrySubject> SubjectAsync(StoreScope scope, string user, SessionOrigin origin) =>
        await KnownBrowsers.KnowsAsync(scope, user, origin.Browser, clock.GetUtcNow())
            ? TrySubject.Browser(SecretText.Hash(origin.Browser!))
            : TrySubject.User(user);

    private async Task<SignInResult> HalfAsync(StoreScope scope, UserRow user, TrySubject? subject, EnrolledFactors factors)
    {
        if (subject is not null)
        {
            await TryCounter.TakeBackAsync(scope, subject);
        }

        var now = clock.GetUtcNow();
        var half = SecretText.Create();
        await HalfSignIns.InsertAsync(scope, SecretText.Hash(half), user.Id, now, now + options.HalfLifetime);
        return new(ProofStatus.HalfProven, Half: half, Factors: factors);
    }

    private async Task<Written<SignInResult>> OpenAsync(StoreScope scope, UserRow user, TrySubject? subject, SessionOrigin origin)
    {
        await HalfSignIns.DeleteOfUserAsync(scope, user.Id);
        if (subject is not null)
        {
            await TryCounter.ForgetAsync(scope, subject);
        }

        var opened = await opening.OpenAsync(scope, user.ToUser(), origin);
        var by = new Actor(ActorKind.User, user.Id, user.Name);
        return Written.Commit(new SignInResult(ProofStatus.Proven, opened), Draft(new SignedIn { By = by, Subject = user.Id, SubjectName = user.Name }));
    }

    private EventDraft Draft(AdministrationEvent happened) => AdministrationCodec.Events.Write(happened, clock.GetUtcNow());
}
