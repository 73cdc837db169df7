
namespace Signalbox.Venues.Bybit;

/// <summary>Positions and balances as answers and streams tell them, in our words.</summary>
internal static class BybitHoldings
{
    /// <summary>Sizes are always positive; the side stands beside, and is empty for a position that has ended.</summary>
    public static VenuePosition Decode(BybitPosition position) => new(
        new(position.Symbol!), new(position.Side == "Sell" ? -(position.Size ?? 0) : position.Size ?? 0), new(position.AvgPrice ?? position.EntryPrice ?? 0))
    {
        Side = BybitWords.PositionSideOf(position.PositionIdx),
        UnrealisedProfit = position.UnrealisedPnl is { } profit ? new(profit) : null,
        LiquidationPrice = BybitWords.PriceOf(position.LiqPrice),
        Leverage = position.Leverage,
        // Unified accounts have one mode for everything and say nothing here.
        MarginMode = position.TradeMode == 1 ? MarginMode.Isolated : null,
    };

    public static IReadOnlyList<VenueBalance> Decode(IEnumerable<BybitWallet> wallets) =>
        [.. wallets.SelectMany(wallet => wallet.Coin ?? []).Where(coin => coin.Coin is not null).Select(Decode)];

    private static VenueBalance Decode(BybitCoin coin)
    {
        // What was borrowed stands in the wallet and is not owned.
        var total = (coin.WalletBalance ?? coin.Equity ?? 0) - (coin.SpotBorrow ?? 0);
        return new(coin.Coin!, new(total), new(Math.Max(0, total - (coin.Locked ?? 0) - (coin.TotalOrderMargin ?? 0) - (coin.TotalPositionMargin ?? 0))));
    }
}
