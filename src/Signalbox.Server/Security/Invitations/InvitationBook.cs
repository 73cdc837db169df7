using System.Text.Json;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security.External;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Invitations;

/// <param name="Expired">It was good once; null where the link is unknown, used or revoked, which look alike.</param>
internal sealed record OpenedInvitation(Invitation? Open, Invitation? Expired);

/// <summary>
/// Invites people: the user is there at once and has no way in yet, and a link, good once, lets its holder choose one. The
/// link is a row of this installation and opens nothing anywhere else; a restored backup has none.
/// </summary>
internal sealed class InvitationBook(ITransactionalStore store, ConfigurationWriter writer, ExternalOptions external, TimeProvider clock)
{
    public async Task<IReadOnlyList<Invitation>> ListAsync(string after, int limit, CancellationToken cancel) =>
        [.. (await store.ReadAsync(scope => InvitationTable.PageAsync(scope, after, limit), cancel)).Select(row => row.ToInvitation())];

    public async Task<Invitation?> FindAsync(string user, CancellationToken cancel) =>
        (await store.ReadAsync(scope => InvitationTable.FindAsync(scope, user), cancel))?.ToInvitation();

    /// <summary>A new user without a way in, and the link.</summary>
    public Task<ChangeResult<MadeInvitation>> InviteAsync(UserAccount user, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeAsync(request, async change =>
        {
            var added = await UserStore.InsertAsync(change, user, "");
            return added.Row is null ? ChangeResult.Refused<MadeInvitation>(added.Errors) : await MakeAsync(change, user);
        }, cancel);

    /// <summary>Another link for a user who has no way in; the one before is over. In use: the user signs in already.</summary>
    public Task<ChangeResult<MadeInvitation>> RenewAsync(string id, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeRowAsync(request, scope => UserTable.FindAsync(scope, id), null, async (change, row) =>
        {
            if ((await WaysIn.OfAsync(change.Scope, row, external.IssuerName)).Any || IsErased(row))
            {
                return ChangeResult.InUse<MadeInvitation>("This user signs in already, or was erased.");
            }

            var user = row.ToUser() with { Enabled = true };
            await UserTable.UpdateAsync(change, user, row.PasswordHash);
            return await MakeAsync(change, user);
        }, cancel);

    /// <summary>The link opens nothing any more, and whoever was invited stays shut out until invited again.</summary>
    public Task<ChangeResult<Stored<UserAccount>>> RevokeAsync(string id, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeRowAsync(request, scope => UserTable.FindAsync(scope, id), null, async (change, row) =>
        {
            if (await InvitationTable.DeleteOfUserAsync(change.Scope, id) == 0)
            {
                return ChangeResult.NotFound<Stored<UserAccount>>();
            }

            var user = row.ToUser() with { Enabled = false };
            await UserTable.UpdateAsync(change, user, row.PasswordHash);
            change.Record(new InvitationRevoked { Subject = id, SubjectName = row.Name });
            return ChangeResult.Saved(change.Stored(user, row.Stored.CreatedAt));
        }, cancel);

    /// <summary>What a link is good for. One look by its hash, whatever became of it.</summary>
    public async Task<OpenedInvitation> OpenAsync(string token, CancellationToken cancel)
    {
        var row = await store.ReadAsync(scope => InvitationTable.FindByHashAsync(scope, SecretText.Hash(token)), cancel);
        return row?.ToInvitation() is not { } found ? new(null, null)
            : found.ExpiresAt > clock.GetUtcNow() ? new(found, null)
            : new(null, found);
    }

    /// <summary>Spends the link for a password; not found where it is none any more.</summary>
    public Task<ChangeResult<Stored<UserAccount>>> AcceptAsync(Invitation invitation, string token, string passwordHash, CancellationToken cancel) =>
        writer.ChangeAsync(new(new(ActorKind.User, invitation.UserId, invitation.Name), null), async change =>
            await TakeAsync(change.Scope, SecretText.Hash(token)) is not { } row || row.Id != invitation.UserId
                ? ChangeResult.NotFound<Stored<UserAccount>>()
                : await ComeInAsync(change, row, passwordHash), cancel);

    /// <summary>Spends the link within a transaction of somebody else; null where it is none any more.</summary>
    public async Task<UserRow?> TakeAsync(StoreScope scope, string hash) =>
        await InvitationTable.FindByHashAsync(scope, hash) is { } found && await InvitationTable.TakeAsync(scope, hash, clock.GetUtcNow())
            ? await UserTable.FindAsync(scope, found.UserId)
            : null;

    private static async Task<ChangeResult<Stored<UserAccount>>> ComeInAsync(ConfigurationChange change, UserRow row, string passwordHash)
    {
        await UserTable.UpdateAsync(change, row.ToUser(), passwordHash);
        await HalfSignIns.DeleteOfUserAsync(change.Scope, row.Id);
        change.Record(new InvitationAccepted { Subject = row.Id, SubjectName = row.Name });
        return ChangeResult.Saved(change.Stored(row.ToUser(), row.Stored.CreatedAt));
    }

    private async Task<ChangeResult<MadeInvitation>> MakeAsync(ConfigurationChange change, UserAccount user)
    {
        var (token, by, now) = (SecretText.Create(), change.By, clock.GetUtcNow());
        await InvitationTable.InsertAsync(change.Scope, user.Id, SecretText.Hash(token), by.Id, now);
        if (await InvitationTable.CountAsync(change.Scope) > InvitationOptions.OpenMax)
        {
            return ChangeResult.Refused<MadeInvitation>(new FieldError("name", $"At most {InvitationOptions.OpenMax} invitations are out at once. Revoke some first."));
        }

        var made = new Invitation(user.Id, user.Name, user.Role, by.Name, now, now + InvitationOptions.Lifetime);
        change.Record(new PersonInvited { Subject = user.Id, SubjectName = user.Name, After = Document(user) });
        return ChangeResult.Saved(new MadeInvitation(made, token));
    }

    private static bool IsErased(UserRow row) => row.Name == Erasure.NameOf(row.Id);

    private static JsonElement Document(UserAccount user) =>
        JsonSerializer.SerializeToElement(new(user.Id, user.Name, user.Role, user.Enabled, PasswordSet: false), SecurityJson.Default.UserSnapshot);
}
