using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues;

/// <summary>A venue whose book can be asked for as it stands. Venues that stream theirs are an <see cref="IVenueDesk"/> instead.</summary>
public interface IDepthSource
{
    /// <param name="levels">At most so many of each side.</param>
    Task<VenueAnswer<DepthView>> DepthAsync(InstrumentId instrument, int levels, CancellationToken cancel);
}
