using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Storage;
using Signalbox.Text;

namespace Signalbox.Server.Security.Sealing;

/// <param name="Id">Of the connection or strategy, or the name of the gate's secret.</param>
internal sealed record DatedSecret(SecretKind Kind, string Id, string Name, DateTimeOffset SetAt, DateTimeOffset? ExpiresAt);

/// <summary>Since when each secret is the one it is. Kept beside the tables of the secrets, which need not know of it.</summary>
internal static class SecretDates
{
    private const string Everything =
        """
        SELECT 'connection' AS kind, id, name, created_at FROM broker_connections WHERE deleted_at IS NULL AND credentials_sealed IS NOT NULL
        UNION ALL SELECT 'webhook', id, name, created_at FROM strategies WHERE deleted_at IS NULL
        UNION ALL SELECT 'gate_secret', name, name, created_at FROM gate_secrets
        UNION ALL SELECT 'destination', id, name, created_at FROM notification_destinations WHERE place <> ''
        """;

    /// <summary>Belongs into the change that seals the secret. A new secret has no date to expire at until one is given.</summary>
    public static Task NoteAsync(ConfigurationChange change, SecretKind kind, string id) => NoteAsync(change.Scope, kind, id, change.At);

    /// <summary>For secrets that are no part of the configuration the engine works with.</summary>
    public static Task NoteAsync(StoreScope scope, SecretKind kind, string id, DateTimeOffset at) => scope.ExecuteAsync(
        """
        INSERT INTO secret_dates (kind, name, set_at, expires_at) VALUES (@Kind, @Name, @At, NULL)
        ON CONFLICT (kind, name) DO UPDATE SET set_at = excluded.set_at, expires_at = NULL
        """,
        new { Kind = Words.Of(kind), Name = id, At = at.ToUnixTimeMilliseconds() });

    public static async Task SetExpiryAsync(ConfigurationChange change, DatedSecret secret, DateTimeOffset? expiresAt) => await change.Scope.ExecuteAsync(
        """
        INSERT INTO secret_dates (kind, name, set_at, expires_at) VALUES (@Kind, @Name, @SetAt, @ExpiresAt)
        ON CONFLICT (kind, name) DO UPDATE SET expires_at = excluded.expires_at
        """,
        new { Kind = Words.Of(secret.Kind), Name = secret.Id, SetAt = secret.SetAt.ToUnixTimeMilliseconds(), ExpiresAt = expiresAt?.ToUnixTimeMilliseconds() });

    /// <summary>The oldest first. Of what was set before dates were kept, the time its row was made stands in.</summary>
    public static async Task<IReadOnlyList<DatedSecret>> ListAsync(StoreScope scope, int limit) => [.. (await scope.RowsAsync<DateRow>(
        $"""
        SELECT secrets.kind, secrets.id, secrets.name, coalesce(dates.set_at, secrets.created_at) AS set_at, dates.expires_at
        FROM ({Everything}) AS secrets LEFT JOIN secret_dates AS dates ON dates.kind = secrets.kind AND dates.name = secrets.id
        ORDER BY coalesce(dates.expires_at, 9223372036854775807), coalesce(dates.set_at, secrets.created_at), secrets.kind, secrets.id LIMIT @Limit
        """,
        new { Limit = (long)limit })).Select(row => row.Secret)];

    public static async Task<DatedSecret?> FindAsync(StoreScope scope, SecretKind kind, string id) => (await scope.RowAsync<DateRow>(
        $"""
        SELECT secrets.kind, secrets.id, secrets.name, coalesce(dates.set_at, secrets.created_at) AS set_at, dates.expires_at
        FROM ({Everything}) AS secrets LEFT JOIN secret_dates AS dates ON dates.kind = secrets.kind AND dates.name = secrets.id
        WHERE secrets.kind = @Kind AND secrets.id = @Id
        """,
        new { Kind = Words.Of(kind), Id = id }))?.Secret;

    private sealed record DateRow
    {
        public required string Kind { get; init; }

        public required string Id { get; init; }

        public required string Name { get; init; }

        public long SetAt { get; init; }

        public long? ExpiresAt { get; init; }

        public DatedSecret Secret => new(
            Configuration.StoredWords.Read<SecretKind>(Kind), Id, Name, DateTimeOffset.FromUnixTimeMilliseconds(SetAt),
            ExpiresAt is { } expires ? DateTimeOffset.FromUnixTimeMilliseconds(expires) : null);
    }
}
