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
