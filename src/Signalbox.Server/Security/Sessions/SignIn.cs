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
        if (proven is not { User: { } user, Try: { } counted })
        {
            return new(proven.Status);
        }

        var newHash = proven.IsOldHash ? await passwords.HashAsync(password, HashWaiter.Known(user.Id), cancel) : null;
        var result = await store.WriteAsync(StreamId.Administration, async scope =>
        {
            // The password was compared outside of this transaction: a change that came first ends sign-ins, also this one.
            if (await UserTable.FindAsync(scope, user.Id) is not { Enabled: 1 } row || !IsSamePassword(row, user))
            {
                return Written.Abandon(new SignInResult(ProofStatus.Refused));
            }

            if (newHash is not null && row.PasswordHash == user.PasswordHash)
            {
                await UserTable.SetPasswordHashAsync(scope, row.Id, newHash);
            }

            return await ContinueAsync(scope, row, counted, origin);
        }, cancel);
        return NoteSuccess(result, origin);
    }

    /// <summary>After a first step that no count stands for: the second one where there is one, else the session.</summary>
    public async Task<Written<SignInResult>> ContinueAsync(StoreScope scope, UserRow user, SessionOrigin origin) =>
        await ContinueAsync(scope, user, null, origin);

    /// <summary>
    /// The second step. Its factor counts like a password, before it is looked at: the wait after failures holds whatever
    /// sign-in they were in, and a few end the half sign-in.
    /// </summary>
    public async Task<SignInResult> CompleteAsync(string half, SecondProof given, SessionOrigin origin, CancellationToken cancel)
    {
        var isWrong = false;
        var result = await store.WriteAsync(StreamId.Administration, async scope =>
        {
            var now = clock.GetUtcNow();
            var id = await HalfSignIns.CountTryAsync(scope, SecretText.Hash(half), now, options.HalfTriesMax);
            if (id is null || await UserTable.FindAsync(scope, id) is not { Enabled: 1 } user
                || await AdmitAsync(scope, user.Id, origin) is not { } counted)
            {
                return Written.Abandon(new SignInResult(ProofStatus.Refused));
            }

            if (await second.PassesAsync(scope, user.Id, given, now))
            {
                return await OpenAsync(scope, user, counted.Subject, origin);
            }

            isWrong = true;
            var refused = new SignInResult(ProofStatus.Refused);
            return counted.Admission == Admission.LastFree
                ? Written.Commit(refused, Draft(new UserLocked { Subject = user.Id, SubjectName = user.Name }))
                : Written.Commit(refused);
        }, cancel);
        if (isWrong)
        {
            addresses.Failed(origin.Address);
        }

        return NoteSuccess(result, origin);
    }

    /// <summary>Whoever signed in from there is no stranger who guesses.</summary>
    public SignInResult NoteSuccess(SignInResult result, SessionOrigin origin)
    {
        if (result.Status == ProofStatus.Proven)
        {
            addresses.Succeeded(origin.Address);
        }

        return result;
    }

    /// <summary>Ends a session; false where there was none.</summary>
    public Task<bool> CloseAsync(string session, Actor by, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
            await SessionTable.DeleteAsync(scope, SecretText.Hash(session)) == 0
                ? Written.Abandon(false)
                : Written.Commit(true, Draft(new SignedOut { By = by, Subject = by.Id, SubjectName = by.Name })), cancel);

    // A hash that was only made anew, of the same password, leaves the version as it was.
    private static bool IsSamePassword(UserRow now, UserRow then) => now.PasswordHash == then.PasswordHash || now.Version == then.Version;

    private async Task<Written<SignInResult>> ContinueAsync(StoreScope scope, UserRow user, CountedTry? counted, SessionOrigin origin) =>
        await EnrolledFactors.OfAsync(scope, user.Id) is { Any: true } factors
            ? Written.Commit(await HalfAsync(scope, user, counted, factors))
            : await OpenAsync(scope, user, counted?.Subject, origin);

    /// <summary>Null where the wait since the last failure, of the user or of the address, is not over.</summary>
    private async Task<CountedTry?> AdmitAsync(StoreScope scope, string user, SessionOrigin origin)
    {
        var isKnown = await KnownBrowsers.KnowsAsync(scope, user, origin.Browser, clock.GetUtcNow());
        if (!isKnown && addresses.IsWaiting(origin.Address))
        {
            return null;
        }

        var counted = await tries.AdmitAsync(scope, isKnown ? TrySubject.Browser(SecretText.Hash(origin.Browser!)) : TrySubject.User(user));
        return counted.Admission == Admission.Refused ? null : counted;
    }

    private async Task<SignInResult> HalfAsync(StoreScope scope, UserRow user, CountedTry? counted, EnrolledFactors factors)
    {
        if (counted is not null)
        {
            await TryCounter.TakeBackAsync(scope, counted);
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

        var opened = await opening.OpenAsync(scope, user, origin);
        var by = new Actor(ActorKind.User, user.Id, user.Name);
        return Written.Commit(new SignInResult(ProofStatus.Proven, opened), Draft(new SignedIn { By = by, Subject = user.Id, SubjectName = user.Name }));
    }

    private EventDraft Draft(AdministrationEvent happened) => AdministrationCodec.Events.Write(happened, clock.GetUtcNow());
}
