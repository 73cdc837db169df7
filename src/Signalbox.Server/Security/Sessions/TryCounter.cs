using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

/// <summary>Whose failures are counted: a user among strangers, a browser the user is known in, or one session.</summary>
internal sealed record TrySubject
{
    private TrySubject(string table, string column, string key) => (Table, Column, Key) = (table, column, key);

    public string Table { get; }

    public string Column { get; }

    public string Key { get; }

    public static TrySubject User(string id) => new("users", "id", id);

    public static TrySubject Browser(string hash) => new("known_browsers", "hash", hash);

    public static TrySubject Session(string id) => new("sessions", "id", id);
}

/// <summary>A try that was counted, and where the count stood before it.</summary>
/// <param name="Subject">Whose count it stands in.</param>
internal sealed record CountedTry(TrySubject Subject, Admission Admission, long TriesBefore = 0, long SinceBefore = 0)
{
    public long Tries => TriesBefore + 1;

    /// <summary>When it was counted.</summary>
    public long Since { get; init; }
}

internal enum Admission
{
    /// <summary>Not now: the wait since the last failure is not over.</summary>
    Refused,
    Granted,

    /// <summary>Granted, and if it fails too, the first wait begins.</summary>
    LastFree,
}

/// <summary>
/// Counts tries before they are looked at: guesses sent at the same time do not slip past the limit. A success takes the
/// count away again.
/// </summary>
internal sealed class TryCounter(TimeProvider clock, SignInOptions options)
{
    public async Task<CountedTry> AdmitAsync(StoreScope scope, TrySubject subject)
    {
        var row = await scope.RowAsync<TryRow>($"SELECT tries, tries_since FROM {subject.Table} WHERE {subject.Column} = @Key", new { subject.Key });
        if (row is null)
        {
            return new(subject, Admission.Refused);
        }

        var now = clock.GetUtcNow();
        var since = now - DateTimeOffset.FromUnixTimeMilliseconds(row.TriesSince);
        var tries = since >= options.FailuresForgottenAfter ? 0 : row.Tries;
        if (tries > 0 && since < options.UserWaits.After(tries))
        {
            // A try that is refused does not prolong the wait.
            return new(subject, Admission.Refused);
        }

        await SetAsync(scope, subject, tries + 1, now.ToUnixTimeMilliseconds());
        return new(subject, tries + 1 == options.UserWaits.Free ? Admission.LastFree : Admission.Granted, tries, row.TriesSince) { Since = now.ToUnixTimeMilliseconds() };
    }

    /// <summary>The try that was counted was none that failed; those before it stay, and the wait after them goes on from where it was.</summary>
    public static Task TakeBackAsync(StoreScope scope, CountedTry counted) =>
        scope.ExecuteAsync(
            $"""
            UPDATE {counted.Subject.Table} SET
                tries_since = CASE WHEN tries = @Tries AND tries_since = @Since THEN @SinceBefore ELSE tries_since END,
                tries = tries - 1
            WHERE {counted.Subject.Column} = @Key AND tries > 0
            """,
            new { counted.Tries, counted.Since, counted.SinceBefore, counted.Subject.Key });

    public static Task ForgetAsync(StoreScope scope, TrySubject subject) => SetAsync(scope, subject, 0, 0);

    private static Task<int> SetAsync(StoreScope scope, TrySubject subject, long tries, long since) =>
        scope.ExecuteAsync(
            $"UPDATE {subject.Table} SET tries = @Tries, tries_since = @Since WHERE {subject.Column} = @Key", new { Tries = tries, Since = since, subject.Key });

    private sealed record TryRow
    {
        public long Tries { get; init; }

        public long TriesSince { get; init; }
    }
}
