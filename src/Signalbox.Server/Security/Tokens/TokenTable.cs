using Signalbox.Server.Configuration;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Tokens;

internal static class TokenTable
{
    private const string Columns = "id, user_id, name, scopes, reach, expires_at, last_used_at, created_at";

    /// <summary>The tokens nobody revoked.</summary>
    /// <param name="user">Only this user's; null: everybody's.</param>
    public static Task<IReadOnlyList<TokenRow>> PageAsync(StoreScope scope, string? user, string after, int limit) =>
        scope.RowsAsync<TokenRow>(
            $"SELECT {Columns} FROM api_tokens WHERE revoked_at IS NULL AND id > @After{(user is null ? "" : " AND user_id = @User")} ORDER BY id LIMIT @Limit",
            new { After = after, Limit = (long)limit, User = user });

    public static Task<TokenRow?> FindAsync(StoreScope scope, string id) =>
        scope.RowAsync<TokenRow>($"SELECT {Columns} FROM api_tokens WHERE revoked_at IS NULL AND id = @Id", new { Id = id });

    public static Task<TokenRow?> FindByHashAsync(StoreScope scope, string hash) =>
        scope.RowAsync<TokenRow>($"SELECT {Columns} FROM api_tokens WHERE revoked_at IS NULL AND hash = @Hash", new { Hash = hash });

    public static Task InsertAsync(StoreScope scope, ApiToken token, string hash) =>
        scope.ExecuteAsync(
            "INSERT INTO api_tokens (id, user_id, name, hash, scopes, reach, expires_at, created_at) VALUES (@Id, @User, @Name, @Hash, @Scopes, @Reach, @ExpiresAt, @CreatedAt)",
            new
            {
                token.Id,
                token.User,
                token.Name,
                Hash = hash,
                Scopes = ConfigurationJson.Write([.. token.Scopes], SecurityJson.Default.ScopeArray),
                Reach = TokenRow.Write(token.Reach),
                ExpiresAt = token.ExpiresAt?.ToUnixTimeMilliseconds(),
                CreatedAt = token.CreatedAt.ToUnixTimeMilliseconds(),
            });

    public static Task RevokeAsync(StoreScope scope, string id, DateTimeOffset at) =>
        scope.ExecuteAsync("UPDATE api_tokens SET revoked_at = @At WHERE id = @Id", new { Id = id, At = at.ToUnixTimeMilliseconds() });

    /// <summary>Nothing happens where a use after <paramref name="before"/> is noted already.</summary>
    public static Task<int> UsedAsync(StoreScope scope, string id, DateTimeOffset at, DateTimeOffset before) =>
        scope.ExecuteAsync(
            "UPDATE api_tokens SET last_used_at = @At WHERE id = @Id AND (last_used_at IS NULL OR last_used_at <= @Before)",
            new { Id = id, At = at.ToUnixTimeMilliseconds(), Before = before.ToUnixTimeMilliseconds() });
}
