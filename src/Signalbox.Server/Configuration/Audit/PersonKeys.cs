using System.Buffers.Text;
using System.Security.Cryptography;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration.Audit;

/// <summary>
/// A key a person, sealed in the vault. A destroyed key leaves its row, so that no new one is ever made for that person.
/// </summary>
internal sealed class PersonKeys(Vault vault, TimeProvider clock)
{
    /// <summary>Makes the key where a user has none yet.</summary>
    public async Task<PersonKey> FindOrCreateAsync(StoreScope scope, string person)
    {
        if (await FindAsync(scope, person) is { } found)
        {
            return found;
        }

        if (await scope.RowAsync<long>("SELECT count(*) FROM users WHERE id = @Id", new { Id = person }) == 0)
        {
            return new(person, false, null);
        }

        var key = RandomNumberGenerator.GetBytes(VaultKey.Bytes);
        await scope.ExecuteAsync(
            "INSERT INTO person_keys (person, key_sealed, created_at, destroyed_at) VALUES (@Person, @Sealed, @At, NULL)",
            new { Person = person, Sealed = vault.Seal(Base64Url.EncodeToString(key), Owner(person)), At = clock.GetUtcNow().ToUnixTimeMilliseconds() });
        return new(person, true, key);
    }

    /// <summary>Null: this id has no key, and had none.</summary>
    public async Task<PersonKey?> FindAsync(StoreScope scope, string person)
    {
        var rows = await scope.RowsAsync<PersonKeyRow>("SELECT person, key_sealed FROM person_keys WHERE person = @Person", new { Person = person });
        return rows is [var row] ? Opened(row) : null;
    }

    public async Task<IReadOnlyDictionary<string, PersonKey>> FindAllAsync(StoreScope scope) =>
        (await scope.RowsAsync<PersonKeyRow>("SELECT person, key_sealed FROM person_keys")).ToDictionary(row => row.Person, Opened, StringComparer.Ordinal);

    /// <summary>What was written with the key stays and is never read again.</summary>
    public Task DestroyAsync(StoreScope scope, string person) => scope.ExecuteAsync(
        """
        INSERT INTO person_keys (person, key_sealed, created_at, destroyed_at) VALUES (@Person, NULL, @At, @At)
        ON CONFLICT (person) DO UPDATE SET key_sealed = NULL, destroyed_at = excluded.destroyed_at
        """,
        new { Person = person, At = clock.GetUtcNow().ToUnixTimeMilliseconds() });

    private PersonKey Opened(PersonKeyRow row) =>
        new(row.Person, true, row.KeySealed is { } text ? Base64Url.DecodeFromChars(vault.Open(text, Owner(row.Person))) : null);

    private static VaultOwner Owner(string person) => new("person_keys", person, "key");

    private sealed record PersonKeyRow
    {
        public required string Person { get; init; }

        public string? KeySealed { get; init; }
    }
}
