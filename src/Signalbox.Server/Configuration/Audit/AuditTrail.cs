using Signalbox.Journal;

namespace Signalbox.Server.Configuration.Audit;

/// <summary>One entry of the administration stream.</summary>
public sealed record AuditEntry(long Version, DateTimeOffset At, AdministrationEvent Event);

/// <summary>Reads the administration stream, newest first.</summary>
public sealed class AuditTrail(IJournal journal)
{
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
