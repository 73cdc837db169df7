using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Accounts.Orders;

/// <summary>What an order is for.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Leg>))]
public enum Leg
{
    Entry,
    Exit,
    StopLoss,
    TakeProfit,
}
