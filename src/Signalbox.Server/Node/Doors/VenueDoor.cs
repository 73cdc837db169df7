using Signalbox.Server.Configuration.Connections;
using Signalbox.Venues;

namespace Signalbox.Server.Node.Doors;

/// <summary>One broker this server can connect to: what a connection of it needs, and how it is opened.</summary>
internal sealed record VenueDoor(BrokerDescription Broker, Func<VenueOpening, IVenue> Open)
{
    /// <summary>Settings every venue over the internet has.</summary>
    public static readonly IReadOnlyList<string> CommonSettings = ["environment", "address", "proxy", "source"];
}
