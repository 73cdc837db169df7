using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues;

/// <summary>
/// One account at one venue. Calls never throw for what a venue or a network does: they end in an outcome.
/// Implementations may be called concurrently.
/// </summary>
public interface IVenue : IAsyncDisposable
{
    VenueCapabilities Capabilities { get; }

    IMarketData Market { get; }

    /// <summary>What people may ask of the connection; null where it offers nothing.</summary>
    IVenueDesk? Desk => this as IVenueDesk;

    /// <summary>Null where its book cannot be asked for.</summary>
    IDepthSource? Depth => this as IDepthSource;

    Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel);

    Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel);

    /// <summary>Only where <see cref="VenueCapabilities.NativeOco"/> says so. The outcome is that of both orders.</summary>
    Task<VenueOutcome> PlacePairAsync(PlacePair pair, CancellationToken cancel) => Task.FromResult<VenueOutcome>(
        new VenueOutcome.Rejected(RejectReason.Unsupported, "unsupported", "The venue takes no pairs of orders."));

    Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel);

    Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel);

    Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel);

    /// <summary>Open orders, positions, balances and the fills since a time, as one picture.</summary>
    Task<VenueAnswer<VenueSnapshot>> SnapshotAsync(DateTimeOffset fillsSince, CancellationToken cancel);

    /// <summary>One quote, asked for when the stream has none that is fresh.</summary>
    Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel);

    /// <summary>
    /// Orders and fills as they happen. Reconnects by itself and reports each interruption as a gap; ends only when
    /// cancelled.
    /// </summary>
    IAsyncEnumerable<VenueEvent> PrivateStreamAsync(CancellationToken cancel);
}
