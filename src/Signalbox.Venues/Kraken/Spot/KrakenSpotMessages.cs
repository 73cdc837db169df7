using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>What spot answers: what was asked for stands beside the errors.</summary>
internal sealed record KrakenResult<T>(T? Result)
    where T : class;

internal sealed record KrakenPlaced(IReadOnlyList<string>? Txid);

internal sealed record KrakenBatch(IReadOnlyList<KrakenBatchItem>? Orders);

internal sealed record KrakenBatchItem(string? Txid, string? Error);

internal sealed record KrakenAmended(string? AmendId);

internal sealed record KrakenEdited(string? Txid, string? Status);

internal sealed record KrakenCancelled(decimal? Count, bool Pending);

/// <summary>One record for open and closed orders, which stand under different names.</summary>
internal sealed record KrakenOrderList(Dictionary<string, KrakenOrder>? Open, Dictionary<string, KrakenOrder>? Closed);

internal sealed record KrakenOrder
{
    public string? ClOrdId { get; init; }

    public decimal? Userref { get; init; }

    public string? Status { get; init; }

    public string? Reason { get; init; }

    public decimal? Opentm { get; init; }

    public decimal? Closetm { get; init; }

    public decimal? Expiretm { get; init; }

    public KrakenDescription? Descr { get; init; }

    public decimal Vol { get; init; }

    public decimal VolExec { get; init; }

    public decimal? Cost { get; init; }

    /// <summary>On average.</summary>
    public decimal? Price { get; init; }

    public decimal? Stopprice { get; init; }

    public decimal? Limitprice { get; init; }

    public string? Misc { get; init; }

    public string? Oflags { get; init; }

    public string? Timeinforce { get; init; }

    public bool ReduceOnly { get; init; }

    public IReadOnlyList<string>? Trades { get; init; }
}

/// <summary>Prices are texts: a trailing distance is <c>+1.0%</c>.</summary>
internal sealed record KrakenDescription(string? Pair, string? Type, string? Ordertype, string? Price, string? Price2);

internal sealed record KrakenTradePage(Dictionary<string, KrakenTrade>? Trades);

internal sealed record KrakenTrade
{
    public string? Ordertxid { get; init; }

    public string? Pair { get; init; }

    public decimal Time { get; init; }

    public string? Type { get; init; }

    public decimal Price { get; init; }

    public decimal Fee { get; init; }

    public decimal Vol { get; init; }

    public string? Misc { get; init; }

    /// <summary>Older trades do not tell.</summary>
    public string? Maker { get; init; }
}

internal sealed record KrakenBalance(decimal Balance, decimal? Credit, decimal? CreditUsed, decimal? HoldTrade);

internal sealed record KrakenVolume(Dictionary<string, KrakenFee>? Fees, Dictionary<string, KrakenFee>? FeesMaker);

/// <param name="Fee">Per cent.</param>
internal sealed record KrakenFee(decimal Fee);

internal sealed record KrakenKey
{
    public IReadOnlyList<string>? Permissions { get; init; }

    [JsonPropertyName("ipAllowlist")]
    public IReadOnlyList<string>? Addresses { get; init; }

    [JsonPropertyName("validUntil")]
    public decimal? ValidUntil { get; init; }
}

internal sealed record KrakenToken(string? Token);

internal sealed record KrakenTime(long Unixtime);

/// <summary>Prices come first in their lists.</summary>
internal sealed record KrakenTicker(IReadOnlyList<string>? A, IReadOnlyList<string>? B, IReadOnlyList<string>? C);

internal sealed record KrakenListedPair
{
    public string? Altname { get; init; }

    public string? Wsname { get; init; }

    public string? Base { get; init; }

    public string? Quote { get; init; }

    public string? AclassBase { get; init; }

    public int PairDecimals { get; init; }

    public int LotDecimals { get; init; }

    public decimal? TickSize { get; init; }

    public decimal? Ordermin { get; init; }

    public decimal? Costmin { get; init; }

    public string? Status { get; init; }

    public IReadOnlyList<decimal>? LeverageBuy { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong), typeof(LooseText), typeof(LooseBool)])]
[JsonSerializable(typeof(KrakenResult<KrakenPlaced>))]
[JsonSerializable(typeof(KrakenResult<KrakenBatch>))]
[JsonSerializable(typeof(KrakenResult<KrakenAmended>))]
[JsonSerializable(typeof(KrakenResult<KrakenEdited>))]
[JsonSerializable(typeof(KrakenResult<KrakenCancelled>))]
[JsonSerializable(typeof(KrakenResult<KrakenOrderList>))]
[JsonSerializable(typeof(KrakenResult<Dictionary<string, KrakenOrder>>))]
[JsonSerializable(typeof(KrakenResult<KrakenTradePage>))]
[JsonSerializable(typeof(KrakenResult<Dictionary<string, KrakenTrade>>))]
[JsonSerializable(typeof(KrakenResult<Dictionary<string, KrakenBalance>>))]
[JsonSerializable(typeof(KrakenResult<KrakenVolume>))]
[JsonSerializable(typeof(KrakenResult<KrakenKey>))]
[JsonSerializable(typeof(KrakenResult<KrakenToken>))]
[JsonSerializable(typeof(KrakenResult<KrakenTime>))]
[JsonSerializable(typeof(KrakenResult<Dictionary<string, KrakenTicker>>))]
[JsonSerializable(typeof(KrakenResult<Dictionary<string, KrakenListedPair>>))]
internal sealed partial class KrakenSpotJson : JsonSerializerContext;
