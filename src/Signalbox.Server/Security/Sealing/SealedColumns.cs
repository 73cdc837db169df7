namespace Signalbox.Server.Security.Sealing;

/// <param name="Key">The column that names the row in <see cref="VaultOwner.Row"/>.</param>
/// <param name="Owner">What <see cref="VaultOwner.Column"/> says.</param>
/// <param name="Where">Which rows hold one; null: all.</param>
internal sealed record SealedColumn(string Table, string Key, string Column, string Owner, string? Where = null)
{
    public VaultOwner OwnerOf(string row) => new(Table, row, Owner);
}

/// <summary>
/// Every place a sealed text is kept: what a rotation seals again. A test looks for sealed texts in all tables, and for
/// owners in the code, and fails for a place that is missing here.
/// </summary>
internal static class SealedColumns
{
    public static readonly IReadOnlyList<SealedColumn> All =
    [
        new("settings", "name", "value", "value", "name = 'vault'"),
        new("strategies", "id", "secret_sealed", "secret"),
        new("strategies", "id", "signing_sealed", "signing_sealed"),
        new("broker_connections", "id", "credentials_sealed", "credentials"),
        new("gate_secrets", "name", "secret_sealed", "secret"),
        new("notification_destinations", "id", "address_sealed", "address"),
        new("second_factors", "user_id", "secret_sealed", "secret"),
        new("person_keys", "person", "key_sealed", "key"),
    ];
}
