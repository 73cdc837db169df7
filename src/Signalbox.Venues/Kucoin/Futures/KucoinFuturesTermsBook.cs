using System.Collections.Concurrent;
using Signalbox.Identity;

namespace Signalbox.Venues.Kucoin.Futures;

/// <summary>
/// How positions are kept, of every instrument in use: the venue wants it with each order and refuses what does not fit.
/// Asked once, and then told by the stream.
/// </summary>
internal sealed class KucoinFuturesTermsBook
{
    private readonly ConcurrentDictionary<InstrumentId, KucoinTerms> known = [];

    public KucoinTerms? Find(InstrumentId instrument) => known.TryGetValue(instrument, out var terms) && terms.MarginMode is not null ? terms : null;

    /// <summary>What orders in isolated margin are to carry: the venue keeps no such setting.</summary>
    public decimal? LeverageOf(InstrumentId instrument) => known.TryGetValue(instrument, out var terms) ? terms.Leverage : null;

    public void Learn(InstrumentId instrument, MarginMode mode) => known.AddOrUpdate(
        instrument, static (_, told) => new(told, null), static (_, before, told) => before with { MarginMode = told }, mode);

    public void Learn(InstrumentId instrument, decimal leverage) => known.AddOrUpdate(
        instrument, static (_, told) => new(null, told), static (_, before, told) => before with { Leverage = told }, leverage);
}
