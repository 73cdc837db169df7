using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>An instrument as one exchange lists it: what trading it costs and how much it binds.</summary>
public sealed record Listing
{
    public const decimal DerivativesLeverage = 10m;

    // Costs and profits keep this many places: enough for any contract, and sums of them never round again.
    private const int CostPlaces = 12;
    private const int FeePlaces = 8;

    public required Instrument Instrument { get; init; }

    /// <summary>The maker's fee as a share of the traded value; negative is a rebate. Default 0.</summary>
    public decimal MakerFeeRate { get; init; }

    /// <summary>The taker's fee as a share of the traded value. Default 0.</summary>
    public decimal TakerFeeRate { get; init; }

    /// <summary>How much value one unit of margin carries. Default 1: everything is paid in full.</summary>
    public decimal Leverage { get; init; } = 1m;

    /// <summary>Spot only: the fee is taken from what the trade brings in, so a buyer pays in the base. Default false.</summary>
    public bool FeeInReceived { get; init; }

    /// <summary>The usual leverage of its kind: derivatives on margin, everything else in full.</summary>
    public static Listing Of(Instrument instrument, decimal makerFeeRate, decimal takerFeeRate) => new()
    {
        Instrument = instrument,
        MakerFeeRate = makerFeeRate,
        TakerFeeRate = takerFeeRate,
        Leverage = instrument.Kind is InstrumentKind.Spot or InstrumentKind.Stock or InstrumentKind.Option ? 1m : DerivativesLeverage,
    };

    internal decimal Cost(Quantity quantity, Price price) => decimal.Round(Instrument.Cost(quantity, price), CostPlaces);

    internal static decimal RoundCost(decimal cost) => decimal.Round(cost, CostPlaces);

    /// <summary>Cut off, not rounded up: the fees of many partial fills never exceed what was set aside for the whole.</summary>
    internal decimal Fee(decimal value, bool isMaker) => decimal.Round(
        value * (isMaker ? MakerFeeRate : TakerFeeRate), FeePlaces, MidpointRounding.ToZero);
}
