using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sealing;

/// <summary>Seals again, with the vault's current key, whatever was sealed with another one.</summary>
internal static class Resealing
{
    /// <summary>How many texts were sealed again, of every column; all in the transaction of the scope.</summary>
    public static async Task<long> AllAsync(StoreScope scope, Vault vault)
    {
        var done = 0L;
        foreach (var column in SealedColumns.All)
        {
            foreach (var row in await OthersAsync(scope, column, vault.CurrentKeyId))
            {
                var owner = column.OwnerOf(row.Place);
                await scope.ExecuteAsync(
                    $"UPDATE {column.Table} SET {column.Column} = @Sealed WHERE {column.Key} = @Place",
                    new { Sealed = vault.Seal(vault.Open(row.Text, owner), owner), row.Place });
                done++;
            }
        }

        return done;
    }

    public static async Task<long> CountAsync(StoreScope scope, Func<string?, bool> counts)
    {
        var count = 0L;
        foreach (var column in SealedColumns.All)
        {
            count += (await RowsAsync(scope, column)).Count(row => counts(Vault.KeyIdOf(row.Text)));
        }

        return count;
    }

    private static async Task<IReadOnlyList<SealedRow>> OthersAsync(StoreScope scope, SealedColumn column, string current) =>
        [.. (await RowsAsync(scope, column)).Where(row => Vault.KeyIdOf(row.Text) != current)];

    private static Task<IReadOnlyList<SealedRow>> RowsAsync(StoreScope scope, SealedColumn column) => scope.RowsAsync<SealedRow>(
        $"SELECT {column.Key} AS place, {column.Column} AS text FROM {column.Table} WHERE {column.Column} IS NOT NULL"
        + (column.Where is { } where ? $" AND {where}" : ""));

    private sealed record SealedRow
    {
        public required string Place { get; init; }

        public required string Text { get; init; }
    }
}
