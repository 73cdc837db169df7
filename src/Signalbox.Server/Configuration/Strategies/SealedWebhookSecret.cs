using Signalbox.Identity;
using Signalbox.Server.Security;
using Signalbox.Server.Security.Sealing;

namespace Signalbox.Server.Configuration.Strategies;

/// <summary>A webhook secret as the table keeps it: the hash calls are checked against, and a copy only the vault opens.</summary>
internal sealed record SealedWebhookSecret(string Hash, string Sealed)
{
    public static SealedWebhookSecret Create(StrategyId strategy, Vault vault)
    {
        var secret = SecretText.Create();
        return new(SecretText.Hash(secret), vault.Seal(secret, Owner(strategy)));
    }

    public static SealedWebhookSecret Of(StrategyRow row) => new(row.SecretHash, row.SecretSealed);

    public static string Open(StrategyRow row, Vault vault) => vault.Open(row.SecretSealed, Owner(new(row.Id)));

    private static VaultOwner Owner(StrategyId strategy) => new("strategies", strategy.Value, "secret");
}
