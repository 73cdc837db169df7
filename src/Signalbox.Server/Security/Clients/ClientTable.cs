using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Clients;

/// <summary>The tables <c>oauth_clients</c> and <c>access_tokens</c>; of secrets and tokens they hold hashes.</summary>
internal static class ClientTable
{
    private const string Columns = "id, user_id, name, secret_hash, scopes, reach, enabled, last_used_at, created_at";

    public static Task<IReadOnlyList<ClientRow>> PageAsync(StoreScope scope, string after, int limit) =>
        scope.RowsAsync<ClientRow>($"SELECT {Columns} FROM oauth_clients WHERE id > @After ORDER BY id LIMIT @Limit", new { After = after, Limit = (long)limit });

    public static Task<ClientRow?> FindAsync(StoreScope scope, string id) =>
        scope.RowAsync<ClientRow>($"SELECT {Columns} FROM oauth_clients WHERE id = @Id", new { Id = id });

    public static Task InsertAsync(StoreScope scope, MachineClient client, string secretHash) =>
        scope.ExecuteAsync(
            $"INSERT INTO oauth_clients ({Columns}) VALUES (@Id, @User, @Name, @Secret, @Scopes, @Reach, 1, NULL, @At)",
            new
            {
                client.Id, client.User, client.Name, Secret = secretHash, Scopes = Write(client.Scopes), Reach = TokenRow.Write(client.Reach),
                At = client.CreatedAt.ToUnixTimeMilliseconds(),
            });

    public static Task SetSecretAsync(StoreScope scope, string id, string hash) =>
        scope.ExecuteAsync("UPDATE oauth_clients SET secret_hash = @Hash WHERE id = @Id", new { Id = id, Hash = hash });

    public static Task SetEnabledAsync(StoreScope scope, string id, bool enabled) =>
        scope.ExecuteAsync("UPDATE oauth_clients SET enabled = @Enabled WHERE id = @Id", new { Id = id, Enabled = enabled ? 1L : 0L });

    public static Task EndTokensAsync(StoreScope scope, string client) =>
        scope.ExecuteAsync("DELETE FROM access_tokens WHERE client_id = @Client", new { Client = client });

    public static async Task AddTokenAsync(StoreScope scope, ClientRow client, string hash, (string Scopes, long ExpiresAt) token, (long Now, int Kept) bounds)
    {
        await scope.ExecuteAsync("DELETE FROM access_tokens WHERE expires_at <= @Now", new { bounds.Now });
        await scope.ExecuteAsync(
            """
            DELETE FROM access_tokens WHERE client_id = @Client AND hash NOT IN
                (SELECT hash FROM access_tokens WHERE client_id = @Client ORDER BY expires_at DESC, hash LIMIT @Kept)
            """,
            new { Client = client.Id, Kept = (long)bounds.Kept - 1 });
        await scope.ExecuteAsync(
            "INSERT INTO access_tokens (hash, client_id, scopes, expires_at) VALUES (@Hash, @Client, @Scopes, @ExpiresAt)",
            new { Hash = hash, Client = client.Id, token.Scopes, token.ExpiresAt });
        await scope.ExecuteAsync("UPDATE oauth_clients SET last_used_at = @Now WHERE id = @Client", new { bounds.Now, Client = client.Id });
    }

    public static Task<AccessTokenRow?> TokenAsync(StoreScope scope, string hash) =>
        scope.RowAsync<AccessTokenRow>("SELECT client_id, scopes, expires_at FROM access_tokens WHERE hash = @Hash", new { Hash = hash });

    /// <summary>Whether an access token that ends then is still there.</summary>
    public static async Task<bool> HasTokenAsync(StoreScope scope, string client, DateTimeOffset end) => await scope.RowAsync<long>(
        "SELECT COUNT(*) FROM access_tokens WHERE client_id = @Client AND expires_at = @End", new { Client = client, End = end.ToUnixTimeMilliseconds() }) > 0;

    public static string Write(IReadOnlyList<Scope> scopes) => ConfigurationJson.Write([.. scopes], SecurityJson.Default.ScopeArray);

    public static Scope[] Read(string scopes) => ConfigurationJson.Read(scopes, SecurityJson.Default.ScopeArray);
}

internal sealed record ClientRow
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string Name { get; init; }

    public required string SecretHash { get; init; }

    public required string Scopes { get; init; }

    public string? Reach { get; init; }

    public long Enabled { get; init; }

    public long? LastUsedAt { get; init; }

    public long CreatedAt { get; init; }

    public MachineClient ToClient() => new()
    {
        Id = Id,
        User = UserId,
        Name = Name,
        Scopes = ClientTable.Read(Scopes),
        Reach = TokenRow.Read(Reach),
        Enabled = Enabled != 0,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        LastUsedAt = LastUsedAt is { } used ? DateTimeOffset.FromUnixTimeMilliseconds(used) : null,
    };
}

internal sealed record AccessTokenRow
{
    public required string ClientId { get; init; }

    public required string Scopes { get; init; }

    public long ExpiresAt { get; init; }
}
