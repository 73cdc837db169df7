using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Alpaca;

/// <summary>One element of a market stream's message: a quote, a trade, a change of a book, or what the venue says of the stream itself.</summary>
internal sealed record AlpacaMarketMessage
{
    [JsonPropertyName("T")]
    public string? Type { get; init; }

    [JsonPropertyName("S")]
    public string? Symbol { get; init; }

    [JsonPropertyName("bp")]
    public decimal? Bid { get; init; }

    [JsonPropertyName("ap")]
    public decimal? Ask { get; init; }

    /// <summary>Of a trade.</summary>
    [JsonPropertyName("p")]
    public decimal? Price { get; init; }

    [JsonPropertyName("s")]
    [JsonConverter(typeof(NumberOrNothing))]
    public decimal? Size { get; init; }

    [JsonPropertyName("i")]
    [JsonConverter(typeof(LooseText))]
    public string? Id { get; init; }

    [JsonPropertyName("t")]
    public string? At { get; init; }

    /// <summary>Coins only: which side met the book.</summary>
    [JsonPropertyName("tks")]
    public string? Taker { get; init; }

    [JsonPropertyName("b")]
    public IReadOnlyList<AlpacaLevel>? Bids { get; init; }

    [JsonPropertyName("a")]
    public IReadOnlyList<AlpacaLevel>? Asks { get; init; }

    /// <summary>The book is whole and takes the place of what was before.</summary>
    [JsonPropertyName("r")]
    public bool IsReset { get; init; }

    [JsonPropertyName("msg")]
    public string? Message { get; init; }

    [JsonPropertyName("code")]
    public long? Code { get; init; }

    [JsonPropertyName("trades")]
    public IReadOnlyList<string>? Trades { get; init; }

    [JsonPropertyName("quotes")]
    public IReadOnlyList<string>? Quotes { get; init; }

    [JsonPropertyName("orderbooks")]
    public IReadOnlyList<string>? Books { get; init; }

    [JsonIgnore]
    public InstrumentId Instrument => new(Symbol ?? "");

    /// <summary>The names under which the venue says everything is subscribed.</summary>
    public IEnumerable<string> Subscribed() =>
        [.. Named(AlpacaStreamNames.Trades, Trades), .. Named(AlpacaStreamNames.Quotes, Quotes), .. Named(AlpacaStreamNames.Books, Books)];

    public MarketView View(DateTimeOffset now) => new() { Bid = AlpacaWords.PriceOf(Bid), Ask = AlpacaWords.PriceOf(Ask), At = now };

    public MarketTrade? Trade() => Price is > 0 && Size is > 0
        ? new(Instrument, Id ?? "", new(Price.Value), new(Size.Value), Taker switch { "B" => Side.Buy, "S" => Side.Sell, _ => null }, UnixTime.FromText(At))
        : null;

    public void ApplyTo(OrderBookBuilder book)
    {
        if (IsReset)
        {
            book.Clear();
        }

        foreach (var level in Bids ?? [])
        {
            book.Set(Side.Buy, level.Price, level.Size);
        }

        foreach (var level in Asks ?? [])
        {
            book.Set(Side.Sell, level.Price, level.Size);
        }
    }

    public static List<AlpacaMarketMessage>? Read(ReadOnlySpan<byte> json) => WireJson.Read(json, AlpacaMarketJson.Default.ListAlpacaMarketMessage);

    private static IEnumerable<string> Named(string kind, IReadOnlyList<string>? symbols) => (symbols ?? []).Select(symbol => AlpacaStreamNames.Of(kind, symbol));
}

/// <summary>Streams by name: what, and of which symbol.</summary>
internal static class AlpacaStreamNames
{
    public const string Trades = "trades";
    public const string Quotes = "quotes";
    public const string Books = "orderbooks";

    public static string Of(string kind, string symbol) => $"{kind} {symbol}";

    public static (string Kind, string Symbol) Parts(string name)
    {
        var space = name.IndexOf(' ', StringComparison.Ordinal);
        return (name[..space], name[(space + 1)..]);
    }
}

[JsonSourceGenerationOptions(Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong), typeof(LooseBool)])]
[JsonSerializable(typeof(List<AlpacaMarketMessage>))]
internal sealed partial class AlpacaMarketJson : JsonSerializerContext;
