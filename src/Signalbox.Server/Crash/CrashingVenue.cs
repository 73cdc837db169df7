using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Server.Crash;

/// <summary>Passes the points that lie beside a request to the venue.</summary>
internal sealed class CrashingVenue(IVenue venue, CrashPlan plan) : IVenue
{
    public VenueCapabilities Capabilities => venue.Capabilities;

    public IMarketData Market => venue.Market;

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) => venue.InstrumentsAsync(cancel);

    public Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel) => SentAsync(venue.PlaceAsync(order, cancel));

    public Task<VenueOutcome> PlacePairAsync(PlacePair pair, CancellationToken cancel) => SentAsync(venue.PlacePairAsync(pair, cancel));

    public Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel) => venue.AmendAsync(amendment, cancel);

    public Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) => venue.CancelAsync(cancellation, cancel);

    public Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel) => venue.QueryAsync(query, cancel);

    public Task<VenueAnswer<VenueSnapshot>> SnapshotAsync(DateTimeOffset fillsSince, CancellationToken cancel) => venue.SnapshotAsync(fillsSince, cancel);

    public Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) => venue.QuoteAsync(instrument, cancel);

    public IAsyncEnumerable<VenueEvent> PrivateStreamAsync(CancellationToken cancel) => venue.PrivateStreamAsync(cancel);

    public ValueTask DisposeAsync() => venue.DisposeAsync();

    private async Task<VenueOutcome> SentAsync(Task<VenueOutcome> sending)
    {
        plan.Pass(CrashPoint.DuringSend);
        var outcome = await sending;
        plan.Pass(CrashPoint.AfterSend);
        return outcome;
    }
}
