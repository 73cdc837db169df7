using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.SecondFactors;

/// <summary>A row of the table <c>second_factors</c>.</summary>
internal sealed record SecondFactorRow
{
    public required string UserId { get; init; }

    public required string SecretSealed { get; init; }

    /// <summary>Null: begun, and no code of it was given yet. It counts for nothing.</summary>
    public long? ConfirmedAt { get; init; }

    /// <summary>The last step whose code was used.</summary>
    public long LastStep { get; init; }
}

internal static class SecondFactorTable
{
    public static Task<SecondFactorRow?> FindAsync(StoreScope scope, string user) =>
        scope.RowAsync<SecondFactorRow>("SELECT user_id, secret_sealed, confirmed_at, last_step FROM second_factors WHERE user_id = @User", new { User = user });

    public static Task BeginAsync(StoreScope scope, string user, string secretSealed, DateTimeOffset at) =>
        scope.ExecuteAsync(
            """
            INSERT INTO second_factors (user_id, secret_sealed, confirmed_at, last_step, created_at) VALUES (@User, @Secret, NULL, 0, @At)
            ON CONFLICT (user_id) DO UPDATE SET secret_sealed = excluded.secret_sealed, last_step = 0, created_at = excluded.created_at
            """,
            new { User = user, Secret = secretSealed, At = at.ToUnixTimeMilliseconds() });

    public static Task ConfirmAsync(StoreScope scope, string user, DateTimeOffset at) =>
        scope.ExecuteAsync("UPDATE second_factors SET confirmed_at = @At WHERE user_id = @User", new { User = user, At = at.ToUnixTimeMilliseconds() });

    public static Task UsedAsync(StoreScope scope, string user, long step) =>
        scope.ExecuteAsync("UPDATE second_factors SET last_step = @Step WHERE user_id = @User", new { User = user, Step = step });

    public static Task DeleteAsync(StoreScope scope, string user) =>
        scope.ExecuteAsync("DELETE FROM second_factors WHERE user_id = @User", new { User = user });

    public static async Task ReplaceCodesAsync(StoreScope scope, string user, IEnumerable<string> hashes)
    {
        await scope.ExecuteAsync("DELETE FROM recovery_codes WHERE user_id = @User", new { User = user });
        foreach (var hash in hashes)
        {
            await scope.ExecuteAsync("INSERT INTO recovery_codes (user_id, hash) VALUES (@User, @Hash)", new { User = user, Hash = hash });
        }
    }

    /// <summary>Whether there was such a code that nobody had used.</summary>
    public static async Task<bool> UseCodeAsync(StoreScope scope, string user, string hash, DateTimeOffset at) =>
        await scope.ExecuteAsync(
            "UPDATE recovery_codes SET used_at = @At WHERE user_id = @User AND hash = @Hash AND used_at IS NULL",
            new { User = user, Hash = hash, At = at.ToUnixTimeMilliseconds() }) == 1;

    public static Task<long> CodesLeftAsync(StoreScope scope, string user) =>
        scope.RowAsync<long>("SELECT count(*) FROM recovery_codes WHERE user_id = @User AND used_at IS NULL", new { User = user });
}
