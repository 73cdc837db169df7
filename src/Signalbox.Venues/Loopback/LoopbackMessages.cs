using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Loopback;

/// <summary>The loopback protocol: what both ends write. Ids are text; prices and quantities are decimals as text.</summary>
internal sealed record LoopbackPlace
{
    public required string ClientId { get; init; }

    public required InstrumentId Instrument { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    public required Quantity Quantity { get; init; }

    public Price? LimitPrice { get; init; }

    public Price? StopPrice { get; init; }

    public TimeInForce TimeInForce { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public bool ReduceOnly { get; init; }

    public bool PostOnly { get; init; }

    public Quantity? VisibleQuantity { get; init; }
}

internal sealed record LoopbackPair(LoopbackPlace Stop, LoopbackPlace Target);

internal sealed record LoopbackAmend(string? OrderId, string? ClientId, Quantity Quantity, Price? LimitPrice, Price? StopPrice);

internal sealed record LoopbackCancel(string? OrderId, string? ClientId);

internal sealed record LoopbackAccepted(string OrderId);

internal sealed record LoopbackError(string Code, string Message);

internal sealed record LoopbackOrder
{
    public required string OrderId { get; init; }

    public string? ClientId { get; init; }

    public required InstrumentId Instrument { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    public required VenueOrderState State { get; init; }

    public required Quantity Quantity { get; init; }

    public required Quantity Filled { get; init; }

    public Price? LimitPrice { get; init; }

    public Price? StopPrice { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public string? Reason { get; init; }
}

internal sealed record LoopbackFill
{
    public required string TradeId { get; init; }

    public required string OrderId { get; init; }

    public string? ClientId { get; init; }

    public required InstrumentId Instrument { get; init; }

    public required Side Side { get; init; }

    public required Quantity Quantity { get; init; }

    public required Price Price { get; init; }

    public required Money Fee { get; init; }

    public required string FeeCurrency { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed record LoopbackStatus(LoopbackOrder Order, IReadOnlyList<LoopbackFill> Fills);

internal sealed record LoopbackSnapshot(
    DateTimeOffset At,
    IReadOnlyList<LoopbackOrder> Orders,
    IReadOnlyList<VenuePosition> Positions,
    IReadOnlyList<VenueBalance> Balances,
    IReadOnlyList<LoopbackFill> Fills);

internal sealed record LoopbackQuote(InstrumentId Instrument, Price? Bid, Price? Ask, Price? Last, DateTimeOffset At);

/// <param name="Sequence">Counts the frames of one connection from one, so that a lost one is noticed.</param>
internal sealed record LoopbackFrame(long Sequence, LoopbackOrder? Order, LoopbackFill? Fill, LoopbackQuote? Quote);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LoopbackPlace))]
[JsonSerializable(typeof(LoopbackPair))]
[JsonSerializable(typeof(LoopbackAmend))]
[JsonSerializable(typeof(LoopbackCancel))]
[JsonSerializable(typeof(LoopbackAccepted))]
[JsonSerializable(typeof(LoopbackError))]
[JsonSerializable(typeof(LoopbackStatus))]
[JsonSerializable(typeof(LoopbackSnapshot))]
[JsonSerializable(typeof(LoopbackQuote))]
[JsonSerializable(typeof(LoopbackFrame))]
[JsonSerializable(typeof(IReadOnlyList<Instrument>))]
internal sealed partial class LoopbackJson : JsonSerializerContext;
