using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

/// <summary>The sessions there are: who a cookie stands for, and when that was last proven.</summary>
internal sealed class SessionBook(
    ITransactionalStore store, PasswordProof password, SecondFactorCheck second, SessionStanding standing, TryCounter tries, TimeProvider clock, SignInOptions options)
{
    /// <summary>The time of last use is written at most this often.</summary>
    private static readonly TimeSpan SeenNotedEvery = TimeSpan.FromMinutes(1);

    /// <summary>Whose session this is; null where it is none, over or its user's access was taken.</summary>
    public async Task<(OpenSession Session, UserAccount User)?> AdmitAsync(string secret, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var hash = SecretText.Hash(secret);
        if (await store.ReadAsync(scope => FindAsync(scope, hash, now), cancel) is not { } found)
        {
            return null;
        }

        if (now.ToUnixTimeMilliseconds() - found.Row.LastSeenAt >= SeenNotedEvery.TotalMilliseconds)
        {
            await NoteSeenAsync(found.Row.Id, now, cancel);
        }

        return (found.Session, found.User);
    }

    /// <summary>Proves anew who is signed in, by the password. Only where there is no second factor: else that is what is asked.</summary>
    public async Task<(ProofStatus Status, DateTimeOffset FreshUntil)> ProveAsync(Caller caller, OpenSession session, string given, CancellationToken cancel)
    {
        var proof = await password.CheckAsync(caller, session, given, cancel);
        return proof.Status == ProofStatus.Proven
            ? (ProofStatus.Proven, await store.WriteAsync(StreamId.Administration, async scope => await ProvenAsync(scope, caller, session), cancel))
            : (proof.Status, default);
    }

    /// <summary>Proves anew who is signed in, by the second factor.</summary>
    public Task<(ProofStatus Status, DateTimeOffset FreshUntil)> ProveAsync(Caller caller, OpenSession session, SecondProof given, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var subject = TrySubject.Session(session.Id);
            if ((await tries.AdmitAsync(scope, subject)).Admission == Admission.Refused || !await second.PassesAsync(scope, caller.User.Id, given, clock.GetUtcNow()))
            {
                return Written.Commit((ProofStatus.Refused, default(DateTimeOffset)));
            }

            await TryCounter.ForgetAsync(scope, subject);
            var proven = await ProvenAsync(scope, caller, session);
            return Written.Commit((ProofStatus.Proven, proven.Result), proven.Events);
        }, cancel);

    private async Task<(SessionRow Row, OpenSession Session, UserAccount User)?> FindAsync(StoreScope scope, string hash, DateTimeOffset now) =>
        await SessionTable.FindAsync(scope, hash, now, now - options.IdleMax) is { } row
        && await UserTable.FindAsync(scope, row.UserId) is { Enabled: 1 } user
            ? (row, await standing.OfAsync(scope, row, user), user.ToUser())
            : null;

    private async Task<Written<DateTimeOffset>> ProvenAsync(StoreScope scope, Caller caller, OpenSession session)
    {
        var now = clock.GetUtcNow();
        await SessionTable.ProvenAsync(scope, session.Id, now);
        var proven = new SessionProven { By = caller.Actor, Subject = caller.User.Id, SubjectName = caller.User.Name };
        return Written.Commit(now + options.ProofLifetime, AdministrationCodec.Events.Write(proven, now));
    }

    private async Task NoteSeenAsync(string id, DateTimeOffset now, CancellationToken cancel) =>
        await store.WriteAsync(StreamId.Administration, async scope =>
            await SessionTable.SeenAsync(scope, id, now, now - SeenNotedEvery) > 0 ? Written.Commit(true) : Written.Abandon(false), cancel);
}
