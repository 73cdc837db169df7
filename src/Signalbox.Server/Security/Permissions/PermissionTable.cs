using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Storage;
using Signalbox.Text;

namespace Signalbox.Server.Security.Permissions;

/// <summary>The tables <c>permissions</c> and <c>publications</c>. Rows of what was deleted stay: its history is still its owner's.</summary>
internal static class PermissionTable
{
    private const string Columns = "kind, subject, user_id, level";

    public static async Task<IReadOnlyList<Permission>> AllAsync(StoreScope scope) =>
        [.. (await scope.RowsAsync<PermissionRow>($"SELECT {Columns} FROM permissions")).Select(row => row.ToPermission())];

    public static async Task<IReadOnlyList<Publication>> PublicationsAsync(StoreScope scope) =>
        [.. (await scope.RowsAsync<PublicationRow>("SELECT strategy_id, description, published_by, published_at FROM publications")).Select(row => row.ToPublication())];

    public static async Task<IReadOnlyList<NamedPermission>> OfAsync(StoreScope scope, PermissionKind kind, string subject, int limit) =>
    [
        .. (await scope.RowsAsync<NamedPermissionRow>(
            """
            SELECT permissions.user_id, users.name, permissions.level FROM permissions JOIN users ON users.id = permissions.user_id
            WHERE permissions.kind = @Kind AND permissions.subject = @Subject ORDER BY users.name LIMIT @Limit
            """,
            new { Kind = Words.Of(kind), Subject = subject, Limit = (long)limit })).Select(row => new NamedPermission(row.UserId, row.Name, StoredWords.Read<PermissionLevel>(row.Level))),
    ];

    public static async Task<Permission?> FindAsync(StoreScope scope, PermissionKind kind, string subject, string user) =>
        (await scope.RowAsync<PermissionRow>(
            $"SELECT {Columns} FROM permissions WHERE kind = @Kind AND subject = @Subject AND user_id = @User",
            new { Kind = Words.Of(kind), Subject = subject, User = user }))?.ToPermission();

    /// <summary>Whoever creates something owns it; what the server creates by itself belongs to nobody but the installation.</summary>
    public static Task OwnAsync(ConfigurationChange change, PermissionKind kind, string subject) =>
        change.By.Kind == ActorKind.Server ? Task.CompletedTask : SetAsync(change, new(kind, subject, change.By.Id, PermissionLevel.Own));

    public static Task SetAsync(ConfigurationChange change, Permission permission) =>
        change.Scope.ExecuteAsync(
            """
            INSERT INTO permissions (kind, subject, user_id, level, granted_by, granted_at) VALUES (@Kind, @Subject, @User, @Level, @By, @At)
            ON CONFLICT (kind, subject, user_id) DO UPDATE SET level = excluded.level, granted_by = excluded.granted_by, granted_at = excluded.granted_at
            """,
            new
            {
                Kind = Words.Of(permission.Kind), permission.Subject, permission.User, Level = Words.Of(permission.Level), By = change.By.Id, At = change.AtMs,
            });

    /// <summary>Makes way for a new owner: the one before still manages.</summary>
    public static Task DisownAsync(ConfigurationChange change, PermissionKind kind, string subject) =>
        change.Scope.ExecuteAsync(
            "UPDATE permissions SET level = @Manage WHERE kind = @Kind AND subject = @Subject AND level = @Own",
            new { Kind = Words.Of(kind), Subject = subject, Manage = Words.Of(PermissionLevel.Manage), Own = Words.Of(PermissionLevel.Own) });

    public static Task DeleteAsync(StoreScope scope, Permission permission) =>
        scope.ExecuteAsync(
            "DELETE FROM permissions WHERE kind = @Kind AND subject = @Subject AND user_id = @User",
            new { Kind = Words.Of(permission.Kind), permission.Subject, permission.User });

    public static Task PublishAsync(ConfigurationChange change, string strategy, string description) =>
        change.Scope.ExecuteAsync(
            """
            INSERT INTO publications (strategy_id, description, published_by, published_at) VALUES (@Strategy, @Description, @By, @At)
            ON CONFLICT (strategy_id) DO UPDATE SET description = excluded.description
            """,
            new { Strategy = strategy, Description = description, By = change.By.Id, At = change.AtMs });

    public static Task<int> UnpublishAsync(StoreScope scope, string strategy) =>
        scope.ExecuteAsync("DELETE FROM publications WHERE strategy_id = @Strategy", new { Strategy = strategy });
}

internal sealed record PermissionRow
{
    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required string UserId { get; init; }

    public required string Level { get; init; }

    public Permission ToPermission() => new(StoredWords.Read<PermissionKind>(Kind), Subject, UserId, StoredWords.Read<PermissionLevel>(Level));
}

internal sealed record NamedPermissionRow
{
    public required string UserId { get; init; }

    public required string Name { get; init; }

    public required string Level { get; init; }
}

internal sealed record PublicationRow
{
    public required string StrategyId { get; init; }

    public required string Description { get; init; }

    public required string PublishedBy { get; init; }

    public long PublishedAt { get; init; }

    public Publication ToPublication() => new(StrategyId, Description, PublishedBy, DateTimeOffset.FromUnixTimeMilliseconds(PublishedAt));
}
