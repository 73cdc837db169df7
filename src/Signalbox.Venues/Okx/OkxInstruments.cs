using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>What is traded, with the filters of its orders; a rule set to zero is no rule. Contracts are counted, not weighed.</summary>
internal static class OkxInstruments
{
    /// <summary>The contracts of one kind and currency: what stands before the date or the word SWAP.</summary>
    public static string FamilyOf(InstrumentId instrument)
    {
        var end = instrument.Value.LastIndexOf('-');
        return end > 0 ? instrument.Value[..end] : instrument.Value;
    }

    /// <summary>Null for what is no instrument of the product.</summary>
    public static Instrument? Decode(OkxProduct product, OkxInstrument told)
    {
        if (told is not { InstId: { } id } || told.InstType != product.Word || KindOf(product, told.CtType) is not { } kind)
        {
            return null;
        }

        // Contracts name no currencies of their own; their index does.
        var pair = (told.Uly is { Length: > 0 } index ? index : FamilyOf(new(id))).Split('-');
        var from = told.BaseCcy is { Length: > 0 } named ? named : pair[0];
        var to = told.QuoteCcy is { Length: > 0 } quoted ? quoted : pair[^1];
        return new()
        {
            Id = new(id),
            Kind = kind,
            AssetClass = AssetClass.Crypto,
            Base = from,
            Quote = to,
            Settle = told.SettleCcy is { Length: > 0 } settle ? settle : to,
            TickSize = new(told.TickSz ?? 0),
            LotSize = new(told.LotSz ?? 0),
            MinQuantity = new(told.MinSz ?? 0),
            MaxQuantity = QuantityOf(told.MaxLmtSz),
            // Of spot it is an amount of the quote currency.
            MaxMarketQuantity = product.IsSpot ? null : QuantityOf(told.MaxMktSz),
            MaxLeverage = product.IsSpot ? null : told.Lever,
            Status = OkxWords.StatusOf(told.State),
            ContractSize = product.IsSpot ? 1m : (told.CtVal is { } value and > 0 ? value : 1m) * (told.CtMult is { } times and > 0 ? times : 1m),
            Shortable = !product.IsSpot,
            Expiry = product == OkxProduct.Futures && told.ExpTime > 0 ? DateOnly.FromDateTime(UnixTime.FromMilliseconds(told.ExpTime).UtcDateTime) : null,
        };
    }

    private static InstrumentKind? KindOf(OkxProduct product, string? contract) => (product, contract) switch
    {
        (OkxProduct.Spot, _) => InstrumentKind.Spot,
        (OkxProduct.Swap, "linear") => InstrumentKind.LinearPerpetual,
        (OkxProduct.Swap, "inverse") => InstrumentKind.InversePerpetual,
        (OkxProduct.Futures, "linear") => InstrumentKind.LinearFuture,
        (OkxProduct.Futures, "inverse") => InstrumentKind.InverseFuture,
        _ => null,
    };

    private static Quantity? QuantityOf(decimal? value) => value is > 0 ? new(value.Value) : null;
}
