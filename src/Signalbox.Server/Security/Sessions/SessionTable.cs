using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

internal static class SessionTable
{
    private const string Columns = "id, user_id, created_at, expires_at, proven_at, last_seen_at, address, agent";

    public static Task InsertAsync(StoreScope scope, string hash, SessionRow row) =>
        scope.ExecuteAsync(
            $"INSERT INTO sessions (hash, {Columns}) VALUES (@Hash, @Id, @UserId, @CreatedAt, @ExpiresAt, @ProvenAt, @LastSeenAt, @Address, @Agent)",
            new { Hash = hash, row.Id, row.UserId, row.CreatedAt, row.ExpiresAt, row.ProvenAt, row.LastSeenAt, row.Address, row.Agent });

    /// <summary>A session that has not expired and was not left alone for too long.</summary>
    /// <param name="seenAfter">One last seen before this is over.</param>
    public static Task<SessionRow?> FindAsync(StoreScope scope, string hash, DateTimeOffset now, DateTimeOffset seenAfter) =>
        scope.RowAsync<SessionRow>(
            $"SELECT {Columns} FROM sessions WHERE hash = @Hash AND expires_at > @Now AND last_seen_at > @SeenAfter",
            new { Hash = hash, Now = now.ToUnixTimeMilliseconds(), SeenAfter = seenAfter.ToUnixTimeMilliseconds() });

    public static Task ProvenAsync(StoreScope scope, string id, DateTimeOffset at) =>
        scope.ExecuteAsync("UPDATE sessions SET proven_at = @At WHERE id = @Id", new { Id = id, At = at.ToUnixTimeMilliseconds() });

    /// <summary>Nothing happens where a request after <paramref name="before"/> is noted already.</summary>
    public static Task<int> SeenAsync(StoreScope scope, string id, DateTimeOffset at, DateTimeOffset before) =>
        scope.ExecuteAsync(
            "UPDATE sessions SET last_seen_at = @At WHERE id = @Id AND last_seen_at <= @Before",
            new { Id = id, At = at.ToUnixTimeMilliseconds(), Before = before.ToUnixTimeMilliseconds() });

    public static Task<int> DeleteAsync(StoreScope scope, string hash) =>
        scope.ExecuteAsync("DELETE FROM sessions WHERE hash = @Hash", new { Hash = hash });

    public static Task<IReadOnlyList<SessionRow>> ListAsync(StoreScope scope, string? user, DateTimeOffset now, DateTimeOffset seenAfter, int limit) =>
        scope.RowsAsync<SessionRow>(
            $"SELECT {Columns} FROM sessions WHERE expires_at > @Now AND last_seen_at > @SeenAfter{(user is null ? "" : " AND user_id = @User")} ORDER BY last_seen_at DESC, id LIMIT @Limit",
            new { User = user, Now = now.ToUnixTimeMilliseconds(), SeenAfter = seenAfter.ToUnixTimeMilliseconds(), Limit = (long)limit });

    public static Task<SessionRow?> FindByIdAsync(StoreScope scope, string id) =>
        scope.RowAsync<SessionRow>($"SELECT {Columns} FROM sessions WHERE id = @Id", new { Id = id });

    public static Task<int> DeleteByIdAsync(StoreScope scope, string id) => scope.ExecuteAsync("DELETE FROM sessions WHERE id = @Id", new { Id = id });

    public static Task<int> DeleteOthersAsync(StoreScope scope, string user, string kept) =>
        scope.ExecuteAsync("DELETE FROM sessions WHERE user_id = @User AND id <> @Kept", new { User = user, Kept = kept });

    public static Task DeleteOfUserAsync(StoreScope scope, string user) =>
        scope.ExecuteAsync("DELETE FROM sessions WHERE user_id = @User", new { User = user });

    public static Task DeleteOverAsync(StoreScope scope, DateTimeOffset now, DateTimeOffset seenAfter) =>
        scope.ExecuteAsync(
            "DELETE FROM sessions WHERE expires_at <= @Now OR last_seen_at <= @SeenAfter",
            new { Now = now.ToUnixTimeMilliseconds(), SeenAfter = seenAfter.ToUnixTimeMilliseconds() });
}
