using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

/// <summary>The sessions there are: who a cookie stands for, and when that was last proven.</summary>
internal sealed class SessionBook(ITransactionalStore store, TimeProvider clock, SignInOptions options)
{
    /// <summary>The time of last use is written at most this often.</summary>
    private static readonly TimeSpan SeenNotedEvery = TimeSpan.FromMinutes(1);

    /// <summary>Whose session this is; null where it is none, over or its user's access was taken.</summary>
    public async Task<(OpenSession Session, UserAccount User)?> AdmitAsync(string secret, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var hash = SecretText.Hash(secret);
        var (row, user) = await store.ReadAsync(async scope =>
        {
            var session = await SessionTable.FindAsync(scope, hash, now, now - options.IdleMax);
            return (session, session is null ? null : await UserTable.FindAsync(scope, session.UserId));
        }, cancel);
        if (row is null || user is not { Enabled: 1 })
        {
            return null;
        }

        if (now.ToUnixTimeMilliseconds() - row.LastSeenAt >= SeenNotedEvery.TotalMilliseconds)
        {
            await NoteSeenAsync(row.Id, now, cancel);
        }

        return (row.ToSession(), user.ToUser());
    }

    /// <summary>Notes that the holder of a session just proved who it is. Returns until when that counts.</summary>
    public Task<DateTimeOffset> ProvenAsync(Caller caller, OpenSession session, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var now = clock.GetUtcNow();
            await SessionTable.ProvenAsync(scope, session.Id, now);
            var proven = new SessionProven { By = caller.Actor, Subject = caller.User.Id, SubjectName = caller.User.Name };
            return Written.Commit(now + options.ProofLifetime, AdministrationCodec.Events.Write(proven, now));
        }, cancel);

    private async Task NoteSeenAsync(string id, DateTimeOffset now, CancellationToken cancel) =>
        await store.WriteAsync(StreamId.Administration, async scope =>
            await SessionTable.SeenAsync(scope, id, now, now - SeenNotedEvery) > 0 ? Written.Commit(true) : Written.Abandon(false), cancel);
}
