using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

/// <summary>Shows the open sessions and ends them.</summary>
internal sealed class SessionList(ITransactionalStore store, TimeProvider clock, SignInOptions options)
{
    public const int ShownMax = 200;

    /// <param name="user">Null: of everybody.</param>
    public async Task<IReadOnlyList<(SessionRow Session, UserAccount User)>> ListAsync(string? user, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return await store.ReadAsync(async scope =>
        {
            var list = new List<(SessionRow, UserAccount)>();
            foreach (var row in await SessionTable.ListAsync(scope, user, now, now - options.IdleMax, ShownMax))
            {
                list.Add((row, (await UserTable.FindAsync(scope, row.UserId))!.ToUser()));
            }

            return list;
        }, cancel);
    }

    /// <summary>False where there is no such session, or it is not one this caller may end.</summary>
    /// <param name="owner">Whose it must be; null: anybody's.</param>
    public Task<bool> EndAsync(string id, string? owner, ChangeRequest request, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            if (await SessionTable.FindByIdAsync(scope, id) is not { } row || (owner is not null && row.UserId != owner))
            {
                return Written.Abandon(false);
            }

            await SessionTable.DeleteByIdAsync(scope, id);
            var user = await UserTable.FindAsync(scope, row.UserId);
            return Written.Commit(true, Ended(request, row.UserId, user!.Name));
        }, cancel);

    /// <summary>Ends all sessions of a user but one. Returns how many there were.</summary>
    public Task<int> EndOthersAsync(UserAccount user, string kept, ChangeRequest request, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var ended = await SessionTable.DeleteOthersAsync(scope, user.Id, kept);
            return ended == 0 ? Written.Abandon(0) : Written.Commit(ended, Ended(request, user.Id, user.Name));
        }, cancel);

    private EventDraft Ended(ChangeRequest request, string user, string name) => AdministrationCodec.Events.Write(
        new SessionsEnded { By = request.By, Why = request.Why, Subject = user, SubjectName = name }, clock.GetUtcNow());
}
