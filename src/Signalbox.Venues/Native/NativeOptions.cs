using Signalbox.Venues.Connections;

namespace Signalbox.Venues.Native;

/// <summary>What every native adapter can be told, whatever its venue.</summary>
public abstract record NativeOptions
{
    /// <summary>How long a whole exchange may take. Default 5 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    public EgressRoute Route { get; init; } = EgressRoute.Direct;

    public ConnectionKeeperOptions Keeper { get; init; } = new();

    /// <summary>How long a listing of the instruments is used before they are listed again. Default 10 min.</summary>
    public TimeSpan InstrumentsFreshFor { get; init; } = TimeSpan.FromMinutes(10);
}
