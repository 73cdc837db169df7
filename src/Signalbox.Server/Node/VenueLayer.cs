using Signalbox.Venues;

namespace Signalbox.Server.Node;

/// <summary>What stands between an account and its venue, besides the adapter: nothing, outside of crash tests.</summary>
internal sealed record VenueLayer(Func<IVenue, IVenue> Over)
{
    public static readonly VenueLayer None = new(venue => venue);
}
