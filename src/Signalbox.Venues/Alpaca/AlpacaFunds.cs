namespace Signalbox.Venues.Alpaca;

/// <summary>What the account holds, as balances and positions.</summary>
public static class AlpacaFunds
{
    public static IReadOnlyList<VenueBalance> Balances(AlpacaMoney money, IReadOnlyList<AlpacaHolding> holdings)
    {
        var positions = holdings.Where(holding => !holding.IsCoin).Sum(holding => holding.Cost);
        return
        [
            new(money.Currency, new(money.Cash + positions), new(money.BuyingPower)),
            .. holdings.Where(holding => holding.IsCoin).Select(holding =>
                new VenueBalance(CoinOf(holding.Instrument.Value), new(holding.Quantity.Value), new(holding.Available.Value))),
        ];
    }

    public static IReadOnlyList<VenuePosition> Positions(IReadOnlyList<AlpacaHolding> holdings) =>
    [
        .. holdings.Where(holding => !holding.IsCoin && !holding.Quantity.IsZero).Select(holding =>
            new VenuePosition(holding.Instrument, holding.Quantity, holding.AveragePrice) { UnrealisedProfit = holding.UnrealisedProfit }),
    ];

    private static string CoinOf(string pair) => pair.IndexOf('/', StringComparison.Ordinal) is > 0 and var stroke ? pair[..stroke] : pair;
}
