using Signalbox.Identity;
using Signalbox.Server.Security.Sealing;

namespace Signalbox.Server.Configuration.Connections;

/// <summary>The credentials of a connection as the table keeps them: their names, and a text only the vault opens.</summary>
internal sealed record SealedCredentials(IReadOnlyList<string> Names, string? Sealed)
{
    public static SealedCredentials Create(AccountId account, IReadOnlyDictionary<string, string> credentials, Vault vault)
    {
        var sorted = credentials.OrderBy(each => each.Key, StringComparer.Ordinal).ToDictionary();
        return sorted.Count == 0
            ? new([], null)
            : new([.. sorted.Keys], vault.Seal(ConfigurationJson.Write(sorted, ConfigurationJson.Default.DictionaryStringString), Owner(account)));
    }

    public static SealedCredentials Of(ConnectionRow row) =>
        new(ConfigurationJson.Read(row.CredentialNames, ConfigurationJson.Default.StringArray), row.CredentialsSealed);

    public static Dictionary<string, string> Open(ConnectionRow row, Vault vault) => row.CredentialsSealed is { } text
        ? ConfigurationJson.Read(vault.Open(text, Owner(new(row.Id))), ConfigurationJson.Default.DictionaryStringString)
        : [];

    private static VaultOwner Owner(AccountId account) => new("broker_connections", account.Value, "credentials");
}
