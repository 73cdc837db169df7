using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

internal static class SessionTable
{
    public static Task InsertAsync(StoreScope scope, string hash, string user, DateTimeOffset at, DateTimeOffset expiresAt) =>
        scope.ExecuteAsync(
            "INSERT INTO sessions (hash, user_id, created_at, expires_at) VALUES (@Hash, @User, @At, @ExpiresAt)",
            new { Hash = hash, User = user, At = at.ToUnixTimeMilliseconds(), ExpiresAt = expiresAt.ToUnixTimeMilliseconds() });

    /// <summary>The user of a session that has not expired.</summary>
    public static Task<UserRow?> UserAsync(StoreScope scope, string hash, DateTimeOffset now) =>
        scope.RowAsync<UserRow>(
            """
            SELECT users.id, users.name, users.name_key, users.role, users.enabled, users.password_hash, users.tries, users.tries_since,
                users.version, users.created_at, users.updated_at
            FROM sessions JOIN users ON users.id = sessions.user_id
            WHERE sessions.hash = @Hash AND sessions.expires_at > @Now
            """,
            new { Hash = hash, Now = now.ToUnixTimeMilliseconds() });

    public static Task<int> DeleteAsync(StoreScope scope, string hash) =>
        scope.ExecuteAsync("DELETE FROM sessions WHERE hash = @Hash", new { Hash = hash });

    public static Task DeleteOfUserAsync(StoreScope scope, string user) =>
        scope.ExecuteAsync("DELETE FROM sessions WHERE user_id = @User", new { User = user });

    public static Task DeleteExpiredAsync(StoreScope scope, DateTimeOffset now) =>
        scope.ExecuteAsync("DELETE FROM sessions WHERE expires_at <= @Now", new { Now = now.ToUnixTimeMilliseconds() });
}
