using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Alpaca;

/// <summary>Quotes and books that were asked for. The venue leaves out what it does not know.</summary>
public static class AlpacaQuotes
{
    /// <summary>A quote stands until the next one: what is answered now holds now.</summary>
    public static MarketView? Quote(InstrumentId instrument, ReadOnlySpan<byte> json, DateTimeOffset now) =>
        WireJson.Read(json, AlpacaQuoteJson.Default.AlpacaLatest) is not { } latest ? null
        : (latest.Quotes?.GetValueOrDefault(instrument.Value) ?? latest.Quote) is not { } quote ? null
        : AlpacaWords.PriceOf(quote.Bid) is null && AlpacaWords.PriceOf(quote.Ask) is null ? null
        : new() { Bid = AlpacaWords.PriceOf(quote.Bid), Ask = AlpacaWords.PriceOf(quote.Ask), At = now };

    public static Price? LastPrice(InstrumentId instrument, ReadOnlySpan<byte> json) =>
        WireJson.Read(json, AlpacaQuoteJson.Default.AlpacaLatest) is { } latest
            ? AlpacaWords.PriceOf((latest.Trades?.GetValueOrDefault(instrument.Value) ?? latest.Trade)?.Price)
            : null;

    public static BookSnapshot? Book(InstrumentId instrument, ReadOnlySpan<byte> json) =>
        WireJson.Read(json, AlpacaQuoteJson.Default.AlpacaLatest)?.Orderbooks?.GetValueOrDefault(instrument.Value) is { Bids: { } bids, Asks: { } asks }
            ? new(0, [.. bids.Select(level => new BookLevel(level.Price, level.Size))], [.. asks.Select(level => new BookLevel(level.Price, level.Size))])
            : null;
}

internal sealed record AlpacaLatest
{
    public Dictionary<string, AlpacaQuote>? Quotes { get; init; }

    public AlpacaQuote? Quote { get; init; }

    public Dictionary<string, AlpacaTrade>? Trades { get; init; }

    public AlpacaTrade? Trade { get; init; }

    public Dictionary<string, AlpacaBook>? Orderbooks { get; init; }
}

internal sealed record AlpacaQuote([property: JsonPropertyName("bp")] decimal? Bid, [property: JsonPropertyName("ap")] decimal? Ask);

internal sealed record AlpacaTrade([property: JsonPropertyName("p")] decimal? Price);

internal sealed record AlpacaBook(
    [property: JsonPropertyName("b")] IReadOnlyList<AlpacaLevel>? Bids, [property: JsonPropertyName("a")] IReadOnlyList<AlpacaLevel>? Asks);

internal sealed record AlpacaLevel([property: JsonPropertyName("p")] decimal Price, [property: JsonPropertyName("s")] decimal Size);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull)])]
[JsonSerializable(typeof(AlpacaLatest))]
internal sealed partial class AlpacaQuoteJson : JsonSerializerContext;
