using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Markets;

[JsonConverter(typeof(SnakeCaseEnumConverter<AssetClass>))]
public enum AssetClass
{
    Crypto,
    Stocks,
    Futures,
    Options,
    Forex,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<InstrumentKind>))]
public enum InstrumentKind
{
    Spot,
    LinearPerpetual,
    InversePerpetual,
    LinearFuture,
    InverseFuture,
    Stock,
    Option,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<TradingStatus>))]
public enum TradingStatus
{
    Trading,

    /// <summary>Orders can be cancelled and not placed.</summary>
    CancelOnly,

    /// <summary>Not now: an auction, a pause, a market before its first day.</summary>
    Halted,

    /// <summary>Not any more.</summary>
    Delisted,
}
