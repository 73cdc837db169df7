using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Identity;
using Signalbox.Text;

namespace Signalbox.Venues.Matching;

/// <summary>What a trader asks of an exchange.</summary>
public sealed record OrderTerms
{
    /// <summary>The trader's own id, as the venue's protocol writes it.</summary>
    public string? ClientId { get; init; }

    public required InstrumentId Instrument { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    public required Quantity Quantity { get; init; }

    public Price? LimitPrice { get; init; }

    public Price? StopPrice { get; init; }

    /// <summary>How far a trailing stop stays behind the best price.</summary>
    public Trail? Trail { get; init; }

    /// <summary>Which way the price must come; null is the usual one: a buy stop above the price, a sell stop below.</summary>
    public TriggerDirection? Trigger { get; init; }

    public TimeInForce TimeInForce { get; init; } = TimeInForce.Gtc;

    /// <summary>When a day or good-till-date order ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PostOnly { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ReduceOnly { get; init; }

    /// <summary>An iceberg shows only this much at a time.</summary>
    public Quantity? Display { get; init; }

    /// <summary>Orders of one account that share a group cancel each other when one of them fills or triggers.</summary>
    public string? OcoGroup { get; init; }

    [JsonIgnore]
    internal bool IsConditional => Type is OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop;

    [JsonIgnore]
    internal TriggerDirection Direction => Trigger ?? (Side == Side.Buy ? TriggerDirection.Rising : TriggerDirection.Falling);
}

/// <summary>A distance in price, or in per cent of the price.</summary>
public readonly record struct Trail(
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal Distance, bool IsPercent);

[JsonConverter(typeof(SnakeCaseEnumConverter<TriggerDirection>))]
public enum TriggerDirection
{
    /// <summary>Triggers when the last price is at or above the stop.</summary>
    Rising,

    /// <summary>Triggers when the last price is at or below the stop.</summary>
    Falling,
}

/// <summary>New terms of an open order. The quantity counts what is already filled; a null price stays as it is.</summary>
public sealed record Amendment(Quantity Quantity, Price? LimitPrice, Price? StopPrice);
