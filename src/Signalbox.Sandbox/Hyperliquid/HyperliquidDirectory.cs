using Signalbox.Venues.Signing;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>Who has an account here, and who may act for whom.</summary>
internal sealed class HyperliquidDirectory
{
    private readonly Dictionary<EthereumAddress, SandboxAccount> accounts = [];
    private readonly Dictionary<EthereumAddress, EthereumAddress> agents = [];

    public HyperliquidDirectory(SandboxStage stage)
    {
        foreach (var key in stage.Options.Keys)
        {
            var account = HyperliquidKeys.Account(key.Key);
            accounts[account] = stage.Floor.Find(key.Key)!;
            var signer = HyperliquidKeys.Signer(key.Secret);
            if (signer != account)
            {
                agents[signer] = account;
            }
        }
    }

    public SandboxAccount? Find(string? address) => EthereumAddress.TryParse(address, out var known) ? accounts.GetValueOrDefault(known) : null;

    /// <summary>The account a signer acts for.</summary>
    public SandboxAccount? ActsFor(EthereumAddress signer) =>
        accounts.GetValueOrDefault(signer) ?? (agents.TryGetValue(signer, out var account) ? accounts.GetValueOrDefault(account) : null);

    public EthereumAddress? MasterOf(string? address) =>
        EthereumAddress.TryParse(address, out var agent) && agents.TryGetValue(agent, out var master) ? master : null;

    public IEnumerable<EthereumAddress> AgentsOf(string? address) =>
        EthereumAddress.TryParse(address, out var account) ? agents.Where(each => each.Value == account).Select(each => each.Key) : [];
}
