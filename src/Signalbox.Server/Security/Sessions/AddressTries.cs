namespace Signalbox.Server.Security.Sessions;

/// <summary>
/// Failures by sender, so that one who tries a password on many names is slowed too. Kept in memory: each node counts for
/// itself, and a restart forgets.
/// </summary>
internal sealed class AddressTries(TimeProvider clock, SignInOptions options)
{
    private const int AddressesMax = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Failures, DateTimeOffset Since)> failures = [];

    public bool IsWaiting(string address)
    {
        lock (gate)
        {
            return failures.TryGetValue(SenderNetwork.Of(address), out var known) && clock.GetUtcNow() - known.Since < options.AddressWaits.After(known.Failures);
        }
    }

    public void Failed(string address)
    {
        lock (gate)
        {
            var (now, key) = (clock.GetUtcNow(), SenderNetwork.Of(address));
            if (!failures.TryGetValue(key, out var known) && failures.Count >= AddressesMax)
            {
                MakeRoomNeedsLock();
            }

            failures[key] = (now - known.Since >= options.FailuresForgottenAfter ? 1 : known.Failures + 1, now);
        }
    }

    public void Succeeded(string address)
    {
        lock (gate)
        {
            failures.Remove(SenderNetwork.Of(address));
        }
    }

    private void MakeRoomNeedsLock()
    {
        foreach (var oldest in failures.OrderBy(each => each.Value.Since).Take(AddressesMax / 10).Select(each => each.Key).ToList())
        {
            failures.Remove(oldest);
        }
    }
}
