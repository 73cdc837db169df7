namespace Signalbox.Venues.Bybit;

/// <summary>What the names of contracts tell: some answers leave out the currency a contract settles in.</summary>
internal static class BybitSymbols
{
    /// <summary>The coins that linear contracts settle in; open orders and positions are asked for by coin.</summary>
    public static readonly IReadOnlyList<string?> LinearCoins = ["USDT", "USDC"];

    /// <summary>Everything else is asked for at once.</summary>
    public static readonly IReadOnlyList<string?> AllCoins = [null];

    /// <summary>
    /// <c>BTCUSDT</c> and <c>BTCUSDT-26DEC25</c> settle in USDT, <c>BTCPERP</c> and <c>BTC-26DEC25</c> in USDC, <c>BTCUSD</c> and
    /// <c>BTCUSDZ25</c> in the coin. Null for spot, where the fee's currency depends on the side.
    /// </summary>
    public static string? SettleOf(BybitProduct product, string symbol) => product switch
    {
        BybitProduct.Linear => symbol.EndsWith("USDT", StringComparison.Ordinal) || symbol.Contains("USDT-", StringComparison.Ordinal) ? "USDT" : "USDC",
        BybitProduct.Inverse => symbol.IndexOf("USD", StringComparison.Ordinal) is > 0 and var end ? symbol[..end] : null,
        _ => null,
    };
}
