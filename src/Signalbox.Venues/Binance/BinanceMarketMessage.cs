using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Binance.Spot;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance;

/// <summary>A message of a market stream: a quote, a trade, or a change of a book, which is read further elsewhere.</summary>
internal sealed record BinanceMarketMessage
{
    /// <summary>Null for spot's best quotes, the one event without a name.</summary>
    [JsonPropertyName("e")]
    public string? Type { get; init; }

    [JsonPropertyName("s")]
    public string? Symbol { get; init; }

    [JsonPropertyName("t")]
    public long TradeId { get; init; }

    /// <summary>Aggregated trades: their id. Quotes: the best ask.</summary>
    [JsonPropertyName("a")]
    [JsonConverter(typeof(NumberOrNothing))]
    public decimal? Ask { get; init; }

    [JsonPropertyName("b")]
    [JsonConverter(typeof(NumberOrNothing))]
    public decimal? Bid { get; init; }

    [JsonPropertyName("p")]
    public decimal? Price { get; init; }

    [JsonPropertyName("q")]
    public decimal? Quantity { get; init; }

    [JsonPropertyName("T")]
    public long At { get; init; }

    [JsonPropertyName("m")]
    public bool? IsBuyerMaker { get; init; }

    [JsonIgnore]
    public InstrumentId Instrument => new(Symbol ?? "");

    [JsonIgnore]
    public BinanceMarketKind Kind => Type switch
    {
        null or "bookTicker" when Symbol is not null && Bid is not null => BinanceMarketKind.Quote,
        "trade" or "aggTrade" when Price is not null && Quantity is not null => BinanceMarketKind.Trade,
        "depthUpdate" => BinanceMarketKind.Book,
        "serverShutdown" => BinanceMarketKind.Ending,
        _ => BinanceMarketKind.Other,
    };

    [JsonIgnore]
    public MarketTrade Trade => new(
        Instrument, BinanceSpotCodec.Number(Type == "aggTrade" ? (long)(Ask ?? 0) : TradeId), new(Price ?? 0), new(Quantity ?? 0),
        IsBuyerMaker == true ? Side.Sell : Side.Buy, UnixTime.FromMilliseconds(At));

    public MarketView View(DateTimeOffset now) => new() { Bid = BinanceWords.PriceOf(Bid), Ask = BinanceWords.PriceOf(Ask), At = now };

    public static BinanceMarketMessage? Read(ReadOnlySpan<byte> json) => WireJson.Read(json, BinanceMarketJson.Default.BinanceMarketMessage);
}

internal enum BinanceMarketKind
{
    Other,
    Quote,
    Trade,
    Book,
    Ending,
}

[JsonSourceGenerationOptions(Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong)])]
[JsonSerializable(typeof(BinanceMarketMessage))]
internal sealed partial class BinanceMarketJson : JsonSerializerContext;
