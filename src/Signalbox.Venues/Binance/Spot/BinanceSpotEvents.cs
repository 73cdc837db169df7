using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Spot;

/// <summary>What spot's account stream says, in our words.</summary>
public static class BinanceSpotEvents
{
    /// <summary>Reads one message, wrapped or bare. Null when it is not what the documentation says.</summary>
    public static SpotNews? Read(ReadOnlySpan<byte> json)
    {
        if (WireJson.Read(json, SpotEventJson.Default.SpotMessage) is not { } message)
        {
            return null;
        }

        if (message.Event is null && message.Type is null)
        {
            return message.Status is { } status ? new([], Answer: status, Error: message.Error is { } error ? $"{error.Code}: {error.Message}" : null) : null;
        }

        var happened = message.Event ?? WireJson.Read(json, SpotEventJson.Default.SpotEvent)!;
        return happened.Type switch
        {
            "executionReport" => Execution(happened) is { } told ? new(told) : null,
            "outboundAccountPosition" => new([new VenueEvent.BalancesChanged([.. (happened.Balances ?? []).Select(balance =>
                new VenueBalance(balance.Asset, new(balance.Free + balance.Locked), new(balance.Free)))])]),
            "serverShutdown" or "eventStreamTerminated" => new([], Ended: happened.Type),
            // Lists, transfers and locks: the orders and balances they concern are told by themselves.
            _ => new([]),
        };
    }

    /// <summary>A fill is told before the report that counts it.</summary>
    private static VenueEvent[]? Execution(SpotEvent told)
    {
        if (Report(told) is not { } report)
        {
            return null;
        }

        return told is { Execution: "TRADE", TradeId: >= 0 } && told.LastQuantity > 0
            ? [new VenueEvent.Executed(Fill(told, report)), new VenueEvent.OrderChanged(report)]
            : [new VenueEvent.OrderChanged(report)];
    }

    private static OrderReport? Report(SpotEvent told)
    {
        var isConditional = told.OrderType is "STOP_LOSS" or "STOP_LOSS_LIMIT" or "TAKE_PROFIT" or "TAKE_PROFIT_LIMIT";
        if (BinanceSpotCodec.TypeOf(told.OrderType, told.TrailingDelta is not null) is not { } type
            || BinanceWords.StateOf(told.Status, isConditional && told.IsWorking == true) is not { } state
            || BinanceWords.SideOf(told.Side) is not { } side || told is not { Symbol: { } symbol, OrderId: > 0 })
        {
            return null;
        }

        // A cancelled order carries the id of the cancellation; its own is the original one. An amended one goes by the new.
        var id = told is { Execution: not "REPLACED", OriginalClientId: { Length: > 0 } original } ? original : told.ClientId;
        return new()
        {
            ClientOrderId = BinanceIds.Read(id),
            ForeignClientId = BinanceIds.Read(id) is null ? id : null,
            VenueOrderId = new(BinanceSpotCodec.Number(told.OrderId)),
            Instrument = new(symbol),
            Side = side,
            Type = type.Type,
            TakesProfit = type.TakesProfit,
            PostOnly = type.PostOnly,
            State = state,
            Quantity = new(told.Quantity),
            FilledQuantity = new(told.Filled),
            AveragePrice = told.Filled > 0 && told.FilledCost > 0 ? new(told.FilledCost / told.Filled) : null,
            LimitPrice = BinanceWords.PriceOf(told.Price),
            StopPrice = BinanceWords.PriceOf(told.StopPrice),
            TimeInForce = BinanceWords.LifeOf(told.TimeInForce),
            At = UnixTime.FromMilliseconds(told.TransactedAt),
            Reason = told.ExpiryReason ?? (told.RejectReason is null or "NONE" ? null : told.RejectReason),
        };
    }

    private static FillReport Fill(SpotEvent told, OrderReport report) => new()
    {
        FillId = new(BinanceSpotCodec.Number(told.TradeId)),
        ClientOrderId = report.ClientOrderId,
        VenueOrderId = report.VenueOrderId,
        Instrument = report.Instrument,
        Side = report.Side,
        Quantity = new(told.LastQuantity),
        Price = new(told.LastPrice),
        Fee = new(told.Commission ?? 0),
        FeeCurrency = told.CommissionAsset,
        IsMaker = told.IsMaker,
        At = report.At,
    };
}

/// <param name="Answer">The status of an answer to a request of ours.</param>
/// <param name="Ended">The venue says that the stream ends.</param>
public sealed record SpotNews(IReadOnlyList<VenueEvent> Events, int? Answer = null, string? Error = null, string? Ended = null);

internal sealed record SpotMessage
{
    [JsonPropertyName("event")]
    public SpotEvent? Event { get; init; }

    [JsonPropertyName("e")]
    public string? Type { get; init; }

    [JsonPropertyName("status")]
    public int? Status { get; init; }

    [JsonPropertyName("error")]
    public BinanceError? Error { get; init; }
}

internal sealed record SpotEvent
{
    [JsonPropertyName("e")]
    public string? Type { get; init; }

    [JsonPropertyName("s")]
    public string? Symbol { get; init; }

    [JsonPropertyName("c")]
    public string? ClientId { get; init; }

    [JsonPropertyName("C")]
    public string? OriginalClientId { get; init; }

    [JsonPropertyName("S")]
    public string? Side { get; init; }

    [JsonPropertyName("o")]
    public string? OrderType { get; init; }

    [JsonPropertyName("f")]
    public string? TimeInForce { get; init; }

    [JsonPropertyName("q")]
    public decimal Quantity { get; init; }

    [JsonPropertyName("p")]
    public decimal Price { get; init; }

    [JsonPropertyName("P")]
    public decimal StopPrice { get; init; }

    [JsonPropertyName("d")]
    public decimal? TrailingDelta { get; init; }

    [JsonPropertyName("x")]
    public string? Execution { get; init; }

    [JsonPropertyName("X")]
    public string? Status { get; init; }

    [JsonPropertyName("r")]
    public string? RejectReason { get; init; }

    [JsonPropertyName("eR")]
    public string? ExpiryReason { get; init; }

    [JsonPropertyName("i")]
    public long OrderId { get; init; }

    [JsonPropertyName("l")]
    public decimal LastQuantity { get; init; }

    [JsonPropertyName("L")]
    public decimal LastPrice { get; init; }

    [JsonPropertyName("z")]
    public decimal Filled { get; init; }

    [JsonPropertyName("Z")]
    public decimal FilledCost { get; init; }

    [JsonPropertyName("n")]
    public decimal? Commission { get; init; }

    [JsonPropertyName("N")]
    public string? CommissionAsset { get; init; }

    [JsonPropertyName("T")]
    public long TransactedAt { get; init; }

    [JsonPropertyName("t")]
    public long TradeId { get; init; }

    [JsonPropertyName("w")]
    public bool? IsWorking { get; init; }

    [JsonPropertyName("m")]
    public bool? IsMaker { get; init; }

    [JsonPropertyName("B")]
    [JsonConverter(typeof(SpotBalances))]
    public IReadOnlyList<SpotEventBalance>? Balances { get; init; }
}

internal sealed record SpotEventBalance(
    [property: JsonPropertyName("a")] string Asset, [property: JsonPropertyName("f")] decimal Free, [property: JsonPropertyName("l")] decimal Locked);

[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong)])]
[JsonSerializable(typeof(SpotMessage))]
[JsonSerializable(typeof(SpotEvent))]
[JsonSerializable(typeof(List<SpotEventBalance>))]
internal sealed partial class SpotEventJson : JsonSerializerContext;
