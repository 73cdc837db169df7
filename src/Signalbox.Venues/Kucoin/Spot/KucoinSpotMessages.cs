using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin.Spot;

/// <summary>An order in the book, one that has ended, or a stop that waits: they differ in what they leave out.</summary>
internal sealed record SpotOrder
{
    public string? Id { get; init; }

    public string? ClientOid { get; init; }

    public string? Symbol { get; init; }

    public string? Type { get; init; }

    public string? Side { get; init; }

    public decimal? Price { get; init; }

    public decimal? Size { get; init; }

    public decimal? DealSize { get; init; }

    public decimal? DealFunds { get; init; }

    public string? TimeInForce { get; init; }

    public bool? PostOnly { get; init; }

    public bool? Active { get; init; }

    /// <summary>As older lists call it.</summary>
    public bool? IsActive { get; init; }

    public bool? CancelExist { get; init; }

    /// <summary>Of a stop: which way the price must come.</summary>
    public string? Stop { get; init; }

    public decimal? StopPrice { get; init; }

    /// <summary>Of a stop.</summary>
    public string? Status { get; init; }

    public long CreatedAt { get; init; }

    public long LastUpdatedAt { get; init; }

    public long StopTriggerTime { get; init; }
}

internal sealed record SpotFill
{
    public string? TradeId { get; init; }

    public string? OrderId { get; init; }

    public string? Symbol { get; init; }

    public string? Side { get; init; }

    public string? Liquidity { get; init; }

    public decimal? Price { get; init; }

    public decimal? Size { get; init; }

    public decimal? Fee { get; init; }

    public string? FeeCurrency { get; init; }

    public long CreatedAt { get; init; }
}

internal sealed record SpotAccount
{
    public string? Currency { get; init; }

    public string? Type { get; init; }

    public decimal? Balance { get; init; }

    public decimal? Available { get; init; }
}

internal sealed record SpotSymbol
{
    public string? Symbol { get; init; }

    public string? BaseCurrency { get; init; }

    public string? QuoteCurrency { get; init; }

    public decimal? BaseMinSize { get; init; }

    public decimal? BaseMaxSize { get; init; }

    public decimal? BaseIncrement { get; init; }

    public decimal? PriceIncrement { get; init; }

    public decimal? MinFunds { get; init; }

    public bool? EnableTrading { get; init; }
}

internal sealed record SpotSymbols(IReadOnlyList<string>? Symbols);

internal sealed record SpotTicker
{
    public decimal? Price { get; init; }

    public decimal? BestBid { get; init; }

    public decimal? BestAsk { get; init; }
}

/// <summary>Two orders of which one cancels the other.</summary>
internal sealed record SpotPair
{
    public string? OrderId { get; init; }

    public string? Symbol { get; init; }

    public string? ClientOid { get; init; }

    public string? Status { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong), typeof(LooseText)])]
[JsonSerializable(typeof(KucoinAnswer<SpotOrder>))]
[JsonSerializable(typeof(KucoinAnswer<SpotPair>))]
[JsonSerializable(typeof(KucoinAnswer<SpotTicker>))]
[JsonSerializable(typeof(KucoinAnswer<SpotSymbols>))]
[JsonSerializable(typeof(KucoinAnswer<IReadOnlyList<SpotOrder>>))]
[JsonSerializable(typeof(KucoinAnswer<IReadOnlyList<SpotAccount>>))]
[JsonSerializable(typeof(KucoinAnswer<IReadOnlyList<SpotSymbol>>))]
[JsonSerializable(typeof(KucoinAnswer<KucoinPage<SpotOrder>>))]
[JsonSerializable(typeof(KucoinAnswer<KucoinPage<SpotFill>>))]
internal sealed partial class KucoinSpotJson : JsonSerializerContext;
