namespace Signalbox.Server.Security.Sessions;

/// <summary>Who put a question to a browser.</summary>
/// <param name="IsUser">Whoever is signed in does not share its room with strangers at the same address.</param>
internal readonly record struct Asker(string Key, bool IsUser)
{
    /// <param name="user">Null: nobody is signed in.</param>
    public static Asker Of(string? user, HttpContext http) => user is null ? new($"from {SenderNetwork.Of(http)}", false) : new($"user {user}", true);
}

/// <summary>
/// Questions that were put to a browser and wait for its answer, which is good once. Asking needs no sign-in, so they are in
/// memory of this node alone, where a stranger who asks keeps nothing else waiting. There is room for some of each asker,
/// where the oldest makes way, and for so many of all; a part of it is kept for those who are signed in.
/// </summary>
internal sealed class OpenQuestions<T>(TimeProvider clock)
    where T : class
{
    internal const int PerAskerMax = 30;
    internal const int OfStrangersMax = 4_500;
    internal const int OfAllMax = 5_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Kept> open = new(StringComparer.Ordinal);
    private long asked;

    /// <summary>False where too many wait.</summary>
    /// <param name="hash">Of the secret the browser answers with.</param>
    public bool Keep(string hash, Asker asker, T question, DateTimeOffset expiresAt)
    {
        lock (gate)
        {
            MakeRoomNeedsLock(asker);
            return open.Count < (asker.IsUser ? OfAllMax : OfStrangersMax) && open.TryAdd(hash, new(question, asker.Key, expiresAt, asked++));
        }
    }

    /// <summary>Spends the question; null where there is none such, or it is over.</summary>
    public T? Take(string hash)
    {
        lock (gate)
        {
            return open.Remove(hash, out var kept) && kept.ExpiresAt > clock.GetUtcNow() ? kept.Question : null;
        }
    }

    private void MakeRoomNeedsLock(Asker asker)
    {
        var now = clock.GetUtcNow();
        var own = new List<KeyValuePair<string, Kept>>();
        foreach (var each in open)
        {
            if (each.Value.ExpiresAt <= now)
            {
                open.Remove(each.Key);
            }
            else if (each.Value.Asker == asker.Key)
            {
                own.Add(each);
            }
        }

        if (own.Count >= PerAskerMax)
        {
            open.Remove(own.MinBy(each => each.Value.Number).Key);
        }
    }

    private sealed record Kept(T Question, string Asker, DateTimeOffset ExpiresAt, long Number);
}
