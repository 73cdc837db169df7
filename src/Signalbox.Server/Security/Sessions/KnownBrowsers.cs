using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

/// <summary>The browsers a user signed in from; only hashes of their marks are kept.</summary>
internal static class KnownBrowsers
{
    private const int PerUserMax = 20;

    /// <summary>Whether this user signed in from the browser with this mark.</summary>
    public static async Task<bool> KnowsAsync(StoreScope scope, string user, string? mark, DateTimeOffset now) =>
        mark is { Length: > 0 } && await scope.RowAsync<long>(
            "SELECT count(*) FROM known_browsers WHERE hash = @Hash AND user_id = @User AND expires_at > @Now",
            new { Hash = SecretText.Hash(mark), User = user, Now = now.ToUnixTimeMilliseconds() }) > 0;

    public static async Task AddAsync(StoreScope scope, string user, string mark, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        await scope.ExecuteAsync(
            """
            DELETE FROM known_browsers WHERE expires_at <= @Now OR hash IN
                (SELECT hash FROM known_browsers WHERE user_id = @User ORDER BY expires_at DESC LIMIT 1000 OFFSET @Kept)
            """,
            new { User = user, Now = now.ToUnixTimeMilliseconds(), Kept = (long)PerUserMax - 1 });
        await scope.ExecuteAsync(
            "INSERT INTO known_browsers (hash, user_id, tries, tries_since, expires_at) VALUES (@Hash, @User, 0, 0, @ExpiresAt)",
            new { Hash = SecretText.Hash(mark), User = user, ExpiresAt = expiresAt.ToUnixTimeMilliseconds() });
    }

    /// <summary>With a new password nothing of before counts as known.</summary>
    public static Task DeleteOfUserAsync(StoreScope scope, string user) =>
        scope.ExecuteAsync("DELETE FROM known_browsers WHERE user_id = @User", new { User = user });
}
