using Signalbox.Journal;

namespace Signalbox.Server.Configuration.Audit;

/// <summary>One entry of the administration stream.</summary>
public sealed record AuditEntry(long Version, DateTimeOffset At, AdministrationEvent Event);

/// <summary>What a history is of: rows of different kinds may have the same id.</summary>
public sealed record AuditSubject(string Id, IReadOnlyList<Type> Events)
{
    public static AuditSubject Strategy(string id) =>
        new(id, [typeof(StrategyCreated), typeof(StrategyChanged), typeof(StrategyDeleted), typeof(WebhookSecretRotated), typeof(BodySecretsReplaced)]);

    public static AuditSubject Subscription(string id) => new(id, [typeof(SubscriptionCreated), typeof(SubscriptionChanged), typeof(SubscriptionDeleted)]);

    public bool Is(AdministrationEvent happened) => happened.Subject == Id && Events.Contains(happened.GetType());
}

/// <summary>Reads the administration stream, newest first.</summary>
public sealed class AuditTrail(IJournal journal)
{
    private const int ReadAtOnce = 1_000;

    /// <summary>How far back one question looks; the rest is asked for with the number it ended at.</summary>
    private const int LookedThroughMax = 20_000;

    /// <summary>What happened to one row, newest first, and the number to go on before; null there where nothing older is left.</summary>
    public async Task<(IReadOnlyList<AuditEntry> Entries, long? Next)> OfSubjectAsync(AuditSubject subject, long? before, int limit, CancellationToken cancel)
    {
        var found = new List<AuditEntry>();
        var at = before;
        for (var looked = 0; looked < LookedThroughMax; looked += ReadAtOnce)
        {
            var entries = await ListAsync(at, ReadAtOnce, cancel);
            foreach (var entry in entries)
            {
                if (subject.Is(entry.Event))
                {
                    found.Add(entry);
                    if (found.Count == limit)
                    {
                        return (found, entry.Version > 1 ? entry.Version : null);
                    }
                }
            }

            if (entries.Count < ReadAtOnce)
            {
                return (found, null);
            }

            at = entries[^1].Version;
        }

        return (found, at);
    }

    /// <summary>One entry; null where there is none of that number.</summary>
    public async Task<AuditEntry?> FindAsync(long number, CancellationToken cancel) =>
        number is > 0 and < long.MaxValue && await ListAsync(number + 1, 1, cancel) is [var entry] && entry.Version == number ? entry : null;

    /// <param name="before">Entries older than this one; null starts at the newest.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(long? before, int limit, CancellationToken cancel)
    {
        var head = await journal.HeadAsync(StreamId.Administration, cancel);
        var newest = Math.Min((before ?? long.MaxValue) - 1, head?.Version ?? 0);
        var oldest = Math.Max(0, newest - limit);
        var entries = new List<AuditEntry>();
        if (newest <= 0)
        {
            return entries;
        }

        // Versions of a stream have no gaps, so a page is a range of them.
        await foreach (var stored in journal.ReadAsync(StreamId.Administration, oldest, cancel))
        {
            entries.Add(new(stored.Version, stored.At, AdministrationCodec.Events.Read(stored)));
            if (stored.Version >= newest)
            {
                break;
            }
        }

        entries.Reverse();
        return entries;
    }
}
