using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Passkeys;

internal static class PasskeyTable
{
    private const string Columns =
        "id, user_id, credential_id, name, public_key, sign_count, transports, is_backup_eligible, is_backed_up, created_at, last_used_at";

    public static Task<IReadOnlyList<PasskeyRow>> OfUserAsync(StoreScope scope, string user) =>
        scope.RowsAsync<PasskeyRow>($"SELECT {Columns} FROM passkeys WHERE user_id = @User ORDER BY id", new { User = user });

    public static Task<PasskeyRow?> FindByCredentialAsync(StoreScope scope, string credential) =>
        scope.RowAsync<PasskeyRow>($"SELECT {Columns} FROM passkeys WHERE credential_id = @Credential", new { Credential = credential });

    public static Task<PasskeyRow?> FindAsync(StoreScope scope, string id) =>
        scope.RowAsync<PasskeyRow>($"SELECT {Columns} FROM passkeys WHERE id = @Id", new { Id = id });

    public static async Task<bool> AnyAsync(StoreScope scope, string user) =>
        await scope.RowAsync<long>("SELECT count(*) FROM passkeys WHERE user_id = @User", new { User = user }) > 0;

    public static Task InsertAsync(StoreScope scope, PasskeyRow row) =>
        scope.ExecuteAsync(
            $"""
            INSERT INTO passkeys ({Columns}) VALUES
                (@Id, @UserId, @CredentialId, @Name, @PublicKey, @SignCount, @Transports, @IsBackupEligible, @IsBackedUp, @CreatedAt, @LastUsedAt)
            """,
            row);

    /// <summary>False where another use of it came first: its count did not rise.</summary>
    public static async Task<bool> UsedAsync(StoreScope scope, string id, long seen, long count, bool isBackedUp, DateTimeOffset at) =>
        await scope.ExecuteAsync(
            "UPDATE passkeys SET sign_count = @Count, is_backed_up = @BackedUp, last_used_at = @At WHERE id = @Id AND sign_count = @Seen",
            new { Id = id, Seen = seen, Count = count, BackedUp = isBackedUp ? 1L : 0L, At = at.ToUnixTimeMilliseconds() }) == 1;

    public static Task RenameAsync(StoreScope scope, string id, string name) =>
        scope.ExecuteAsync("UPDATE passkeys SET name = @Name WHERE id = @Id", new { Id = id, Name = name });

    public static Task DeleteAsync(StoreScope scope, string id) => scope.ExecuteAsync("DELETE FROM passkeys WHERE id = @Id", new { Id = id });

    public static Task DeleteOfUserAsync(StoreScope scope, string user) =>
        scope.ExecuteAsync("DELETE FROM passkeys WHERE user_id = @User", new { User = user });
}
