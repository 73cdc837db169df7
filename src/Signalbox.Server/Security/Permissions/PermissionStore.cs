using System.Text.Json;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Connections;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Permissions;

/// <summary>A permission with the name of its user.</summary>
internal sealed record NamedPermission(string User, string UserName, PermissionLevel Level);

/// <summary>Shares strategies and accounts, and publishes strategies.</summary>
internal sealed class PermissionStore(ITransactionalStore store, ConfigurationWriter writer)
{
    private const int PermissionsMax = 1_000;

    /// <summary>Who may do what there, the owner first.</summary>
    public async Task<IReadOnlyList<NamedPermission>> ListAsync(PermissionKind kind, string subject, CancellationToken cancel) =>
        [.. (await store.ReadAsync(scope => PermissionTable.OfAsync(scope, kind, subject, PermissionsMax), cancel)).OrderByDescending(each => each.Level)];

    /// <summary>Gives a user a level, whatever it had; a new owner takes the place of the one before, who still manages.</summary>
    public Task<ChangeResult<NamedPermission>> GrantAsync(
        PermissionKind kind, string subject, string userName, PermissionLevel level, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeAsync(request, async change =>
        {
            if (await NameAsync(change.Scope, kind, subject) is not { } name)
            {
                return ChangeResult.NotFound<NamedPermission>();
            }

            if (await UserTable.FindByNameAsync(change.Scope, userName) is not { } user)
            {
                return ChangeResult.Refused<NamedPermission>(new FieldError("user", $"There is no user {userName}."));
            }

            var before = await PermissionTable.FindAsync(change.Scope, kind, subject, user.Id);
            if (before?.Level == PermissionLevel.Own && level != PermissionLevel.Own)
            {
                return ChangeResult.Refused<NamedPermission>(new FieldError("level", $"{user.Name} owns this. Make another user its owner first."));
            }

            if (level == PermissionLevel.Own)
            {
                await PermissionTable.DisownAsync(change, kind, subject);
            }

            await PermissionTable.SetAsync(change, new(kind, subject, user.Id, level));
            change.Record(new PermissionGranted
            {
                Subject = subject, SubjectName = name, Before = before is null ? null : Document(before), After = Document(new(kind, subject, user.Id, level)),
            });
            return ChangeResult.Saved(new NamedPermission(user.Id, user.Name, level));
        }, cancel);

    public Task<ChangeResult<NamedPermission>> RevokeAsync(PermissionKind kind, string subject, string user, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeAsync(request, async change =>
        {
            if (await PermissionTable.FindAsync(change.Scope, kind, subject, user) is not { } before || await UserTable.FindAsync(change.Scope, user) is not { } row)
            {
                return ChangeResult.NotFound<NamedPermission>();
            }

            if (before.Level == PermissionLevel.Own)
            {
                return ChangeResult.InUse<NamedPermission>($"{row.Name} owns this. Make another user its owner first.");
            }

            await PermissionTable.DeleteAsync(change.Scope, before);
            change.Record(new PermissionRevoked
            {
                Subject = subject, SubjectName = await NameAsync(change.Scope, kind, subject) ?? subject, Before = Document(before),
            });
            return ChangeResult.Saved(new NamedPermission(user, row.Name, before.Level));
        }, cancel);

    /// <summary>Puts a strategy into the catalogue, or changes what it says there.</summary>
    public Task<ChangeResult<Publication>> PublishAsync(string strategy, string description, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeAsync(request, async change =>
        {
            if (await NameAsync(change.Scope, PermissionKind.Strategy, strategy) is not { } name)
            {
                return ChangeResult.NotFound<Publication>();
            }

            var publication = new Publication(strategy, description, change.By.Id, change.At);
            await PermissionTable.PublishAsync(change, strategy, description);
            change.Record(new StrategyPublished
            {
                Subject = strategy, SubjectName = name, After = JsonSerializer.SerializeToElement(publication, SecurityJson.Default.Publication),
            });
            return ChangeResult.Saved(publication);
        }, cancel);

    /// <summary>Takes it out of the catalogue; subscriptions that are there stay.</summary>
    public Task<ChangeResult<Publication>> UnpublishAsync(string strategy, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeAsync(request, async change =>
        {
            if (await NameAsync(change.Scope, PermissionKind.Strategy, strategy) is not { } name || await PermissionTable.UnpublishAsync(change.Scope, strategy) == 0)
            {
                return ChangeResult.NotFound<Publication>();
            }

            change.Record(new StrategyUnpublished { Subject = strategy, SubjectName = name });
            return ChangeResult.Saved(new Publication(strategy, "", change.By.Id, change.At));
        }, cancel);

    private static async Task<string?> NameAsync(StoreScope scope, PermissionKind kind, string subject) => kind == PermissionKind.Strategy
        ? (await StrategyTable.FindAsync(scope, new(subject)))?.Name
        : (await ConnectionTable.FindAsync(scope, new(subject)))?.Name;

    private static JsonElement Document(Permission permission) =>
        JsonSerializer.SerializeToElement(new(permission.Kind, permission.User, permission.Level), SecurityJson.Default.PermissionSnapshot);
}
