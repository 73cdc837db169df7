using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

/// <summary>Sign-ins whose password was right and whose second factor is awaited. They are no sessions and open nothing.</summary>
internal static class HalfSignIns
{
    /// <summary>Each has tries of its own, so a few are enough: with one more the oldest of the user is over.</summary>
    private const int PerUserMax = 3;

    public static async Task InsertAsync(StoreScope scope, string hash, string user, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        await scope.ExecuteAsync(
            """
            DELETE FROM half_sign_ins WHERE expires_at <= @Now OR hash IN
                (SELECT hash FROM half_sign_ins WHERE user_id = @User ORDER BY expires_at DESC, hash LIMIT 1000 OFFSET @Kept)
            """,
            new { User = user, Now = now.ToUnixTimeMilliseconds(), Kept = (long)PerUserMax - 1 });
        await scope.ExecuteAsync(
            "INSERT INTO half_sign_ins (hash, user_id, expires_at, tries) VALUES (@Hash, @User, @ExpiresAt, 0)",
            new { Hash = hash, User = user, ExpiresAt = expiresAt.ToUnixTimeMilliseconds() });
    }

    /// <summary>The user whose second factor may be tried once more; null where there is no such sign-in, or it is over.</summary>
    public static async Task<string?> CountTryAsync(StoreScope scope, string hash, DateTimeOffset now, int triesMax) =>
        await scope.ExecuteAsync(
            "UPDATE half_sign_ins SET tries = tries + 1 WHERE hash = @Hash AND expires_at > @Now AND tries < @Max",
            new { Hash = hash, Now = now.ToUnixTimeMilliseconds(), Max = (long)triesMax }) == 1
            ? await scope.RowAsync<string>("SELECT user_id FROM half_sign_ins WHERE hash = @Hash", new { Hash = hash })
            : null;

    public static Task DeleteOfUserAsync(StoreScope scope, string user) =>
        scope.ExecuteAsync("DELETE FROM half_sign_ins WHERE user_id = @User", new { User = user });
}
