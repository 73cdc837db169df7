using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin;

/// <summary>Quotes and trades of market streams. Books are read elsewhere.</summary>
internal sealed record KucoinMarketMessage
{
    /// <summary>Futures' best quotes.</summary>
    public decimal? BestBidPrice { get; init; }

    public decimal? BestAskPrice { get; init; }

    /// <summary>Spot's best quotes: a price and a quantity.</summary>
    [JsonConverter(typeof(FirstOfPair))]
    public decimal? Bids { get; init; }

    [JsonConverter(typeof(FirstOfPair))]
    public decimal? Asks { get; init; }

    public decimal? Price { get; init; }

    public decimal? Size { get; init; }

    /// <summary>Of the order that met the book.</summary>
    public string? Side { get; init; }

    public string? TradeId { get; init; }

    /// <summary>Spot.</summary>
    public long Time { get; init; }

    /// <summary>Futures.</summary>
    public long Ts { get; init; }

    public MarketView? View(DateTimeOffset now)
    {
        var (bid, ask) = (KucoinWords.PriceOf(Bids ?? BestBidPrice), KucoinWords.PriceOf(Asks ?? BestAskPrice));
        return bid is null && ask is null ? null : new() { Bid = bid, Ask = ask, At = now };
    }

    public MarketTrade? Trade(InstrumentId instrument) => Price is > 0 and var price && Size is > 0 and var size
        ? new(instrument, TradeId ?? "", new(price), new(size), KucoinWords.SideOf(Side), KucoinWords.TimeOf(Time > 0 ? Time : Ts))
        : null;

    public static KucoinMarketMessage? Read(ReadOnlySpan<byte> data) => WireJson.Read(data, KucoinMarketJson.Default.KucoinMarketMessage);
}

/// <summary>The price of <c>["price","quantity"]</c>; of an empty side there is none.</summary>
internal sealed class FirstOfPair : JsonConverter<decimal?>
{
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        decimal? price = null;
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (index == 0 && reader.TokenType is JsonTokenType.String or JsonTokenType.Number) price = Text.Decimals.TryParse(reader.ValueSpan, out var read) ? read : null;
            else reader.Skip();
        }

        return price;
    }

    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options) => throw new NotSupportedException("These numbers are only read.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong), typeof(LooseText)])]
[JsonSerializable(typeof(KucoinMarketMessage))]
internal sealed partial class KucoinMarketJson : JsonSerializerContext;
