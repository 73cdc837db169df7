using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Invitations;

/// <summary>The table <c>invitations</c>, one row a user at most. A row that is there was neither used nor revoked.</summary>
internal static class InvitationTable
{
    private const string Select =
        """
        SELECT i.user_id, u.name, u.role, coalesce(b.name, '') AS invited_by, i.created_at, i.expires_at
        FROM invitations i JOIN users u ON u.id = i.user_id LEFT JOIN users b ON b.id = i.invited_by
        """;

    public static Task<IReadOnlyList<InvitationRow>> PageAsync(StoreScope scope, string after, int limit) =>
        scope.RowsAsync<InvitationRow>($"{Select} WHERE i.user_id > @After ORDER BY i.user_id LIMIT @Limit", new { After = after, Limit = (long)limit });

    public static Task<InvitationRow?> FindAsync(StoreScope scope, string user) =>
        scope.RowAsync<InvitationRow>($"{Select} WHERE i.user_id = @User", new { User = user });

    /// <summary>Of a user who may come in.</summary>
    public static Task<InvitationRow?> FindByHashAsync(StoreScope scope, string hash) =>
        scope.RowAsync<InvitationRow>($"{Select} WHERE i.token_hash = @Hash AND u.enabled = 1", new { Hash = hash });

    public static Task<long> CountAsync(StoreScope scope) => scope.RowAsync<long>("SELECT count(*) FROM invitations");

    public static async Task InsertAsync(StoreScope scope, string user, string hash, string by, DateTimeOffset now)
    {
        await scope.ExecuteAsync(
            "DELETE FROM invitations WHERE user_id = @User OR expires_at <= @Forgotten",
            new { User = user, Forgotten = (now - InvitationOptions.RememberedFor).ToUnixTimeMilliseconds() });
        await scope.ExecuteAsync(
            "INSERT INTO invitations (user_id, token_hash, invited_by, created_at, expires_at) VALUES (@User, @Hash, @By, @Now, @ExpiresAt)",
            new { User = user, Hash = hash, By = by, Now = now.ToUnixTimeMilliseconds(), ExpiresAt = (now + InvitationOptions.Lifetime).ToUnixTimeMilliseconds() });
    }

    /// <summary>Spends the link: of two who open it at once one is told that it was there.</summary>
    public static async Task<bool> TakeAsync(StoreScope scope, string hash, DateTimeOffset now) =>
        await scope.ExecuteAsync("DELETE FROM invitations WHERE token_hash = @Hash AND expires_at > @Now", new { Hash = hash, Now = now.ToUnixTimeMilliseconds() }) == 1;

    public static Task<int> DeleteOfUserAsync(StoreScope scope, string user) =>
        scope.ExecuteAsync("DELETE FROM invitations WHERE user_id = @User", new { User = user });
}
