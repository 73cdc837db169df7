using Microsoft.AspNetCore.Identity;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Passkeys;

/// <summary>
/// Our users and their passkeys as the framework's passkey handler asks for them. It only reads through this: what it found
/// is written with the audit event that belongs to it, in one commit.
/// </summary>
internal sealed class PasskeyUsers(ITransactionalStore store) : IUserPasskeyStore<UserAccount>
{
    public Task<string> GetUserIdAsync(UserAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(UserAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<string?> GetNormalizedUserNameAsync(UserAccount user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(UserAccount.Key(user.Name));

    public async Task<UserAccount?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        (await store.ReadAsync(scope => UserTable.FindAsync(scope, userId), cancellationToken))?.ToUser();

    public async Task<UserAccount?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        (await store.ReadAsync(scope => UserTable.FindByNameAsync(scope, normalizedUserName), cancellationToken))?.ToUser();

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(UserAccount user, CancellationToken cancellationToken) =>
        [.. (await store.ReadAsync(scope => PasskeyTable.OfUserAsync(scope, user.Id), cancellationToken)).Select(row => row.ToInfo())];

    public async Task<UserAccount?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await RowAsync(credentialId, cancellationToken) is { } row ? await FindByIdAsync(row.UserId, cancellationToken) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(UserAccount user, byte[] credentialId, CancellationToken cancellationToken) =>
        await RowAsync(credentialId, cancellationToken) is { } row && row.UserId == user.Id ? row.ToInfo() : null;

    public Task AddOrUpdatePasskeyAsync(UserAccount user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw OnlyRead();

    public Task RemovePasskeyAsync(UserAccount user, byte[] credentialId, CancellationToken cancellationToken) => throw OnlyRead();

    public Task SetUserNameAsync(UserAccount user, string? userName, CancellationToken cancellationToken) => throw OnlyRead();

    public Task SetNormalizedUserNameAsync(UserAccount user, string? normalizedName, CancellationToken cancellationToken) => throw OnlyRead();

    public Task<IdentityResult> CreateAsync(UserAccount user, CancellationToken cancellationToken) => throw OnlyRead();

    public Task<IdentityResult> UpdateAsync(UserAccount user, CancellationToken cancellationToken) => throw OnlyRead();

    public Task<IdentityResult> DeleteAsync(UserAccount user, CancellationToken cancellationToken) => throw OnlyRead();

    public void Dispose()
    {
    }

    private Task<PasskeyRow?> RowAsync(byte[] credential, CancellationToken cancel) =>
        store.ReadAsync(scope => PasskeyTable.FindByCredentialAsync(scope, PasskeyRow.TextOf(credential)), cancel);

    private static NotSupportedException OnlyRead() => new("Passkeys are written by their own book, with an audit event.");
}
