using Signalbox.Server.Security.Passkeys;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Users;

/// <summary>What somebody can begin a sign-in with.</summary>
internal sealed record WaysIn(bool Password, bool External, bool Passkey)
{
    public bool Any => Password || External || Passkey;

    /// <param name="issuer">The one that signs people in here; null: none does.</param>
    public static async Task<WaysIn> OfAsync(StoreScope scope, UserRow user, string? issuer) => new(
        user.HasPassword,
        issuer is not null && await scope.RowAsync<long>(
            "SELECT count(*) FROM external_identities WHERE issuer = @Issuer AND user_id = @User", new { Issuer = issuer, User = user.Id }) > 0,
        await PasskeyTable.AnyAsync(scope, user.Id));

    /// <summary>Whether somebody can still sign in, after what this transaction took away.</summary>
    public static async Task<bool> AnyLeftAsync(StoreScope scope, string user, string? issuer) =>
        await UserTable.FindAsync(scope, user) is { } row && (await OfAsync(scope, row, issuer)).Any;
}
