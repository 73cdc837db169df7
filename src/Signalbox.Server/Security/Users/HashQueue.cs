namespace Signalbox.Server.Security.Users;

/// <summary>Who waits for a hash.</summary>
/// <param name="Key">Whose hashes are counted together.</param>
/// <param name="IsKnown">Somebody who has proven something already, and not whoever comes along.</param>
public sealed record HashWaiter(string Key, bool IsKnown)
{
    /// <summary>The server itself.</summary>
    public static readonly HashWaiter Server = new("server", true);

    /// <param name="network">Where the request comes from.</param>
    public static HashWaiter Stranger(string network) => new($"from {network}", false);

    /// <param name="user">The id of the user it is done for.</param>
    public static HashWaiter Known(string user) => new($"user {user}", true);
}

/// <summary>Shares the queue for hashes out, so that one sender does not fill it. Holds only who is in it, so it is as bounded as the queue.</summary>
internal sealed class HashQueue(PasswordOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> inside = new(StringComparer.Ordinal);
    private int strangers;

    /// <summary>A place, given back when it is disposed; null where this one has too many, or strangers have all of theirs.</summary>
    public IDisposable? Enter(HashWaiter waiter)
    {
        lock (gate)
        {
            var own = inside.GetValueOrDefault(waiter.Key);
            if (own >= options.PerWaiterMax || (!waiter.IsKnown && strangers >= options.ConcurrentMax + options.WaitingMax))
            {
                return null;
            }

            inside[waiter.Key] = own + 1;
            strangers += waiter.IsKnown ? 0 : 1;
            return new Place(this, waiter);
        }
    }

    private void Leave(HashWaiter waiter)
    {
        lock (gate)
        {
            strangers -= waiter.IsKnown ? 0 : 1;
            if (--inside[waiter.Key] == 0)
            {
                inside.Remove(waiter.Key);
            }
        }
    }

    private sealed class Place(HashQueue queue, HashWaiter waiter) : IDisposable
    {
        private bool isLeft;

        public void Dispose()
        {
            if (!isLeft)
            {
                isLeft = true;
                queue.Leave(waiter);
            }
        }
    }
}
