using Signalbox.Identity;

namespace Signalbox.Venues.Coinbase;

/// <summary>Which product a name belongs to: <c>BTC-USD</c>, <c>BIT-28JUL23-CDE</c>, <c>BTC-PERP-INTX</c>. An account's lists hold all of them.</summary>
internal static class CoinbaseProductNames
{
    private static readonly string[] OwnMarkets = ["USDT-USDC", "EURC-USDC"];

    public static bool Has(this CoinbaseProduct product, InstrumentId instrument) => product == Of(instrument.Value);

    /// <summary>Markets in USDC are those in dollars, and only the account's own stream names them.</summary>
    public static string Streamed(InstrumentId instrument) =>
        instrument.Value.EndsWith("-USDC", StringComparison.Ordinal) && !OwnMarkets.Contains(instrument.Value) ? instrument.Value[..^1] : instrument.Value;

    private static CoinbaseProduct Of(string name) => name.EndsWith("-INTX", StringComparison.Ordinal) ? CoinbaseProduct.Perpetuals
        : name.EndsWith("-CDE", StringComparison.Ordinal) ? CoinbaseProduct.Futures
        : CoinbaseProduct.Spot;
}
