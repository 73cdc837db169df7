using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Signals.Terms;

/// <summary>What kind of order, with the prices that belong to it.</summary>
public sealed record OrderTerms
{
    public required OrderType Type { get; init; }

    /// <summary>For limit and stop-limit orders; absent: the market price when the order is built.</summary>
    public Price? LimitPrice { get; init; }

    public Price? StopPrice { get; init; }

    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? TrailAmount { get; init; }

    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? TrailPercent { get; init; }

    /// <summary>Rest or be refused: never take liquidity.</summary>
    public bool PostOnly { get; init; }

    /// <summary>Iceberg: how much of it shows in the book at a time.</summary>
    public Quantity? VisibleQuantity { get; init; }

    /// <summary>Which quote prices an order that names no price; absent: ask for buys, bid for sells.</summary>
    public QuotePrice? QuotePrice { get; init; }
}

[JsonConverter(typeof(SnakeCaseEnumConverter<QuotePrice>))]
public enum QuotePrice
{
    AskBid,
    Mark,
    Ask,
    Bid,
    Last,
    Mid,
}
