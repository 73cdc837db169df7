using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>What the streams say: one record for all feeds, because each has its own part of it.</summary>
internal sealed record KrakenFuturesMessage
{
    public string? Event { get; init; }

    public string? Feed { get; init; }

    public string? Message { get; init; }

    public string? ProductId { get; init; }

    public long? Seq { get; init; }

    public string? Side { get; init; }

    public decimal? Price { get; init; }

    public decimal? Qty { get; init; }

    public IReadOnlyList<KrakenFuturesLevel>? Bids { get; init; }

    public IReadOnlyList<KrakenFuturesLevel>? Asks { get; init; }

    public string? Uid { get; init; }

    public long Time { get; init; }

    public IReadOnlyList<KrakenStreamOrder>? Orders { get; init; }

    public KrakenStreamOrder? Order { get; init; }

    public string? OrderId { get; init; }

    public bool IsCancel { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyList<KrakenStreamFill>? Fills { get; init; }

    public IReadOnlyList<KrakenStreamPosition>? Positions { get; init; }

    public KrakenStreamFlex? FlexFutures { get; init; }

    public Dictionary<string, KrakenStreamWallet>? Futures { get; init; }
}

internal readonly record struct KrakenFuturesLevel(decimal Price, decimal Qty);

internal sealed record KrakenStreamOrder
{
    public string? Instrument { get; init; }

    public long LastUpdateTime { get; init; }

    public decimal Qty { get; init; }

    public decimal Filled { get; init; }

    public decimal? LimitPrice { get; init; }

    public decimal? StopPrice { get; init; }

    public string? Type { get; init; }

    public string? OrderId { get; init; }

    public string? CliOrdId { get; init; }

    /// <summary>0 buys, 1 sells.</summary>
    public long Direction { get; init; }

    public bool ReduceOnly { get; init; }
}

internal sealed record KrakenStreamFill
{
    public string? Instrument { get; init; }

    public long Time { get; init; }

    public decimal Price { get; init; }

    public bool Buy { get; init; }

    public decimal Qty { get; init; }

    public string? OrderId { get; init; }

    public string? CliOrdId { get; init; }

    public string? FillId { get; init; }

    public string? FillType { get; init; }

    public decimal? FeePaid { get; init; }

    public string? FeeCurrency { get; init; }
}

/// <param name="Balance">Signed.</param>
internal sealed record KrakenStreamPosition(string? Instrument, decimal Balance, decimal? EntryPrice, decimal? Pnl, decimal? LiquidationThreshold, decimal? EffectiveLeverage, decimal? MaxFixedLeverage);

internal sealed record KrakenStreamFlex(Dictionary<string, KrakenCollateral>? Currencies);

internal sealed record KrakenStreamWallet(string? Unit, decimal? Balance, decimal? Available);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong), typeof(LooseText), typeof(LooseBool)])]
[JsonSerializable(typeof(KrakenFuturesMessage))]
internal sealed partial class KrakenFuturesStreamJson : JsonSerializerContext;
