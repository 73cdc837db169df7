using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;

namespace Signalbox.Server.Security.Users;

/// <summary>
/// Takes a person out of the installation: the key of the personal fields in the audit trail is destroyed, and the row keeps
/// an id that says nothing. The trail stays whole, and still tells that one and the same somebody did what was done.
/// </summary>
internal sealed class Erasure(ConfigurationWriter writer, PersonKeys keys)
{
    private const string NamePrefix = "erased-";

    /// <summary>Every table whose rows are a person's own, by <c>user_id</c>; tokens and clients stay, without their names.</summary>
    internal static readonly IReadOnlyList<string> TablesOfPeople =
        ["sessions", "second_factors", "recovery_codes", "half_sign_ins", "known_browsers", "passkeys", "external_identities", "invitations", "layouts", "permissions"];

    internal static string NameOf(string id) => NamePrefix + id;

    /// <param name="name">The person's name, typed once more.</param>
    public Task<ChangeResult<Stored<UserAccount>>> EraseAsync(string id, string name, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeRowAsync(request, scope => UserTable.FindAsync(scope, id), null, async (change, row) =>
        {
            if (row.Name != name)
            {
                return Refused("name", "This is not the name of that user. Nothing was erased.");
            }

            if (request.By.Id == id)
            {
                return Refused("id", "Nobody erases the user who asks. Another administrator can.");
            }

            if (await UserTable.OtherOwnersAsync(change.Scope, id) == 0)
            {
                return Refused("id", "This is the last owner who can sign in. Make another user an owner first.");
            }

            foreach (var table in TablesOfPeople)
            {
                await change.Scope.ExecuteAsync($"DELETE FROM {table} WHERE user_id = @Id", new { Id = id });
            }

            await change.Scope.ExecuteAsync(
                "UPDATE api_tokens SET name = 'erased', revoked_at = coalesce(revoked_at, @At) WHERE user_id = @Id", new { Id = id, At = change.AtMs });
            await change.Scope.ExecuteAsync("UPDATE oauth_clients SET name = 'erased', enabled = 0 WHERE user_id = @Id", new { Id = id });
            await change.Scope.ExecuteAsync(
                "UPDATE users SET name = @Name, name_key = @Name, enabled = 0, password_hash = '', version = @Version, updated_at = @At WHERE id = @Id",
                new { Id = id, Name = NameOf(id), change.Version, At = change.AtMs });
            await keys.DestroyAsync(change.Scope, id);
            change.Record(new PersonErased { Subject = id, SubjectName = NameOf(id) });
            return ChangeResult.Saved(change.Stored(row.ToUser() with { Name = NameOf(id), Enabled = false }, row.Stored.CreatedAt));
        }, cancel);

    private static ChangeResult<Stored<UserAccount>> Refused(string path, string message) =>
        ChangeResult.Refused<Stored<UserAccount>>(new FieldError(path, message));
}
