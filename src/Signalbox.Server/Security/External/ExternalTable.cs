using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.External;

/// <summary>A sign-in that went to the issuer.</summary>
internal sealed record ExternalAttempt
{
    public required string StateHash { get; init; }

    public required string Nonce { get; init; }

    public required string Verifier { get; init; }

    /// <summary>The signed-in user who links an identity; null: somebody signs in.</summary>
    public string? LinkUser { get; init; }
}

internal static class ExternalTable
{
    public static async Task<bool> KeepAsync(StoreScope scope, string hash, ExternalAttempt attempt, (DateTimeOffset Now, DateTimeOffset ExpiresAt) times, string asker)
    {
        if (!await OpenQuestions.MakeRoomAsync(scope, "external_sign_ins", asker, times.Now))
        {
            return false;
        }

        await scope.ExecuteAsync(
            "INSERT INTO external_sign_ins (hash, state_hash, nonce, verifier, link_user, expires_at, asker) VALUES (@Hash, @StateHash, @Nonce, @Verifier, @LinkUser, @ExpiresAt, @Asker)",
            new { Hash = hash, attempt.StateHash, attempt.Nonce, attempt.Verifier, attempt.LinkUser, ExpiresAt = times.ExpiresAt.ToUnixTimeMilliseconds(), Asker = asker });
        return true;
    }

    /// <summary>Spends the attempt.</summary>
    public static async Task<ExternalAttempt?> TakeAsync(StoreScope scope, string hash, DateTimeOffset now)
    {
        var attempt = await scope.RowAsync<ExternalAttempt>(
            "SELECT state_hash, nonce, verifier, link_user FROM external_sign_ins WHERE hash = @Hash AND expires_at > @Now",
            new { Hash = hash, Now = now.ToUnixTimeMilliseconds() });
        await scope.ExecuteAsync("DELETE FROM external_sign_ins WHERE hash = @Hash", new { Hash = hash });
        return attempt;
    }

    public static Task<string?> UserAsync(StoreScope scope, string issuer, string subject) =>
        scope.RowAsync<string>(
            "SELECT user_id FROM external_identities WHERE issuer = @Issuer AND subject = @Subject", new { Issuer = issuer, Subject = subject });

    public static Task LinkAsync(StoreScope scope, string issuer, string subject, string user, DateTimeOffset at) =>
        scope.ExecuteAsync(
            "INSERT INTO external_identities (issuer, subject, user_id, created_at) VALUES (@Issuer, @Subject, @User, @At)",
            new { Issuer = issuer, Subject = subject, User = user, At = at.ToUnixTimeMilliseconds() });

    public static Task<int> UnlinkAsync(StoreScope scope, string issuer, string user) =>
        scope.ExecuteAsync("DELETE FROM external_identities WHERE issuer = @Issuer AND user_id = @User", new { Issuer = issuer, User = user });

    public static async Task<bool> IsLinkedAsync(StoreScope scope, string issuer, string user) =>
        await scope.RowAsync<long>("SELECT count(*) FROM external_identities WHERE issuer = @Issuer AND user_id = @User", new { Issuer = issuer, User = user }) > 0;
}
