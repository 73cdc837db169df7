using Signalbox.Identity;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

/// <param name="Secret">For the cookie; nobody can show it again.</param>
/// <param name="Browser">A mark for a browser that was not known before; null where it was.</param>
internal sealed record OpenedSession(OpenSession Session, UserAccount User, string Secret, string? Browser, DateTimeOffset BrowserExpiresAt);

/// <summary>Opens a session for a user who has proven everything there is to prove.</summary>
internal sealed class SessionOpening(SessionStanding standing, IIdSource ids, TimeProvider clock, SignInOptions options)
{
    public async Task<OpenedSession> OpenAsync(StoreScope scope, UserRow user, SessionOrigin origin)
    {
        var now = clock.GetUtcNow();
        var secret = SecretText.Create();
        var row = Row(user.Id, origin, now);
        await SessionTable.DeleteOverAsync(scope, now, now - options.IdleMax);
        await SessionTable.InsertAsync(scope, SecretText.Hash(secret), row);
        var mark = await KnownBrowsers.KnowsAsync(scope, user.Id, origin.Browser, now) ? null : SecretText.Create();
        if (mark is not null)
        {
            await KnownBrowsers.AddAsync(scope, user.Id, mark, now, now + options.BrowserLifetime);
        }

        return new(await standing.OfAsync(scope, row, user), user.ToUser(), secret, mark, now + options.BrowserLifetime);
    }

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
}
