using System.Collections.Concurrent;
using Signalbox.Identity;

namespace Signalbox.Accounts.Hosting;

/// <summary>The accounts this node runs.</summary>
public sealed class AccountDirectory
{
    private readonly ConcurrentDictionary<AccountId, AccountHost> hosts = new();

    public IEnumerable<AccountHost> All => hosts.Values;

    public AccountHost? Find(AccountId account) => hosts.GetValueOrDefault(account);

    public void Add(AccountHost host) => hosts[host.Account] = host;

    public void Remove(AccountId account) => hosts.TryRemove(account, out _);
}
