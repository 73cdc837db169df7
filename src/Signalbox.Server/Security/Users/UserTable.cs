using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Storage;
using Signalbox.Text;

namespace Signalbox.Server.Security.Users;

internal static class UserTable
{
    private const string Columns =
        "id, name, name_key, role, enabled, password_hash, tries, tries_since, version, created_at, updated_at";

    private const string HasAWayIn =
        """
        (password_hash <> '' OR EXISTS (SELECT 1 FROM passkeys WHERE passkeys.user_id = users.id)
            OR EXISTS (SELECT 1 FROM external_identities WHERE external_identities.user_id = users.id))
        """;

    public static Task<IReadOnlyList<UserRow>> PageAsync(StoreScope scope, string after, int limit) =>
        scope.RowsAsync<UserRow>($"SELECT {Columns} FROM users WHERE id > @After ORDER BY id LIMIT @Limit", new { After = after, Limit = (long)limit });

    public static Task<UserRow?> FindAsync(StoreScope scope, string id) =>
        scope.RowAsync<UserRow>($"SELECT {Columns} FROM users WHERE id = @Id", new { Id = id });

    public static Task<UserRow?> FindByNameAsync(StoreScope scope, string name) =>
        scope.RowAsync<UserRow>($"SELECT {Columns} FROM users WHERE name_key = @Key", new { Key = UserAccount.Key(name) });

    /// <summary>Whether the first start is over: the user behind the demo's token owns nothing.</summary>
    public static async Task<bool> AnyOwnerAsync(StoreScope scope) =>
        await scope.RowAsync<long>("SELECT count(*) FROM users WHERE role = @Role", new { Role = Words.Of(Role.Owner) }) > 0;

    /// <summary>Those who can sign in: who was invited and did not come yet is none.</summary>
    public static Task<long> OtherOwnersAsync(StoreScope scope, string id) =>
        scope.RowAsync<long>($"SELECT count(*) FROM users WHERE role = @Role AND enabled = 1 AND id <> @Id AND {HasAWayIn}", new { Role = Words.Of(Role.Owner), Id = id });

    /// <summary>The ids of those whom nothing signs in.</summary>
    public static Task<IReadOnlyList<string>> WaylessAsync(StoreScope scope) => scope.RowsAsync<string>($"SELECT id FROM users WHERE NOT {HasAWayIn}");

    public static Task InsertAsync(ConfigurationChange change, UserAccount user, string passwordHash) =>
        change.Scope.ExecuteAsync(
            $"""
            INSERT INTO users ({Columns})
            VALUES (@Id, @Name, @NameKey, @Role, @Enabled, @PasswordHash, @Tries, @TriesSince, @Version, @CreatedAt, @UpdatedAt)
            """,
            Row(change, user, passwordHash));

    /// <summary>Whoever may change a user also lifts a lock.</summary>
    public static Task UpdateAsync(ConfigurationChange change, UserAccount user, string passwordHash) =>
        change.Scope.ExecuteAsync(
            "UPDATE users SET role = @Role, enabled = @Enabled, password_hash = @PasswordHash, tries = 0, tries_since = 0, version = @Version, updated_at = @UpdatedAt WHERE id = @Id",
            Row(change, user, passwordHash));

    public static Task SetPasswordHashAsync(StoreScope scope, string id, string hash) =>
        scope.ExecuteAsync("UPDATE users SET password_hash = @Hash WHERE id = @Id", new { Id = id, Hash = hash });

    private static UserRow Row(ConfigurationChange change, UserAccount user, string passwordHash) => new()
    {
        Id = user.Id,
        Name = user.Name,
        NameKey = UserAccount.Key(user.Name),
        Role = Words.Of(user.Role),
        Enabled = user.Enabled ? 1 : 0,
        PasswordHash = passwordHash,
        Version = change.Version,
        CreatedAt = change.AtMs,
        UpdatedAt = change.AtMs,
    };
}
