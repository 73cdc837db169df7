using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues;

public sealed record VenueBalance(string Currency, Money Total, Money Available);

/// <param name="Quantity">Signed: short is negative.</param>
public sealed record VenuePosition(InstrumentId Instrument, Quantity Quantity, Price AveragePrice)
{
    /// <summary>Set where the account is hedged; null for a net position.</summary>
    public PositionSide? Side { get; init; }

    public Money? UnrealisedProfit { get; init; }

    public Price? LiquidationPrice { get; init; }

    public decimal? Leverage { get; init; }

    public MarginMode? MarginMode { get; init; }
}

/// <summary>The venue's truth at one moment: what reconciliation compares with.</summary>
public sealed record VenueSnapshot
{
    public required DateTimeOffset At { get; init; }

    /// <summary>All of them, whoever placed them; stops that wait for their price included.</summary>
    public required IReadOnlyList<OrderReport> OpenOrders { get; init; }

    /// <summary>Those that are not zero. Spot venues have none; what an account holds there is in its balances.</summary>
    public required IReadOnlyList<VenuePosition> Positions { get; init; }

    public required IReadOnlyList<VenueBalance> Balances { get; init; }

    /// <summary>Fills since the time asked for, oldest first.</summary>
    public required IReadOnlyList<FillReport> Fills { get; init; }
}

/// <summary>A query that failed is not an empty answer.</summary>
public readonly record struct VenueAnswer<T>(T? Value, string? Failure)
    where T : class;

public static class VenueAnswer
{
    public static VenueAnswer<T> Of<T>(T value)
        where T : class => new(value, null);

    public static VenueAnswer<T> Failed<T>(string why)
        where T : class => new(null, why);
}
