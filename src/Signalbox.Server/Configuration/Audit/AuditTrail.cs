using System.Runtime.CompilerServices;
using Signalbox.Journal;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration.Audit;

/// <summary>One entry of the administration stream.</summary>
public sealed record AuditEntry(long Version, DateTimeOffset At, AdministrationEvent Event);

/// <param name="Before">Where the search stopped: entries older than this one were not looked at. Null: all were.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, long? Before);

/// <summary>Reads the administration stream, with the personal fields of everybody whose key is there.</summary>
public sealed class AuditTrail
{
    /// <summary>Entries that one search looks at; the next page goes on where it stopped.</summary>
    internal const int LookedAtMax = 20_000;

    private const int Block = 500;

    private readonly IJournal journal;
    private readonly ITransactionalStore? store;
    private readonly PersonKeys? keys;

    /// <summary>Without keys: what is under a person's key stays closed.</summary>
    public AuditTrail(IJournal journal) => this.journal = journal;

    internal AuditTrail(IJournal journal, ITransactionalStore store, PersonKeys keys)
        : this(journal)
    {
        this.store = store;
        this.keys = keys;
    }

    /// <summary>What happened to one row, newest first, and the number to go on before; null there where nothing older is left.</summary>
    public async Task<(IReadOnlyList<AuditEntry> Entries, long? Next)> OfSubjectAsync(AuditSubject subject, long? before, int limit, CancellationToken cancel)
    {
        var found = new List<AuditEntry>();
        var at = before;
        for (var looked = 0; looked < LookedAtMax; looked += Block)
        {
            var entries = await ListAsync(at, Block, cancel);
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

            if (entries.Count < Block)
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
        var newest = await NewestAsync(before, cancel);
        return newest <= 0 ? [] : await BlockAsync(newest, limit, await PeopleAsync(cancel), cancel);
    }

    /// <summary>Newest first. A page may hold fewer than asked for, and more may still follow.</summary>
    public async Task<AuditPage> SearchAsync(AuditQuery query, long? before, int limit, CancellationToken cancel)
    {
        var found = new List<AuditEntry>();
        var people = await PeopleAsync(cancel);
        var newest = await NewestAsync(before, cancel);
        for (var looked = 0; newest > 0 && looked < LookedAtMax; looked += Block, newest -= Block)
        {
            foreach (var entry in await BlockAsync(newest, Block, people, cancel))
            {
                if (query.IsBefore(entry))
                {
                    return new(found, null);
                }

                if (query.Matches(entry))
                {
                    found.Add(entry);
                    if (found.Count == limit)
                    {
                        return new(found, entry.Version > 1 ? entry.Version : null);
                    }
                }
            }
        }

        return new(found, newest > 0 ? newest + 1 : null);
    }

    /// <summary>Oldest first, one after the other: a trail of years is not held in memory.</summary>
    public async IAsyncEnumerable<AuditEntry> ReadAsync(AuditQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        var people = await PeopleAsync(cancel);
        await foreach (var stored in journal.ReadAsync(StreamId.Administration, 0, cancel))
        {
            var entry = Open(stored, people);
            if (query.Matches(entry))
            {
                yield return entry;
            }
        }
    }

    private async Task<long> NewestAsync(long? before, CancellationToken cancel) =>
        Math.Min((before ?? long.MaxValue) - 1, (await journal.HeadAsync(StreamId.Administration, cancel))?.Version ?? 0);

    /// <summary>Newest first. Versions of a stream have no gaps, so a page is a range of them.</summary>
    private async Task<List<AuditEntry>> BlockAsync(
        long newest, int limit, People people, CancellationToken cancel)
    {
        var entries = new List<AuditEntry>();
        await foreach (var stored in journal.ReadAsync(StreamId.Administration, Math.Max(0, newest - limit), cancel))
        {
            entries.Add(Open(stored, people));
            if (stored.Version >= newest)
            {
                break;
            }
        }

        entries.Reverse();
        return entries;
    }

    private static AuditEntry Open(JournalEvent stored, People people)
    {
        var opened = PersonalSealing.Open(AdministrationCodec.Events.Read(stored), person => people.Keys.GetValueOrDefault(person) ?? new(person, true, null));
        return new(stored.Version, stored.At, people.Names is { } names ? PermissionNames.Read(opened, names) : opened);
    }

    private async Task<People> PeopleAsync(CancellationToken cancel) => store is null || keys is null
        ? new(new Dictionary<string, PersonKey>(), null)
        : await store.ReadAsync(
            async scope => new People(
                await keys.FindAllAsync(scope),
                (await scope.RowsAsync<NameRow>("SELECT id, name FROM users")).ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal)),
            cancel);

    /// <param name="Names">Null: they are not known here.</param>
    private sealed record People(IReadOnlyDictionary<string, PersonKey> Keys, IReadOnlyDictionary<string, string>? Names);

    private sealed record NameRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }
    }
}
