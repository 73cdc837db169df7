namespace Signalbox.Venues;

/// <summary>What a private stream brings.</summary>
public abstract record VenueEvent
{
    private VenueEvent()
    {
    }

    public sealed record OrderChanged(OrderReport Report) : VenueEvent;

    public sealed record Executed(FillReport Fill) : VenueEvent;

    /// <summary>The venue took a fill back: a trade it declared void.</summary>
    public sealed record FillVoided(FillReport Fill) : VenueEvent;

    /// <summary>What is told of balances; currencies that did not change are left out.</summary>
    public sealed record BalancesChanged(IReadOnlyList<VenueBalance> Balances) : VenueEvent;

    /// <summary>What is told of positions; instruments that did not change are left out.</summary>
    public sealed record PositionsChanged(IReadOnlyList<VenuePosition> Positions) : VenueEvent;

    /// <summary>The stream was interrupted: what happened meanwhile must be asked for.</summary>
    public sealed record Gap(string Why) : VenueEvent;
}
