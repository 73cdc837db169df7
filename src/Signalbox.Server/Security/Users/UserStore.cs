using System.Text.Json;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security.Invitations;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Users;

/// <summary>The people who sign in. Users are never deleted: the audit trail names them.</summary>
internal sealed class UserStore(ITransactionalStore store, ConfigurationWriter writer)
{
    public async Task<IReadOnlyList<Stored<UserAccount>>> ListAsync(string after, int limit, CancellationToken cancel) =>
        [.. (await store.ReadAsync(scope => UserTable.PageAsync(scope, after, limit), cancel)).Select(row => row.Stored)];

    /// <summary>The users, and which of them nothing signs in and an invitation can: those erased are no more invited.</summary>
    public Task<(IReadOnlyList<Stored<UserAccount>> Users, IReadOnlySet<string> Wayless)> ListWithWaylessAsync(string after, int limit, CancellationToken cancel) =>
        store.ReadAsync(async scope =>
        {
            var rows = await UserTable.PageAsync(scope, after, limit);
            var wayless = (await UserTable.WaylessAsync(scope)).Where(id => rows.Any(row => row.Id == id && row.Name != Erasure.NameOf(id)));
            return ((IReadOnlyList<Stored<UserAccount>>)[.. rows.Select(row => row.Stored)], (IReadOnlySet<string>)wayless.ToHashSet(StringComparer.Ordinal));
        }, cancel);

    public async Task<Stored<UserAccount>?> FindAsync(string id, CancellationToken cancel) => (await RowAsync(id, cancel))?.Stored;

    public Task<UserRow?> RowAsync(string id, CancellationToken cancel) => store.ReadAsync(scope => UserTable.FindAsync(scope, id), cancel);

    public Task<ChangeResult<Stored<UserAccount>>> CreateAsync(UserAccount user, string passwordHash, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeAsync(request, change => InsertAsync(change, user, passwordHash), cancel);

    /// <summary>Changes role, access or password; a user who loses access or password loses the open sessions too.</summary>
    /// <param name="user">The whole user as it shall be; the name stays.</param>
    /// <param name="passwordHash">Null keeps the password.</param>
    /// <param name="version">The version the caller's change was made from.</param>
    /// <param name="keptSession">The one session that goes on: its holder made the change and knows the password.</param>
    public Task<ChangeResult<Stored<UserAccount>>> ReplaceAsync(
        UserAccount user, string? passwordHash, long version, ChangeRequest request, CancellationToken cancel, string? keptSession = null) =>
        writer.ChangeRowAsync(request, scope => UserTable.FindAsync(scope, user.Id), version, async (change, row) =>
        {
            var after = user with { Name = row.Name };
            if (after is not { Role: Role.Owner, Enabled: true } && await UserTable.OtherOwnersAsync(change.Scope, row.Id) == 0)
            {
                return ChangeResult.Refused<Stored<UserAccount>>(new FieldError("role", "This is the last owner who can sign in. Make another user an owner first."));
            }

            await UserTable.UpdateAsync(change, after, passwordHash ?? row.PasswordHash);
            if (passwordHash is not null || !after.Enabled)
            {
                await SessionTable.DeleteOthersAsync(change.Scope, row.Id, keptSession ?? "");
                await HalfSignIns.DeleteOfUserAsync(change.Scope, row.Id);
                await KnownBrowsers.DeleteOfUserAsync(change.Scope, row.Id);

                // An invitation lets in who has no way in yet, and nobody who was shut out.
                await InvitationTable.DeleteOfUserAsync(change.Scope, row.Id);
            }

            change.Record(new UserChanged { Subject = row.Id, SubjectName = row.Name, Before = Document(row.ToUser()), After = Document(after, passwordHash is not null) });
            return ChangeResult.Saved(change.Stored(after, row.Stored.CreatedAt));
        }, cancel);

    /// <param name="passwordHash">Empty: the user has no password.</param>
    internal static async Task<ChangeResult<Stored<UserAccount>>> InsertAsync(ConfigurationChange change, UserAccount user, string passwordHash)
    {
        if (await UserTable.FindByNameAsync(change.Scope, user.Name) is not null)
        {
            return ChangeResult.Refused<Stored<UserAccount>>(new FieldError("name", $"There is a user {user.Name} already. Choose another name."));
        }

        await UserTable.InsertAsync(change, user, passwordHash);
        change.Record(new UserCreated { Subject = user.Id, SubjectName = user.Name, After = Document(user, passwordHash.Length > 0) });
        return ChangeResult.Saved(change.Stored(user));
    }

    private static JsonElement Document(UserAccount user, bool passwordSet = false) =>
        JsonSerializer.SerializeToElement(new(user.Id, user.Name, user.Role, user.Enabled, passwordSet), SecurityJson.Default.UserSnapshot);
}
