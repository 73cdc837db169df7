using System.Collections.Concurrent;
using Signalbox.Identity;

namespace Signalbox.Accounts.Hosting;

/// <summary>The accounts this node runs.</summary>
public sealed class AccountDirectory
{
    private readonly ConcurrentDictionary<AccountId, AccountHost> hosts = new();

    /// <summary>In the order of their ids, so that a run repeats.</summary>
    public IEnumerable<AccountHost> All => hosts.Values.OrderBy(host => host.Account.Value, StringComparer.Ordinal);

    public AccountHost? Find(AccountId account) => hosts.GetValueOrDefault(account);

    public void Add(AccountHost host) => hosts[host.Account] = host;

    public void Remove(AccountId account) => hosts.TryRemove(account, out _);
}
