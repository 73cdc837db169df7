using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Coinbase;

/// <summary>A message of the market stream.</summary>
internal sealed record CoinbaseMarketFrame
{
    public string? Channel { get; init; }

    /// <summary>Of an error.</summary>
    public string? Type { get; init; }

    public string? Message { get; init; }

    public long? SequenceNum { get; init; }

    public IReadOnlyList<CoinbaseMarketEvent>? Events { get; init; }

    public static CoinbaseMarketFrame? Read(ReadOnlySpan<byte> json) => WireJson.Read(json, CoinbaseJson.Default.CoinbaseMarketFrame);
}

internal sealed record CoinbaseMarketEvent
{
    /// <summary>All there is, or what is new.</summary>
    public string? Type { get; init; }

    public string? ProductId { get; init; }

    public IReadOnlyList<CoinbaseTicker>? Tickers { get; init; }

    public IReadOnlyList<CoinbaseTrade>? Trades { get; init; }

    public IReadOnlyList<CoinbaseUpdate>? Updates { get; init; }

    public Dictionary<string, IReadOnlyList<string>?>? Subscriptions { get; init; }

    public void ApplyTo(OrderBookBuilder book)
    {
        if (Type == "snapshot")
        {
            book.Clear();
        }

        foreach (var update in Updates ?? [])
        {
            if (CoinbaseWords.SideOf(update.Side) is { } side)
            {
                book.Set(side, update.PriceLevel, update.NewQuantity);
            }
        }
    }
}

internal sealed record CoinbaseTicker(string? ProductId, decimal? Price, decimal? BestBid, decimal? BestAsk)
{
    public MarketView View(DateTimeOffset now) => new()
    {
        Bid = CoinbaseWords.PriceOf(BestBid),
        Ask = CoinbaseWords.PriceOf(BestAsk),
        Last = CoinbaseWords.PriceOf(Price),
        At = now,
    };
}

internal sealed record CoinbaseTrade(string? TradeId, string? ProductId, decimal? Price, decimal? Size, string? Side, string? Time)
{
    /// <summary>The venue names the side that rested in the book; the other one met it.</summary>
    public MarketTrade? Of(InstrumentId instrument) => Price is > 0 && Size is > 0
        ? new(instrument, TradeId ?? "", new(Price.Value), new(Size.Value), CoinbaseWords.SideOf(Side)?.Opposite, UnixTime.FromText(Time))
        : null;
}

internal sealed record CoinbaseUpdate(string? Side, decimal PriceLevel, decimal NewQuantity);
