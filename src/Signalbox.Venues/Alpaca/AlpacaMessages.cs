using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Alpaca;

/// <summary>An order in every answer and event that has one; orders of several legs carry them inside.</summary>
internal sealed record AlpacaOrder
{
    public string? Id { get; init; }

    public string? ClientOrderId { get; init; }

    public string? SubmittedAt { get; init; }

    public string? CreatedAt { get; init; }

    public string? UpdatedAt { get; init; }

    public string? FilledAt { get; init; }

    public string? ReplacedBy { get; init; }

    public string? Symbol { get; init; }

    public string? AssetClass { get; init; }

    public decimal? Notional { get; init; }

    public decimal? Qty { get; init; }

    public decimal? FilledQty { get; init; }

    public decimal? FilledAvgPrice { get; init; }

    public string? OrderClass { get; init; }

    public string? OrderType { get; init; }

    public string? Type { get; init; }

    public string? Side { get; init; }

    public string? PositionIntent { get; init; }

    public string? TimeInForce { get; init; }

    public decimal? LimitPrice { get; init; }

    public decimal? StopPrice { get; init; }

    public string? Status { get; init; }

    public IReadOnlyList<AlpacaOrder>? Legs { get; init; }
}

/// <summary>One execution among the account's activities.</summary>
internal sealed record AlpacaActivity
{
    public string? Id { get; init; }

    public string? ActivityType { get; init; }

    public string? TransactionTime { get; init; }

    public decimal? Price { get; init; }

    public decimal? Qty { get; init; }

    public decimal? CumQty { get; init; }

    public string? Side { get; init; }

    public string? Symbol { get; init; }

    public string? OrderId { get; init; }
}

internal sealed record AlpacaPosition
{
    public string? Symbol { get; init; }

    public string? AssetClass { get; init; }

    public decimal? AvgEntryPrice { get; init; }

    public decimal? Qty { get; init; }

    public decimal? QtyAvailable { get; init; }

    public string? Side { get; init; }

    public decimal? CostBasis { get; init; }

    public decimal? UnrealizedPl { get; init; }
}

internal sealed record AlpacaAccount
{
    public string? Id { get; init; }

    public string? Status { get; init; }

    public string? Currency { get; init; }

    public decimal? Cash { get; init; }

    public decimal? Equity { get; init; }

    public decimal? BuyingPower { get; init; }

    public bool? TradingBlocked { get; init; }

    public bool? AccountBlocked { get; init; }

    public bool? TradeSuspendedByUser { get; init; }

    public decimal? Multiplier { get; init; }
}

internal sealed record AlpacaAsset
{
    public string? Class { get; init; }

    public string? Symbol { get; init; }

    public string? Status { get; init; }

    public bool? Tradable { get; init; }

    public bool? Shortable { get; init; }

    public bool? EasyToBorrow { get; init; }

    public string? BorrowStatus { get; init; }

    public bool? Fractionable { get; init; }

    public decimal? MinOrderSize { get; init; }

    public decimal? MinTradeIncrement { get; init; }

    public decimal? PriceIncrement { get; init; }
}

internal sealed record AlpacaContracts(IReadOnlyList<AlpacaContract>? OptionContracts, string? NextPageToken);

internal sealed record AlpacaContract
{
    public string? Symbol { get; init; }

    public string? Status { get; init; }

    public bool? Tradable { get; init; }

    public string? ExpirationDate { get; init; }

    public string? UnderlyingSymbol { get; init; }

    public string? Type { get; init; }

    public decimal? StrikePrice { get; init; }

    public decimal? Multiplier { get; init; }

    public decimal? Size { get; init; }
}

internal sealed record AlpacaClock(string? Timestamp, bool? IsOpen);

/// <summary>What became of one order of several that were to be cancelled.</summary>
internal sealed record AlpacaEnded(string? Id, long? Status);

/// <summary>A message of the account's stream.</summary>
internal sealed record AlpacaFrame(string? Stream, AlpacaNews? Data);

internal sealed record AlpacaNews
{
    public string? Event { get; init; }

    public AlpacaOrder? Order { get; init; }

    public string? ExecutionId { get; init; }

    public string? Timestamp { get; init; }

    public string? At { get; init; }

    public decimal? Price { get; init; }

    public decimal? Qty { get; init; }

    public decimal? PositionQty { get; init; }

    /// <summary>Of a log-in.</summary>
    public string? Status { get; init; }

    public string? Action { get; init; }

    public IReadOnlyList<string>? Streams { get; init; }

    /// <summary>Of a complaint about what we said.</summary>
    public string? Error { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong), typeof(LooseText), typeof(LooseBool)])]
[JsonSerializable(typeof(AlpacaOrder))]
[JsonSerializable(typeof(List<AlpacaOrder>))]
[JsonSerializable(typeof(List<AlpacaActivity>))]
[JsonSerializable(typeof(AlpacaPosition))]
[JsonSerializable(typeof(List<AlpacaPosition>))]
[JsonSerializable(typeof(AlpacaAccount))]
[JsonSerializable(typeof(AlpacaAsset))]
[JsonSerializable(typeof(List<AlpacaAsset>))]
[JsonSerializable(typeof(AlpacaContracts))]
[JsonSerializable(typeof(AlpacaContract))]
[JsonSerializable(typeof(AlpacaClock))]
[JsonSerializable(typeof(List<AlpacaEnded>))]
[JsonSerializable(typeof(AlpacaFrame))]
internal sealed partial class AlpacaJson : JsonSerializerContext;
