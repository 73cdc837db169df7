using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Markets;

[JsonConverter(typeof(SnakeCaseEnumConverter<OrderType>))]
public enum OrderType
{
    Market,
    Limit,
    Stop,
    StopLimit,
    TrailingStop,
}
