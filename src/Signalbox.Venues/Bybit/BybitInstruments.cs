using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>What is traded, with the filters of its orders; a rule set to zero is no rule.</summary>
internal static class BybitInstruments
{
    /// <summary>Null for what is no instrument of the product: options, or one without its coins.</summary>
    public static Instrument? Decode(BybitProduct product, BybitInstrument told)
    {
        if (told is not { Symbol: { } symbol, BaseCoin: { } from, QuoteCoin: { } to } || KindOf(product, told.ContractType) is not { } kind)
        {
            return null;
        }

        var (price, lot) = (told.PriceFilter, told.LotSizeFilter);
        return new()
        {
            Id = new(symbol),
            Kind = kind,
            AssetClass = AssetClass.Crypto,
            Base = from,
            Quote = to,
            Settle = product == BybitProduct.Spot ? to : told.SettleCoin ?? (product == BybitProduct.Inverse ? from : to),
            TickSize = new(price?.TickSize ?? 0),
            LotSize = new(lot?.QtyStep ?? lot?.BasePrecision ?? 0),
            MinQuantity = new(lot?.MinOrderQty ?? 0),
            MaxQuantity = Quantity(lot?.MaxLimitOrderQty ?? lot?.MaxOrderQty),
            MaxMarketQuantity = Quantity(lot?.MaxMarketOrderQty ?? lot?.MaxMktOrderQty),
            MinNotional = (lot?.MinNotionalValue ?? lot?.MinOrderAmt) is { } least and > 0 ? new(least) : null,
            MinPrice = BybitWords.PriceOf(price?.MinPrice),
            MaxPrice = BybitWords.PriceOf(price?.MaxPrice),
            MaxLeverage = told.LeverageFilter?.MaxLeverage,
            Status = BybitWords.StatusOf(told.Status),
            Shortable = product != BybitProduct.Spot,
            Expiry = told.DeliveryTime > 0 ? DateOnly.FromDateTime(UnixTime.FromMilliseconds(told.DeliveryTime).UtcDateTime) : null,
        };
    }

    private static InstrumentKind? KindOf(BybitProduct product, string? contract) => (product, contract) switch
    {
        (BybitProduct.Spot, _) => InstrumentKind.Spot,
        (_, "LinearPerpetual") => InstrumentKind.LinearPerpetual,
        (_, "LinearFutures") => InstrumentKind.LinearFuture,
        (_, "InversePerpetual") => InstrumentKind.InversePerpetual,
        (_, "InverseFutures") => InstrumentKind.InverseFuture,
        _ => null,
    };

    private static Quantity? Quantity(decimal? value) => value is > 0 ? new(value.Value) : null;
}
