using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues;

/// <summary>
/// A venue's instruments as last listed. Listing again is one question however many ask; one that vanished from the list is
/// kept as delisted, so that what is still held can be named.
/// </summary>
public sealed class InstrumentCache(Func<CancellationToken, Task<VenueAnswer<IReadOnlyList<Instrument>>>> list, TimeSpan freshFor, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim listing = new(1, 1);
    private volatile Dictionary<InstrumentId, Instrument> known = [];
    private DateTimeOffset listedAt;

    public Instrument? Find(InstrumentId instrument) => known.GetValueOrDefault(instrument);

    /// <summary>All of them, from the last listing while it is fresh. A failed listing is a failure, even when an older one is known.</summary>
    public async Task<VenueAnswer<IReadOnlyList<Instrument>>> AllAsync(CancellationToken cancel)
    {
        await listing.WaitAsync(cancel);
        try
        {
            if (known.Count > 0 && clock.GetUtcNow() - listedAt < freshFor)
            {
                return VenueAnswer.Of<IReadOnlyList<Instrument>>([.. known.Values]);
            }

            var answer = await list(cancel);
            if (answer.Value is { } listed)
            {
                known = Merged(listed);
                listedAt = clock.GetUtcNow();
            }

            return answer;
        }
        finally
        {
            listing.Release();
        }
    }

    /// <summary>Known already, or listed now.</summary>
    public async Task<Instrument?> FindAsync(InstrumentId instrument, CancellationToken cancel)
    {
        if (known.Count == 0)
        {
            await AllAsync(cancel);
        }

        return Find(instrument);
    }

    public void Dispose() => listing.Dispose();

    private Dictionary<InstrumentId, Instrument> Merged(IReadOnlyList<Instrument> listed)
    {
        var merged = listed.GroupBy(instrument => instrument.Id).ToDictionary(group => group.Key, group => group.Last());
        foreach (var (id, gone) in known)
        {
            merged.TryAdd(id, gone with { Status = TradingStatus.Delisted });
        }

        return merged;
    }
}
