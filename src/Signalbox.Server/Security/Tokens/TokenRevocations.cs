using System.Collections.Concurrent;

namespace Signalbox.Server.Security.Tokens;

/// <summary>Tokens revoked since this node started: what is open on the strength of one of them ends.</summary>
internal sealed class TokenRevocations
{
    private readonly ConcurrentDictionary<string, bool> revoked = new(StringComparer.Ordinal);

    public void Add(string token) => revoked[token] = true;

    /// <summary>For a client, which may be switched on again.</summary>
    public void Set(string client, bool isRevoked)
    {
        if (isRevoked)
        {
            Add(client);
        }
        else
        {
            revoked.TryRemove(client, out _);
        }
    }

    public bool Contains(string token) => revoked.ContainsKey(token);
}
