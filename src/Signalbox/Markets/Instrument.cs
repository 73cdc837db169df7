using System.Text.Json.Serialization;
using Signalbox.Identity;

namespace Signalbox.Markets;

/// <summary>One tradable thing at one venue, with the filters the venue enforces.</summary>
public sealed record Instrument
{
    public required InstrumentId Id { get; init; }

    public required InstrumentKind Kind { get; init; }

    public required AssetClass AssetClass { get; init; }

    public required string Base { get; init; }

    public required string Quote { get; init; }

    /// <summary>The currency profit and loss is paid in.</summary>
    public required string Settle { get; init; }

    public required Price TickSize { get; init; }

    public required Quantity LotSize { get; init; }

    public required Quantity MinQuantity { get; init; }

    /// <summary>The largest quantity of one order; null where the venue states none.</summary>
    public Quantity? MaxQuantity { get; init; }

    /// <summary>The smallest value of one order in the quote currency; null where the venue states none.</summary>
    public Money? MinNotional { get; init; }

    /// <summary>The largest quantity of one market order; null where the venue states none of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Quantity? MaxMarketQuantity { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Price? MinPrice { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Price? MaxPrice { get; init; }

    /// <summary>The most leverage the venue allows; null where it has none or does not tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? MaxLeverage { get; init; }

    /// <summary>Whether it can be traded now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TradingStatus Status { get; init; }

    /// <summary>What one contract is worth: units of the base for linear, units of the quote for inverse contracts.</summary>
    public decimal ContractSize { get; init; } = 1m;

    /// <summary>Whether a position below zero is possible.</summary>
    public bool Shortable { get; init; } = true;

    public DateOnly? Expiry { get; init; }

    public Price? Strike { get; init; }

    /// <summary>Of an option: call or put.</summary>
    public ContractRight? Right { get; init; }

    [JsonIgnore]
    public bool IsInverse => Kind is InstrumentKind.InversePerpetual or InstrumentKind.InverseFuture;

    /// <summary>As much of a quantity as one market order may be for.</summary>
    public Quantity AtMostAtMarket(Quantity quantity) =>
        (MaxMarketQuantity ?? MaxQuantity) is { IsZero: false } most ? Rounding.DownToLot(Quantity.Min(quantity, most), LotSize) : quantity;

    /// <summary>
    /// The cost of a quantity at a price, in the settlement currency: what lots add up, so that an average price is
    /// never stored and never drifts by rounding.
    /// </summary>
    public decimal Cost(Quantity quantity, Price price) => IsInverse
        ? quantity.Value * ContractSize / price.Value
        : quantity.Value * ContractSize * price.Value;

    /// <summary>The average price behind a cost; the inverse of <see cref="Cost"/>.</summary>
    public Price AveragePrice(Quantity quantity, decimal cost) => IsInverse
        ? new(quantity.Value * ContractSize / cost)
        : new(cost / (quantity.Value * ContractSize));

    /// <summary>Profit of leaving a position that cost this much for that much; signs follow the position.</summary>
    public Money Profit(decimal entryCost, decimal exitCost) => new(IsInverse ? entryCost - exitCost : exitCost - entryCost);

    /// <summary>The value of a quantity in the quote currency, as minimum-notional filters and money sizes mean it.</summary>
    public Money Notional(Quantity quantity, Price price) => new(IsInverse
        ? quantity.Abs().Value * ContractSize
        : quantity.Abs().Value * ContractSize * price.Value);
}
