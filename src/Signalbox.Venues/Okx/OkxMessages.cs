using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>What stands around every answer: a list, be it of one.</summary>
internal sealed record OkxAnswer<T>
    where T : class
{
    public string? Code { get; init; }

    public string? Msg { get; init; }

    public IReadOnlyList<T>? Data { get; init; }
}

/// <summary>How one of the things that were asked for ended.</summary>
internal sealed record OkxDone
{
    public string? OrdId { get; init; }

    public string? AlgoId { get; init; }

    public string? SCode { get; init; }

    public string? SMsg { get; init; }
}

/// <summary>An order, asked for or streamed; what streams say of one fill is beside it.</summary>
internal sealed record OkxOrder
{
    public string? InstType { get; init; }

    public string? InstId { get; init; }

    public string? OrdId { get; init; }

    public string? ClOrdId { get; init; }

    public string? AlgoId { get; init; }

    public string? AlgoClOrdId { get; init; }

    public string? Side { get; init; }

    public string? PosSide { get; init; }

    public string? OrdType { get; init; }

    public string? State { get; init; }

    public string? Category { get; init; }

    /// <summary>What kind of waiting order it came from.</summary>
    public string? Source { get; init; }

    public string? TgtCcy { get; init; }

    public decimal? Px { get; init; }

    public decimal? Sz { get; init; }

    public decimal? AccFillSz { get; init; }

    public decimal? AvgPx { get; init; }

    [JsonConverter(typeof(LooseBool))]
    public bool ReduceOnly { get; init; }

    public string? CancelSource { get; init; }

    public string? CancelSourceReason { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? TradeId { get; init; }

    public decimal? FillSz { get; init; }

    public decimal? FillPx { get; init; }

    public decimal? FillFee { get; init; }

    public string? FillFeeCcy { get; init; }

    public long FillTime { get; init; }

    public string? ExecType { get; init; }

    /// <summary>Of an amendment: -1 when it failed.</summary>
    public string? AmendResult { get; init; }

    /// <summary>Why an amendment failed.</summary>
    public string? Msg { get; init; }

    public long CTime { get; init; }

    public long UTime { get; init; }
}

/// <summary>An order that waits for its price, asked for or streamed.</summary>
internal sealed record OkxAlgoOrder
{
    public string? InstType { get; init; }

    public string? InstId { get; init; }

    public string? AlgoId { get; init; }

    public string? AlgoClOrdId { get; init; }

    public string? OrdType { get; init; }

    public string? Side { get; init; }

    public string? PosSide { get; init; }

    public string? State { get; init; }

    public decimal? Sz { get; init; }

    public decimal? TpTriggerPx { get; init; }

    public decimal? TpOrdPx { get; init; }

    public decimal? SlTriggerPx { get; init; }

    public decimal? SlOrdPx { get; init; }

    public decimal? TriggerPx { get; init; }

    public decimal? OrdPx { get; init; }

    public decimal? ActivePx { get; init; }

    public decimal? MoveTriggerPx { get; init; }

    [JsonConverter(typeof(LooseBool))]
    public bool ReduceOnly { get; init; }

    public string? ActualSide { get; init; }

    /// <summary>The order it became; the list where the venue split it.</summary>
    public string? OrdId { get; init; }

    public IReadOnlyList<string>? OrdIdList { get; init; }

    public string? FailCode { get; init; }

    public long CTime { get; init; }

    public long UTime { get; init; }

    /// <summary>Of trailing stops on the stream, in place of the time of their last change: when the frame was written.</summary>
    public long PTime { get; init; }
}

internal sealed record OkxFill
{
    public string? InstType { get; init; }

    public string? InstId { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? TradeId { get; init; }

    public string? OrdId { get; init; }

    public string? ClOrdId { get; init; }

    /// <summary>What pages go on by.</summary>
    public string? BillId { get; init; }

    public string? SubType { get; init; }

    public string? Side { get; init; }

    public decimal? FillPx { get; init; }

    public decimal? FillSz { get; init; }

    public decimal? Fee { get; init; }

    public string? FeeCcy { get; init; }

    public string? ExecType { get; init; }

    public long FillTime { get; init; }

    public long Ts { get; init; }
}

internal sealed record OkxPosition
{
    public string? InstType { get; init; }

    public string? InstId { get; init; }

    public string? PosSide { get; init; }

    public string? MgnMode { get; init; }

    public decimal? Pos { get; init; }

    public decimal? AvgPx { get; init; }

    public decimal? Upl { get; init; }

    public decimal? LiqPx { get; init; }

    public decimal? Lever { get; init; }
}

internal sealed record OkxAccount
{
    public IReadOnlyList<OkxBalance>? Details { get; init; }
}

internal sealed record OkxBalance
{
    public string? Ccy { get; init; }

    public decimal? CashBal { get; init; }

    public decimal? Eq { get; init; }

    public decimal? AvailBal { get; init; }

    public decimal? AvailEq { get; init; }
}

internal sealed record OkxConfig
{
    public string? AcctLv { get; init; }

    public string? PosMode { get; init; }

    public string? Perm { get; init; }

    public string? Ip { get; init; }
}

internal sealed record OkxLeverage
{
    public decimal? Lever { get; init; }

    public string? MgnMode { get; init; }
}

/// <summary>Negative is what the venue takes.</summary>
internal sealed record OkxFees
{
    public decimal? Maker { get; init; }

    public decimal? Taker { get; init; }

    public decimal? MakerU { get; init; }

    public decimal? TakerU { get; init; }

    [JsonPropertyName("makerUSDC")]
    public decimal? MakerUsdc { get; init; }

    [JsonPropertyName("takerUSDC")]
    public decimal? TakerUsdc { get; init; }

    public IReadOnlyList<OkxFeeGroup>? FeeGroup { get; init; }
}

internal sealed record OkxFeeGroup(string? GroupId, decimal? Maker, decimal? Taker);

internal sealed record OkxTime(long Ts);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong)])]
[JsonSerializable(typeof(OkxAnswer<OkxDone>))]
[JsonSerializable(typeof(OkxAnswer<OkxOrder>))]
[JsonSerializable(typeof(OkxAnswer<OkxAlgoOrder>))]
[JsonSerializable(typeof(OkxAnswer<OkxFill>))]
[JsonSerializable(typeof(OkxAnswer<OkxPosition>))]
[JsonSerializable(typeof(OkxAnswer<OkxAccount>))]
[JsonSerializable(typeof(OkxAnswer<OkxConfig>))]
[JsonSerializable(typeof(OkxAnswer<OkxLeverage>))]
[JsonSerializable(typeof(OkxAnswer<OkxFees>))]
[JsonSerializable(typeof(OkxAnswer<OkxInstrument>))]
[JsonSerializable(typeof(OkxAnswer<OkxTicker>))]
[JsonSerializable(typeof(OkxAnswer<OkxTrade>))]
[JsonSerializable(typeof(OkxAnswer<OkxTime>))]
[JsonSerializable(typeof(OkxFrame))]
[JsonSerializable(typeof(OkxPush<OkxOrder>))]
[JsonSerializable(typeof(OkxPush<OkxAlgoOrder>))]
[JsonSerializable(typeof(OkxPush<OkxPosition>))]
[JsonSerializable(typeof(OkxPush<OkxAccount>))]
[JsonSerializable(typeof(OkxPush<OkxTicker>))]
[JsonSerializable(typeof(OkxPush<OkxTrade>))]
internal sealed partial class OkxJson : JsonSerializerContext;
