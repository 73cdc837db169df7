using System.Globalization;
using Signalbox.Markets;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>The perpetuals on many collaterals that are listed, and the shape of ids.</summary>
internal static class KrakenFuturesListing
{
    public const decimal LeverageMost = 50m;

    public static readonly IReadOnlyList<PaperInstrument> Instruments =
    [
        Perpetual("PF_XBTUSD", "BTC", tick: 1m, lot: 0.0001m, middle: 84_000m, first: 1.5m),
        Perpetual("PF_ETHUSD", "ETH", tick: 0.1m, lot: 0.001m, middle: 3_200m, first: 25m),
        Perpetual("PF_SOLUSD", "SOL", tick: 0.01m, lot: 0.01m, middle: 150m, first: 300m),
    ];

    public static string OrderId(long number) => $"00000000-0000-4000-8000-{number:x12}";

    public static string FillId(long trade) => $"00000000-0000-4000-9000-{trade:x12}";

    /// <summary>Null for what is no order's id of ours.</summary>
    public static long? ReadId(string? id) =>
        id is { Length: 36 } && long.TryParse(id.AsSpan(24), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>How many decimals a quantity may have.</summary>
    public static int QuantityDecimals(Instrument instrument) => instrument.LotSize.Value.Scale;

    /// <summary>As the venue writes it in pairs.</summary>
    public static string CoinOf(Instrument instrument) => instrument.Base == "BTC" ? "XBT" : instrument.Base;

    private static PaperInstrument Perpetual(string symbol, string coin, decimal tick, decimal lot, decimal middle, decimal first) => new(
        new()
        {
            Id = new(symbol),
            Kind = InstrumentKind.LinearPerpetual,
            AssetClass = AssetClass.Crypto,
            Base = coin,
            Quote = "USD",
            Settle = "USD",
            TickSize = new(tick),
            LotSize = new(lot),
            MinQuantity = new(lot),
            MaxLeverage = LeverageMost,
        },
        new(middle),
        DailyMove: 0.03,
        new QuoteShape { HalfSpread = tick, Step = Math.Max(tick, decimal.Round(middle * 0.00005m, 2)), First = new(first), Lot = new(lot) });
}
