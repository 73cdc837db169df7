using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

public enum ProofStatus
{
    Proven,

    /// <summary>The password is right; the second factor is still owed.</summary>
    HalfProven,

    /// <summary>Wrong name, wrong password, disabled or made to wait: one answer for all, so that it tells nothing.</summary>
    Refused,

    /// <summary>Too many passwords are being checked.</summary>
    Busy,
}

/// <param name="Try">The try as it was counted; a success takes it out.</param>
/// <param name="IsOldHash">The stored hash was made with other parameters than today's.</param>
internal sealed record Proof(ProofStatus Status, UserRow? User = null, CountedTry? Try = null, bool IsOldHash = false);

/// <summary>Checks a user's password, and makes whoever guesses wait longer and longer.</summary>
internal sealed class PasswordProof(ITransactionalStore store, Passwords passwords, TryCounter tries, AddressTries addresses, TimeProvider clock)
{
    /// <summary>Of somebody who wants to sign in.</summary>
    public async Task<Proof> CheckAsync(string name, string password, SessionOrigin origin, CancellationToken cancel)
    {
        var admitted = await store.WriteAsync(StreamId.Administration, scope => AdmitAsync(scope, name, origin), cancel);
        var proof = await MatchAsync(admitted, password, HashWaiter.Stranger(SenderNetwork.Of(origin.Address)), cancel);
        if (proof.Status == ProofStatus.Refused)
        {
            addresses.Failed(origin.Address);
        }

        return proof;
    }

    /// <summary>Of whoever is signed in. Each session has a count of its own: strangers cannot keep a signed-in user from proving.</summary>
    public async Task<Proof> CheckAsync(Caller caller, OpenSession session, string password, CancellationToken cancel)
    {
        var subject = TrySubject.Session(session.Id);
        var admitted = await store.WriteAsync(StreamId.Administration, async scope =>
        {
            var counted = await tries.AdmitAsync(scope, subject);
            var user = counted.Admission == Admission.Refused ? null : await UserTable.FindAsync(scope, caller.User.Id);
            return Written.Commit(new Admitted(user, counted));
        }, cancel);
        var proof = await MatchAsync(admitted, password, HashWaiter.Known(caller.User.Id), cancel);
        if (proof.Status == ProofStatus.Proven)
        {
            await store.WriteAsync(StreamId.Administration, async scope =>
            {
                await TryCounter.ForgetAsync(scope, subject);
                return Written.Commit(true);
            }, cancel);
        }

        return proof;
    }

    private async Task<Proof> MatchAsync(Admitted admitted, string password, HashWaiter waiter, CancellationToken cancel)
    {
        // The same work for a name that does not exist or has to wait.
        switch (await passwords.MatchAsync(password, admitted.User?.PasswordHash, waiter, cancel))
        {
            case PasswordMatch.NotChecked:
                await TakeBackAsync(admitted, cancel);
                return new(ProofStatus.Busy);
            case PasswordMatch.Yes:
                return new(ProofStatus.Proven, admitted.User, admitted.Try);
            case PasswordMatch.YesButOldHash:
                return new(ProofStatus.Proven, admitted.User, admitted.Try, IsOldHash: true);
            default:
                await ReportWaitAsync(admitted, cancel);
                return new(ProofStatus.Refused);
        }
    }

    private async Task<Written<Admitted>> AdmitAsync(StoreScope scope, string name, SessionOrigin origin)
    {
        var nobody = new Admitted(null, null);
        if (await UserTable.FindByNameAsync(scope, name) is not { Enabled: 1 } user)
        {
            return Written.Abandon(nobody);
        }

        var isKnown = await KnownBrowsers.KnowsAsync(scope, user.Id, origin.Browser, clock.GetUtcNow());
        if (!isKnown && addresses.IsWaiting(origin.Address))
        {
            return Written.Abandon(nobody);
        }

        var subject = isKnown ? TrySubject.Browser(SecretText.Hash(origin.Browser!)) : TrySubject.User(user.Id);
        var counted = await tries.AdmitAsync(scope, subject);
        return counted.Admission == Admission.Refused ? Written.Abandon(nobody) : Written.Commit(new Admitted(user, counted));
    }

    // Nobody looked at the password: it was neither right nor wrong.
    private async Task TakeBackAsync(Admitted admitted, CancellationToken cancel)
    {
        if (admitted.Try is { Admission: not Admission.Refused } counted)
        {
            await store.WriteAsync(StreamId.Administration, async scope =>
            {
                await TryCounter.TakeBackAsync(scope, counted);
                return Written.Commit(true);
            }, cancel);
        }
    }

    private async Task ReportWaitAsync(Admitted admitted, CancellationToken cancel)
    {
        if (admitted is not { User: { } user, Try.Admission: Admission.LastFree })
        {
            return;
        }

        var locked = new UserLocked { Subject = user.Id, SubjectName = user.Name };
        await store.WriteAsync(
            StreamId.Administration, _ => Task.FromResult(Written.Commit(true, AdministrationCodec.Events.Write(locked, clock.GetUtcNow()))), cancel);
    }

    private sealed record Admitted(UserRow? User, CountedTry? Try);
}
