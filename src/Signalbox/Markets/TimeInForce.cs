using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Markets;

[JsonConverter(typeof(SnakeCaseEnumConverter<TimeInForce>))]
public enum TimeInForce
{
    Day,
    Gtc,
    Gtd,
    Ioc,
    Fok,
    Aon,
    Opg,
    Cls,
}
