using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Tests.Venues.Paper;

public sealed class PaperVenueContract : VenueContract
{
    protected override async Task<VenueHarness> StartAsync()
    {
        var world = new PaperWorld();
        var harness = new Harness(world, await world.OpenAsync("ann"));
        await harness.SetPriceAsync(new(80_000m));
        return harness;
    }

    private sealed class Harness(PaperWorld world, PaperVenue venue) : VenueHarness
    {
        public override IVenue Venue => venue;

        public override InstrumentId Instrument => PaperWorld.Btc;

        public override Quantity Quantity => new(0.01m);

        public override Quantity LargeQuantity => new(3m);

        public override Quantity HugeQuantity => new(100m);

        public override TimeProvider Clock => world.Clock;

        public override string NoWire => "The paper venue has no wire: its exchange is in the process.";

        public override Task SetPriceAsync(Price price) => world.SetPriceAsync("ann", price.Value);

        public override Task<IReadOnlyList<RecordedOrder>> RecordAsync()
        {
            var events = world.Journal.Stored(StreamId.PaperLedger(new("ann"))).Select(PaperLedger.Codec.Read).ToArray();
            return Task.FromResult<IReadOnlyList<RecordedOrder>>([.. events.OfType<OrderAccepted>().Select(accepted => new RecordedOrder(
                accepted.Terms.ClientId,
                new(events.OfType<OrderFilled>().Where(fill => fill.Order == accepted.Order).Sum(fill => fill.Quantity.Value))))]);
        }

        public override async ValueTask DisposeAsync()
        {
            await venue.DisposeAsync();
            await world.DisposeAsync();
        }
    }
}
