using System.Collections.Frozen;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Markets.Symbols;
using Signalbox.Venues;

namespace Signalbox.Accounts.Hosting;

/// <summary>The instruments of one venue account, loaded once and again when they are old.</summary>
/// <param name="venueName">The adapter's name, for what is spelled differently there.</param>
public sealed class InstrumentBook(IVenue venue, string venueName, TimeProvider clock)
{
    private static readonly TimeSpan OldAfter = TimeSpan.FromHours(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private Task? loading;
    private SymbolIndex symbols = SymbolIndex.Empty;
    private DateTimeOffset due;

    /// <summary>What is known now, without waiting.</summary>
    public IReadOnlyDictionary<InstrumentId, Instrument> Known => Symbols.Instruments;

    /// <summary>What the tickers of signals mean among them.</summary>
    public SymbolIndex Symbols => Volatile.Read(ref symbols);

    public async Task<IReadOnlyList<Instrument>> FindAsync(IEnumerable<InstrumentId> ids, CancellationToken cancel)
    {
        await RefreshAsync(cancel);
        var all = Known;
        return [.. ids.Where(all.ContainsKey).Select(id => all[id])];
    }

    /// <summary>Loads them if they are old; callers at the same time share one load.</summary>
    public Task RefreshAsync(CancellationToken cancel)
    {
        lock (gate)
        {
            if (clock.GetUtcNow() < due)
            {
                return Task.CompletedTask;
            }

            if (loading is null or { IsCompleted: true })
            {
                loading = LoadAsync(cancel);
            }

            return loading;
        }
    }

    /// <summary>The old ones stay when the venue does not answer.</summary>
    private async Task LoadAsync(CancellationToken cancel)
    {
        var answer = await venue.InstrumentsAsync(cancel);
        if (answer.Value is { } instruments)
        {
            Volatile.Write(ref symbols, new SymbolIndex(venueName, instruments.ToFrozenDictionary(instrument => instrument.Id)));
        }

        lock (gate)
        {
            due = clock.GetUtcNow() + (answer.Value is null ? RetryAfter : OldAfter);
        }
    }
}
