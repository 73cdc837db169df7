using System.Text.Json.Serialization;
using Signalbox.Venues.Binance.Spot;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Usdm;

/// <summary>What futures answer. An order in every answer that has one; what an answer leaves out is null.</summary>
internal sealed record UsdmOrder
{
    /// <summary>In answers to batches, an element that failed.</summary>
    public long? Code { get; init; }

    public string? Msg { get; init; }

    public string? Symbol { get; init; }

    public long OrderId { get; init; }

    public string? ClientOrderId { get; init; }

    public string? Side { get; init; }

    public string? PositionSide { get; init; }

    public string? Type { get; init; }

    /// <summary>What it was before it triggered.</summary>
    public string? OrigType { get; init; }

    public string? Status { get; init; }

    public string? TimeInForce { get; init; }

    public decimal? Price { get; init; }

    public decimal? AvgPrice { get; init; }

    public decimal? StopPrice { get; init; }

    public decimal? OrigQty { get; init; }

    public decimal? ExecutedQty { get; init; }

    public bool? ReduceOnly { get; init; }

    public long? Time { get; init; }

    public long? UpdateTime { get; init; }
}

/// <summary>An order of the algo service.</summary>
internal sealed record UsdmAlgoOrder
{
    public long AlgoId { get; init; }

    public string? ClientAlgoId { get; init; }

    public string? OrderType { get; init; }

    public string? Symbol { get; init; }

    public string? Side { get; init; }

    public string? PositionSide { get; init; }

    public string? TimeInForce { get; init; }

    public decimal? Quantity { get; init; }

    public string? AlgoStatus { get; init; }

    public decimal? TriggerPrice { get; init; }

    public decimal? ActivatePrice { get; init; }

    public decimal? Price { get; init; }

    public bool? ReduceOnly { get; init; }

    /// <summary>The order it became; empty until it triggered.</summary>
    public string? ActualOrderId { get; init; }

    public long? CreateTime { get; init; }

    public long? UpdateTime { get; init; }
}

internal sealed record UsdmFill
{
    public long Id { get; init; }

    public long OrderId { get; init; }

    public string? Symbol { get; init; }

    public string? Side { get; init; }

    public decimal Price { get; init; }

    public decimal Qty { get; init; }

    public decimal? Commission { get; init; }

    public string? CommissionAsset { get; init; }

    public bool? Maker { get; init; }

    public long Time { get; init; }
}

internal sealed record UsdmPosition
{
    public string? Symbol { get; init; }

    public string? PositionSide { get; init; }

    public decimal PositionAmt { get; init; }

    public decimal EntryPrice { get; init; }

    public decimal? UnRealizedProfit { get; init; }

    public decimal? LiquidationPrice { get; init; }

    public decimal? Leverage { get; init; }

    public string? MarginType { get; init; }

    public decimal? IsolatedMargin { get; init; }
}

internal sealed record UsdmBalance(string? Asset, decimal Balance, decimal? AvailableBalance);

internal sealed record UsdmExchange(IReadOnlyList<BinanceLimit>? RateLimits, IReadOnlyList<UsdmSymbol>? Symbols);

internal sealed record UsdmSymbol
{
    public required string Symbol { get; init; }

    public string? Status { get; init; }

    public string? ContractType { get; init; }

    public long? DeliveryDate { get; init; }

    public string BaseAsset { get; init; } = "";

    public string QuoteAsset { get; init; } = "";

    public string? MarginAsset { get; init; }

    public IReadOnlyList<BinanceFilter>? Filters { get; init; }
}

internal sealed record UsdmFees(string? Symbol, decimal MakerCommissionRate, decimal TakerCommissionRate);

internal sealed record UsdmSymbolTerms(string? Symbol, string? MarginType, decimal? Leverage);

internal sealed record UsdmPositionMode(bool DualSidePosition);

internal sealed record UsdmLeverage(decimal? Leverage, string? Symbol);

internal sealed record UsdmBrackets(string? Symbol, IReadOnlyList<UsdmBracket>? Brackets);

internal sealed record UsdmBracket(decimal InitialLeverage, decimal NotionalCap);

internal sealed record UsdmListenKey(string? ListenKey);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong), typeof(LooseText), typeof(LooseBool)])]
[JsonSerializable(typeof(UsdmOrder))]
[JsonSerializable(typeof(List<UsdmOrder>))]
[JsonSerializable(typeof(UsdmAlgoOrder))]
[JsonSerializable(typeof(List<UsdmAlgoOrder>))]
[JsonSerializable(typeof(List<UsdmFill>))]
[JsonSerializable(typeof(List<UsdmPosition>))]
[JsonSerializable(typeof(List<UsdmBalance>))]
[JsonSerializable(typeof(UsdmExchange))]
[JsonSerializable(typeof(UsdmFees))]
[JsonSerializable(typeof(List<UsdmSymbolTerms>))]
[JsonSerializable(typeof(UsdmPositionMode))]
[JsonSerializable(typeof(UsdmLeverage))]
[JsonSerializable(typeof(List<UsdmBrackets>))]
[JsonSerializable(typeof(UsdmListenKey))]
internal sealed partial class UsdmJson : JsonSerializerContext;
