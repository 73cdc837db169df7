using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Settings;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Setup;

/// <summary>
/// Makes the first user. While there is none, each start issues a new token to whoever sees the server's console; it can
/// be exchanged once, within a day, for the owner.
/// </summary>
internal sealed class SetupTokens(ITransactionalStore store, ConfigurationWriter writer, IIdSource ids, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private const string Setting = "setup";

    /// <summary>A new token in place of an earlier one; null when there is an owner already.</summary>
    public Task<string?> IssueAsync(CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            if (await UserTable.AnyOwnerAsync(scope))
            {
                return Written.Abandon<string?>(null);
            }

            var now = clock.GetUtcNow();
            var token = SecretText.Create();
            var pending = new PendingSetup(SecretText.Hash(token), now + Lifetime);
            await SettingTable.SaveAsync(scope, Setting, ConfigurationJson.Write(pending, SecurityJson.Default.PendingSetup), now);
            return Written.Commit<string?>(token);
        }, cancel);

    /// <summary>Whether this token would be taken; asked before the password is hashed.</summary>
    public Task<bool> IsValidAsync(string token, CancellationToken cancel) => store.ReadAsync(scope => IsValidAsync(scope, token), cancel);

    /// <summary>The owner in exchange for the token; not found where the token is wrong, spent or too old.</summary>
    public Task<ChangeResult<Stored<UserAccount>>> ExchangeAsync(string token, string name, string passwordHash, CancellationToken cancel)
    {
        var owner = new UserAccount { Id = ids.Next().ToString(), Name = name, Role = Role.Owner, Enabled = true };
        return writer.ChangeAsync(new(Actor.Server, "First start"), async change =>
        {
            if (!await IsValidAsync(change.Scope, token))
            {
                return ChangeResult.NotFound<Stored<UserAccount>>();
            }

            await SettingTable.DeleteAsync(change.Scope, Setting);
            return await UserStore.InsertAsync(change, owner, passwordHash);
        }, cancel);
    }

    private async Task<bool> IsValidAsync(StoreScope scope, string token)
    {
        var text = await SettingTable.FindAsync(scope, Setting);
        if (text is null || await UserTable.AnyOwnerAsync(scope))
        {
            return false;
        }

        var pending = ConfigurationJson.Read(text, SecurityJson.Default.PendingSetup);
        return SecretText.Matches(token, Convert.FromHexString(pending.Hash)) && clock.GetUtcNow() < pending.ExpiresAt;
    }
}
