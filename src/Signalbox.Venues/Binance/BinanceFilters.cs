using Signalbox.Markets;
using Signalbox.Venues.Binance.Spot;

namespace Signalbox.Venues.Binance;

/// <summary>The filters of one symbol; a rule set to zero is no rule.</summary>
internal sealed class BinanceFilters(IReadOnlyList<BinanceFilter>? filters)
{
    public Instrument Apply(Instrument instrument)
    {
        var (price, lot, market) = (Find("PRICE_FILTER"), Find("LOT_SIZE"), Find("MARKET_LOT_SIZE"));
        var notional = Find("NOTIONAL") ?? Find("MIN_NOTIONAL");
        return instrument with
        {
            TickSize = new(price?.TickSize ?? 0),
            MinPrice = BinanceWords.PriceOf(price?.MinPrice),
            MaxPrice = BinanceWords.PriceOf(price?.MaxPrice),
            LotSize = new(lot?.StepSize ?? 0),
            MinQuantity = new(lot?.MinQty ?? 0),
            MaxQuantity = Quantity(lot?.MaxQty),
            MaxMarketQuantity = Quantity(market?.MaxQty),
            MinNotional = (notional?.MinNotional ?? notional?.Notional) is > 0 and var least ? new(least) : null,
        };
    }

    private BinanceFilter? Find(string type) => filters?.FirstOrDefault(filter => filter.FilterType == type);

    private static Quantity? Quantity(decimal? value) => value is > 0 ? new(value.Value) : null;
}
