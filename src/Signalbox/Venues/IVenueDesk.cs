using Signalbox.Identity;

namespace Signalbox.Venues;

/// <summary>
/// What an account can be asked and told beyond its orders: who may do what, what it costs, how positions are kept. The
/// account itself needs none of it, so <see cref="IVenue"/> stays small; people, the API and checks at connection do.
/// </summary>
public interface IVenueDesk
{
    /// <summary>How the connection stands, and the sentence that mends it.</summary>
    ConnectionHealth Health { get; }

    /// <summary>Rate limits as they stand: how much is used of how much.</summary>
    IReadOnlyList<LimitHeadroom> Headroom { get; }

    /// <summary>What to add to our time to get the venue's; null before it was measured.</summary>
    TimeSpan? ClockOffset => null;

    Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel);

    Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(CancellationToken cancel);

    Task<VenueAnswer<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancel);

    Task<VenueAnswer<TradingFees>> FeesAsync(InstrumentId instrument, CancellationToken cancel);

    /// <summary>Leverage, margin mode and position mode as they hold for an instrument.</summary>
    Task<VenueAnswer<PositionTerms>> PositionTermsAsync(InstrumentId instrument, CancellationToken cancel);

    Task<VenueOutcome> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancel);

    Task<VenueOutcome> SetMarginModeAsync(InstrumentId instrument, MarginMode mode, CancellationToken cancel);

    Task<VenueOutcome> SetPositionModeAsync(PositionMode mode, CancellationToken cancel);

    /// <summary>Cancels every open order of an instrument.</summary>
    Task<VenueOutcome> CancelAllAsync(InstrumentId instrument, CancellationToken cancel);

    /// <summary>Sends several orders, in batches where the venue has them; one outcome each, in order.</summary>
    Task<IReadOnlyList<VenueOutcome>> PlaceManyAsync(IReadOnlyList<PlaceOrder> orders, CancellationToken cancel);

    /// <summary>Cancels several orders, in batches where the venue has them; one outcome each, in order.</summary>
    Task<IReadOnlyList<VenueOutcome>> CancelManyAsync(IReadOnlyList<CancelOrder> cancellations, CancellationToken cancel);

    /// <summary>Trades, books and quotes as they happen; reconnects by itself and ends only when cancelled.</summary>
    IAsyncEnumerable<MarketEvent> MarketStreamAsync(MarketSubscription subscription, CancellationToken cancel);
}
