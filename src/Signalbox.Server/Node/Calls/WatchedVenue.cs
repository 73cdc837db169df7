using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Connections;

namespace Signalbox.Server.Node.Calls;

/// <summary>Notes every command and question about an order, with what went over the wire for it.</summary>
internal sealed class WatchedVenue(IVenue venue, AccountId account, VenueDesk desk, VenueDesks desks, TimeProvider clock) : IVenue
{
    public VenueCapabilities Capabilities => venue.Capabilities;

    public IMarketData Market => venue.Market;

    public IVenueDesk? Desk => venue.Desk;

    public IDepthSource? Depth => venue.Depth;

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel) => venue.InstrumentsAsync(cancel);

    public Task<VenueOutcome> PlaceAsync(PlaceOrder order, CancellationToken cancel) =>
        WatchAsync("place", [order.Id], order, () => venue.PlaceAsync(order, cancel));

    public Task<VenueOutcome> PlacePairAsync(PlacePair pair, CancellationToken cancel) =>
        WatchAsync("place_pair", [pair.Stop.Id, pair.Target.Id], pair, () => venue.PlacePairAsync(pair, cancel));

    public Task<VenueOutcome> AmendAsync(AmendOrder amendment, CancellationToken cancel) =>
        WatchAsync("amend", [amendment.Id], amendment, () => venue.AmendAsync(amendment, cancel));

    public Task<VenueOutcome> CancelAsync(CancelOrder cancellation, CancellationToken cancel) =>
        WatchAsync("cancel", [cancellation.Id], cancellation, () => venue.CancelAsync(cancellation, cancel));

    public Task<OrderEvidence> QueryAsync(QueryOrder query, CancellationToken cancel) =>
        WatchAsync("query", [query.Id], query, () => venue.QueryAsync(query, cancel));

    public Task<VenueAnswer<VenueSnapshot>> SnapshotAsync(DateTimeOffset fillsSince, CancellationToken cancel) => venue.SnapshotAsync(fillsSince, cancel);

    public Task<VenueAnswer<MarketView>> QuoteAsync(InstrumentId instrument, CancellationToken cancel) => venue.QuoteAsync(instrument, cancel);

    public IAsyncEnumerable<VenueEvent> PrivateStreamAsync(CancellationToken cancel) => venue.PrivateStreamAsync(cancel);

    public ValueTask DisposeAsync()
    {
        desks.Close(account, desk);
        return venue.DisposeAsync();
    }

    private async Task<T> WatchAsync<T>(string what, IReadOnlyList<ClientOrderId> orders, object command, Func<Task<T>> send)
        where T : class
    {
        // Its value falls with this method's flow: nothing else is heard.
        var tap = WireTap.Begin();
        var (at, began) = (clock.GetUtcNow(), clock.GetTimestamp());
        var outcome = await send();
        desk.Calls.Note(new(at, clock.GetElapsedTime(began), what, orders, command, outcome, tap.Heard));
        return outcome;
    }
}
