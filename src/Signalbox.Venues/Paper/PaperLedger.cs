using System.Text.Json.Serialization;
using Signalbox.Journal;
using Signalbox.Venues.Matching;

namespace Signalbox.Venues.Paper;

/// <summary>The language of the paper venue's ledger streams.</summary>
public static class PaperLedger
{
    public static readonly EventCodec<LedgerEvent> Codec = new(
        PaperJson.Default.AccountOpened,
        PaperJson.Default.OrderAccepted,
        PaperJson.Default.OrderTriggered,
        PaperJson.Default.StopTrailed,
        PaperJson.Default.OrderFilled,
        PaperJson.Default.OrderReplenished,
        PaperJson.Default.OrderAmended,
        PaperJson.Default.OrderCancelled,
        PaperJson.Default.OrderExpired,
        PaperJson.Default.PriceOverridden,
        PaperJson.Default.PriceReleased);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AccountOpened))]
[JsonSerializable(typeof(OrderAccepted))]
[JsonSerializable(typeof(OrderTriggered))]
[JsonSerializable(typeof(StopTrailed))]
[JsonSerializable(typeof(OrderFilled))]
[JsonSerializable(typeof(OrderReplenished))]
[JsonSerializable(typeof(OrderAmended))]
[JsonSerializable(typeof(OrderCancelled))]
[JsonSerializable(typeof(OrderExpired))]
[JsonSerializable(typeof(PriceOverridden))]
[JsonSerializable(typeof(PriceReleased))]
internal sealed partial class PaperJson : JsonSerializerContext;
