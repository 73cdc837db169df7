using Signalbox.Server.Security.Clients;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Requests;

/// <summary>Whether somebody who came in a while ago would come in as the same now: for what outlives a request.</summary>
internal sealed class CallerStanding(ITransactionalStore store, SessionStanding standing, SignInOptions options, TimeProvider clock)
{
    /// <summary>False where the session or token is over, or the user is shut out or has another role.</summary>
    public Task<bool> HoldsAsync(Caller caller, CancellationToken cancel) => store.ReadAsync(
        async scope => await UserTable.FindAsync(scope, caller.User.Id) is { Enabled: 1 } row
            && row.ToUser().Role == caller.User.Role
            && (caller.Session is { } session ? await HoldsAsync(scope, session, row) : caller.Token is { } token && await HoldsAsync(scope, token)),
        cancel);

    private async Task<bool> HoldsAsync(StoreScope scope, OpenSession session, UserRow user)
    {
        var now = clock.GetUtcNow();
        return await SessionTable.FindByIdAsync(scope, session.Id) is { } row
            && row.ExpiresAt > now.ToUnixTimeMilliseconds() && row.LastSeenAt > (now - options.IdleMax).ToUnixTimeMilliseconds()
            && (await standing.OfAsync(scope, row, user)).MustEnroll == session.MustEnroll;
    }

    private async Task<bool> HoldsAsync(StoreScope scope, ApiToken token) =>
        !(token.ExpiresAt <= clock.GetUtcNow())
        && (await TokenTable.FindAsync(scope, token.Id) is not null
            || (token.ExpiresAt is { } end && await ClientTable.HasTokenAsync(scope, token.Id, end)));
}
