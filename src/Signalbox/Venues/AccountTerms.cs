using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Text;

namespace Signalbox.Venues;

/// <summary>What a key may do; null where the venue does not tell.</summary>
public sealed record KeyPermissions
{
    public required bool? Read { get; init; }

    public required bool? Trade { get; init; }

    /// <summary>A key of a trading program should not be able to.</summary>
    public required bool? Withdraw { get; init; }

    /// <summary>Bound to fixed addresses.</summary>
    public bool? AddressRestricted { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>Fees as a share of the traded value; negative is a rebate.</summary>
public sealed record TradingFees(InstrumentId Instrument, decimal Maker, decimal Taker);

/// <summary>Null where the venue has no such setting.</summary>
public sealed record PositionTerms(InstrumentId Instrument, decimal? Leverage, MarginMode? MarginMode, PositionMode? PositionMode);

[JsonConverter(typeof(SnakeCaseEnumConverter<PositionMode>))]
public enum PositionMode
{
    /// <summary>One net position an instrument.</summary>
    OneWay,

    /// <summary>A long and a short position side by side.</summary>
    Hedge,
}

/// <param name="Name">What is limited: <c>weight 1m</c>.</param>
/// <param name="ClosedUntil">Nothing passes before; null while it is open.</param>
public sealed record LimitHeadroom(string Name, string Subject, double Used, double Limit, DateTimeOffset? ClosedUntil);
