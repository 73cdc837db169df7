using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Usdm;

/// <summary>One message of the account stream. What stands in <c>o</c> is an order in some events and a word in others.</summary>
internal sealed record UsdmMessage
{
    [JsonPropertyName("e")]
    public string? Type { get; init; }

    [JsonPropertyName("T")]
    public long TransactedAt { get; init; }

    [JsonPropertyName("o")]
    public JsonElement? Order { get; init; }

    [JsonPropertyName("a")]
    [JsonConverter(typeof(UsdmAccountOrNothing))]
    public UsdmAccount? Account { get; init; }
}

/// <summary>An order in the events of both kinds of orders.</summary>
internal sealed record UsdmEventOrder
{
    [JsonPropertyName("s")]
    public string? Symbol { get; init; }

    [JsonPropertyName("c")]
    public string? ClientId { get; init; }

    [JsonPropertyName("S")]
    public string? Side { get; init; }

    [JsonPropertyName("o")]
    public string? OrderType { get; init; }

    [JsonPropertyName("ot")]
    public string? OriginalType { get; init; }

    [JsonPropertyName("f")]
    public string? TimeInForce { get; init; }

    [JsonPropertyName("q")]
    public decimal Quantity { get; init; }

    [JsonPropertyName("p")]
    public decimal? Price { get; init; }

    [JsonPropertyName("ap")]
    public decimal? AveragePrice { get; init; }

    [JsonPropertyName("sp")]
    public decimal? StopPrice { get; init; }

    [JsonPropertyName("tp")]
    public decimal? TriggerPrice { get; init; }

    [JsonPropertyName("x")]
    public string? Execution { get; init; }

    [JsonPropertyName("X")]
    public string? Status { get; init; }

    [JsonPropertyName("i")]
    public long OrderId { get; init; }

    [JsonPropertyName("l")]
    public decimal LastQuantity { get; init; }

    [JsonPropertyName("z")]
    public decimal Filled { get; init; }

    [JsonPropertyName("L")]
    public decimal LastPrice { get; init; }

    [JsonPropertyName("n")]
    public decimal? Commission { get; init; }

    [JsonPropertyName("N")]
    public string? CommissionAsset { get; init; }

    [JsonPropertyName("T")]
    public long TradedAt { get; init; }

    [JsonPropertyName("t")]
    public long TradeId { get; init; }

    [JsonPropertyName("m")]
    public bool? IsMaker { get; init; }

    [JsonPropertyName("R")]
    public bool? ReduceOnly { get; init; }

    [JsonPropertyName("ps")]
    public string? PositionSide { get; init; }

    [JsonPropertyName("er")]
    public string? ExpiryReason { get; init; }

    [JsonPropertyName("caid")]
    public string? ClientAlgoId { get; init; }

    [JsonPropertyName("aid")]
    public long AlgoId { get; init; }

    [JsonPropertyName("ai")]
    public string? ActualOrderId { get; init; }

    [JsonPropertyName("rm")]
    public string? FailedReason { get; init; }
}

internal sealed record UsdmAccount(
    [property: JsonPropertyName("B")] IReadOnlyList<UsdmAccountBalance>? Balances,
    [property: JsonPropertyName("P")] IReadOnlyList<UsdmAccountPosition>? Positions);

internal sealed record UsdmAccountBalance(
    [property: JsonPropertyName("a")] string? Asset, [property: JsonPropertyName("wb")] decimal Wallet, [property: JsonPropertyName("cw")] decimal? CrossWallet);

internal sealed record UsdmAccountPosition
{
    [JsonPropertyName("s")]
    public string? Symbol { get; init; }

    [JsonPropertyName("pa")]
    public decimal Amount { get; init; }

    [JsonPropertyName("ep")]
    public decimal EntryPrice { get; init; }

    [JsonPropertyName("up")]
    public decimal? Unrealised { get; init; }

    [JsonPropertyName("mt")]
    public string? MarginType { get; init; }

    [JsonPropertyName("ps")]
    public string? Side { get; init; }
}

/// <summary>The same letter is a number in other events.</summary>
internal sealed class UsdmAccountOrNothing : JsonConverter<UsdmAccount?>
{
    public override UsdmAccount? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return JsonSerializer.Deserialize(ref reader, UsdmEventJson.Default.UsdmAccount);
        }

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, UsdmAccount? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Accounts are only read.");
}

[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong), typeof(LooseText), typeof(LooseBool)])]
[JsonSerializable(typeof(UsdmMessage))]
[JsonSerializable(typeof(UsdmEventOrder))]
[JsonSerializable(typeof(UsdmAccount))]
internal sealed partial class UsdmEventJson : JsonSerializerContext;
