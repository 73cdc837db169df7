using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Contracts;

/// <summary>Orders for the contract, each with an id of its own and sent at once.</summary>
internal static class VenueOrders
{
    public static PlaceOrder Market(VenueHarness harness, Side side, Quantity? quantity = null) =>
        Of(harness, OrderType.Market, side, quantity);

    public static PlaceOrder Limit(VenueHarness harness, Side side, Price price, Quantity? quantity = null) =>
        Of(harness, OrderType.Limit, side, quantity) with { LimitPrice = price };

    public static PlaceOrder Stop(VenueHarness harness, Side side, Price stop, Quantity? quantity = null) =>
        Of(harness, OrderType.Stop, side, quantity) with { StopPrice = stop };

    /// <summary>A bid that rests: a tenth below the market.</summary>
    public static PlaceOrder Far(VenueHarness harness, Quote quote) => Limit(harness, Side.Buy, quote.Times(0.9m));

    public static async Task<Quote> QuoteAsync(VenueHarness harness)
    {
        var instruments = (await harness.Venue.InstrumentsAsync(CancellationToken.None)).Value;
        var view = (await harness.Venue.QuoteAsync(harness.Instrument, CancellationToken.None)).Value;
        Assert.NotNull(instruments);
        Assert.NotNull(view);
        return new(view, instruments.Single(instrument => instrument.Id == harness.Instrument));
    }

    private static PlaceOrder Of(VenueHarness harness, OrderType type, Side side, Quantity? quantity) => new()
    {
        Id = ClientOrderId.Derive(Guid.NewGuid().ToString()),
        Instrument = harness.Instrument,
        Side = side,
        Type = type,
        Quantity = quantity ?? harness.Quantity,
        IntendedAt = harness.Clock.GetUtcNow(),
        SendBy = harness.Clock.GetUtcNow().AddSeconds(20),
    };
}

/// <summary>A market and the instrument it is in.</summary>
internal sealed record Quote(MarketView View, Instrument Instrument)
{
    public Price Mid => View.Mid!.Value;

    /// <summary>A price at a multiple of the middle, on the tick.</summary>
    public Price Times(decimal factor) => Rounding.Down(new(Mid.Value * factor), Instrument.TickSize);
}
