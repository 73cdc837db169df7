using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.External;

/// <summary>The table <c>external_identities</c>.</summary>
internal static class ExternalTable
{
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
