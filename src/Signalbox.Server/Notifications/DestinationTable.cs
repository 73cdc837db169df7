using Signalbox.Server.Configuration;
using Signalbox.Server.Storage;
using Signalbox.Text;

namespace Signalbox.Server.Notifications;

internal static class DestinationTable
{
    public const string LineColumns =
        "destination, claim, tries, next_at, delivered_at, failed_at, failing_since, failure, folded, given_up, told_at, loss_told_at";

    private const string Columns =
        "id, name, kind, enabled, grade, kinds, strategy_id, account_id, place, address_sealed, since, version, created_at, updated_at";

    public static Task<IReadOnlyList<DestinationRow>> AllAsync(StoreScope scope) =>
        scope.RowsAsync<DestinationRow>($"SELECT {Columns} FROM notification_destinations ORDER BY created_at, id");

    public static Task<IReadOnlyList<DestinationRow>> EnabledAsync(StoreScope scope) =>
        scope.RowsAsync<DestinationRow>($"SELECT {Columns} FROM notification_destinations WHERE enabled = 1 ORDER BY id");

    public static Task<DestinationRow?> FindAsync(StoreScope scope, string id) =>
        scope.RowAsync<DestinationRow>($"SELECT {Columns} FROM notification_destinations WHERE id = @Id", new { Id = id });

    public static Task<LineRow?> LineAsync(StoreScope scope, string id) =>
        scope.RowAsync<LineRow>($"SELECT {LineColumns} FROM notification_lines WHERE destination = @Id", new { Id = id });

    public static Task<IReadOnlyList<LineRow>> LinesAsync(StoreScope scope) =>
        scope.RowsAsync<LineRow>($"SELECT {LineColumns} FROM notification_lines");

    public static async Task<IReadOnlyDictionary<string, QueueEnd>> QueuesAsync(StoreScope scope) =>
        (await scope.RowsAsync<QueueEnd>("SELECT destination, count(*) AS waiting, max(seq) AS last FROM notifications GROUP BY destination"))
        .ToDictionary(each => each.Destination, StringComparer.Ordinal);

    public static DestinationRow RowOf(Destination destination, string addressSealed, long version, DateTimeOffset createdAt, DateTimeOffset now) => new()
    {
        Id = destination.Id,
        Name = destination.Name,
        Kind = Words.Of(destination.Kind),
        Enabled = destination.Enabled ? 1 : 0,
        Grade = Words.Of(destination.Grade),
        Kinds = ConfigurationJson.Write([.. destination.Kinds], ConfigurationJson.Default.StringArray),
        StrategyId = destination.Strategy,
        AccountId = destination.Account,
        Place = destination.Place,
        AddressSealed = addressSealed,
        Since = destination.Since.ToUnixTimeMilliseconds(),
        Version = version,
        CreatedAt = createdAt.ToUnixTimeMilliseconds(),
        UpdatedAt = now.ToUnixTimeMilliseconds(),
    };

    public static async Task InsertAsync(StoreScope scope, DestinationRow row)
    {
        await scope.ExecuteAsync(
            $"""
            INSERT INTO notification_destinations ({Columns})
            VALUES (@Id, @Name, @Kind, @Enabled, @Grade, @Kinds, @StrategyId, @AccountId, @Place, @AddressSealed, @Since, @Version, @CreatedAt, @UpdatedAt)
            """,
            row);
        await scope.ExecuteAsync(
            "INSERT INTO notification_lines (destination, held_until, claim, tries, next_at, folded, given_up) VALUES (@Id, 0, 0, 0, 0, 0, 0)", new { row.Id });
    }

    public static Task UpdateAsync(StoreScope scope, DestinationRow row) => scope.ExecuteAsync(
        """
        UPDATE notification_destinations SET name = @Name, enabled = @Enabled, grade = @Grade, kinds = @Kinds, strategy_id = @StrategyId, account_id = @AccountId,
            place = @Place, address_sealed = @AddressSealed, since = @Since, version = @Version, updated_at = @UpdatedAt
        WHERE id = @Id
        """,
        row);

    /// <summary>What was changed is tried at once, and told anew where it fails.</summary>
    public static Task BeginAnewAsync(StoreScope scope, string id) => scope.ExecuteAsync(
        "UPDATE notification_lines SET tries = 0, next_at = 0, failing_since = NULL, told_at = NULL, loss_told_at = NULL WHERE destination = @Id", new { Id = id });

    /// <summary>Nothing waits for it any more.</summary>
    public static async Task EmptyAsync(StoreScope scope, string id)
    {
        await scope.ExecuteAsync("DELETE FROM notifications WHERE destination = @Id", new { Id = id });
        await scope.ExecuteAsync("UPDATE notification_lines SET folded = 0 WHERE destination = @Id", new { Id = id });
    }

    public static async Task DeleteAsync(StoreScope scope, string id)
    {
        foreach (var (table, column) in new[] { ("notifications", "destination"), ("notification_lines", "destination"), ("notification_destinations", "id") })
        {
            await scope.ExecuteAsync($"DELETE FROM {table} WHERE {column} = @Id", new { Id = id });
        }
    }
}

/// <summary>What waits for a destination.</summary>
internal sealed record QueueEnd
{
    public required string Destination { get; init; }

    public long Waiting { get; init; }

    /// <summary>The number of the newest.</summary>
    public long Last { get; init; }
}
