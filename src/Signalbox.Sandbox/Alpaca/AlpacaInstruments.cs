using Signalbox.Markets;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox.Alpaca;

/// <summary>What the sandbox lists: stocks in whole shares, and coins with the filters the venue has for them.</summary>
internal static class AlpacaInstruments
{
    public static readonly IReadOnlyList<PaperInstrument> All =
    [
        Stock("AAPL", middle: 230m, first: 300m),
        Stock("SPY", middle: 600m, first: 500m),
        Stock("TSLA", middle: 350m, first: 200m),
        Coin("BTC", tick: 0.01m, lot: 0.0001m, middle: 84_000m, first: 1.5m),
        Coin("ETH", tick: 0.01m, lot: 0.001m, middle: 3_200m, first: 25m),
    ];

    /// <summary>By its id or its symbol, also as addresses have it; pairs of coins also without their stroke.</summary>
    public static Instrument? Named(SandboxFloor floor, string? symbol)
    {
        var name = Uri.UnescapeDataString(symbol ?? "");
        return floor.Instruments.FirstOrDefault(instrument => instrument.Id.Value == name || instrument.Id.Value.Replace("/", "", StringComparison.Ordinal) == name || AlpacaReports.IdOf(instrument.Id.Value) == name);
    }

    private static PaperInstrument Stock(string symbol, decimal middle, decimal first) => Of(
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
        middle, first);

    private static PaperInstrument Coin(string symbol, decimal tick, decimal lot, decimal middle, decimal first) => Of(
        new()
        {
            Id = new(symbol + "/USD"),
            Kind = InstrumentKind.Spot,
            AssetClass = AssetClass.Crypto,
            Base = symbol,
            Quote = "USD",
            Settle = "USD",
            TickSize = new(tick),
            LotSize = new(lot),
            MinQuantity = new(lot),
            Shortable = false,
        },
        middle, first);

    private static PaperInstrument Of(Instrument instrument, decimal middle, decimal first) => new(instrument, new(middle), DailyMove: 0.02, new QuoteShape
    {
        HalfSpread = instrument.TickSize.Value,
        Step = Math.Max(instrument.TickSize.Value, decimal.Round(middle * 0.00005m, 2)),
        First = new(first),
        Lot = instrument.LotSize,
    });
}
