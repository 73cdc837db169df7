using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Venues.Paper;

/// <summary>An instrument with what its simulated market needs: where its price lives and how it is quoted.</summary>
public sealed record PaperInstrument(Instrument Instrument, Price Middle, double DailyMove, QuoteShape Quotes)
{
    public Listing ListingFor(PaperOptions options) =>
        Listing.Of(Instrument, options.MakerFeeBps / 10_000m, options.TakerFeeBps / 10_000m);

    public PricePath PathFor(ulong seed) => new(seed, Instrument.Id, Middle, DailyMove, Instrument.TickSize);
}

/// <summary>What the paper venue trades, with the filters that real venues use for the same.</summary>
public static class PaperInstruments
{
    public static readonly IReadOnlyList<PaperInstrument> All =
    [
        Perpetual("BTC", tick: 0.1m, lot: 0.001m, middle: 84_000m, dailyMove: 0.025, first: 1.5m),
        Perpetual("ETH", tick: 0.01m, lot: 0.001m, middle: 3_200m, dailyMove: 0.03, first: 25m),
        Perpetual("SOL", tick: 0.01m, lot: 0.1m, middle: 150m, dailyMove: 0.04, first: 300m),
        Stock("AAPL", middle: 230m, dailyMove: 0.015, first: 300m),
        Stock("SPY", middle: 600m, dailyMove: 0.01, first: 500m),
        Future("MNQ", tick: 0.25m, contractSize: 2m, middle: 21_500m, dailyMove: 0.012, first: 10m),
    ];

    private static PaperInstrument Perpetual(string symbol, decimal tick, decimal lot, decimal middle, double dailyMove, decimal first) => new(
        new()
        {
            Id = new(symbol + "USDT"),
            Kind = InstrumentKind.LinearPerpetual,
            AssetClass = AssetClass.Crypto,
            Base = symbol,
            Quote = "USDT",
            Settle = "USDT",
            TickSize = new(tick),
            LotSize = new(lot),
            MinQuantity = new(lot),
            MinNotional = new(5m),
        },
        new(middle), dailyMove, Shape(tick, lot, middle, first));

    private static PaperInstrument Stock(string symbol, decimal middle, double dailyMove, decimal first) => new(
        new()
        {
            Id = new(symbol),
            Kind = InstrumentKind.Stock,
            AssetClass = AssetClass.Stocks,
            Base = symbol,
            Quote = "USD",
            Settle = "USD",
            TickSize = new(0.01m),
            LotSize = new(1m),
            MinQuantity = new(1m),
        },
        new(middle), dailyMove, Shape(0.01m, 1m, middle, first));

    private static PaperInstrument Future(string symbol, decimal tick, decimal contractSize, decimal middle, double dailyMove, decimal first) => new(
        new()
        {
            Id = new(symbol),
            Kind = InstrumentKind.LinearFuture,
            AssetClass = AssetClass.Futures,
            Base = symbol,
            Quote = "USD",
            Settle = "USD",
            TickSize = new(tick),
            LotSize = new(1m),
            MinQuantity = new(1m),
            ContractSize = contractSize,
        },
        new(middle), dailyMove, Shape(tick, 1m, middle, first));

    // The best quotes are one tick from the middle; each level lies half a hundredth of a per cent further out.
    private static QuoteShape Shape(decimal tick, decimal lot, decimal middle, decimal first) => new()
    {
        HalfSpread = tick,
        Step = Math.Max(tick, PricePath.Nearest(new(middle * 0.00005m), new(tick)).Value),
        First = new(first),
        Lot = new(lot),
    };
}
