using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Risk.Ledger;

/// <summary>What an account tells the ledger of itself: after every decision what changed, and at a start all of it.</summary>
public sealed record ExposureReport
{
    public required AccountId Account { get; init; }

    /// <summary>Whatever the ledger knows of this account and the report does not name is over.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Entries are set aside where they may open more than is reserved; nothing is freed yet.</summary>
    public bool RaisesOnly { get; init; }

    public IReadOnlyList<EntryExposure> Entries { get; init; } = [];

    public IReadOnlyList<PositionExposure> Positions { get; init; } = [];

    public IReadOnlyList<ResultExposure> Results { get; init; } = [];
}

/// <summary>An entry and what it may still open.</summary>
/// <param name="Open">Nothing: it is filled or over.</param>
/// <param name="UnitNotional">The value of one unit at the order's price, in the quote currency.</param>
/// <param name="IsFilled">What is missing from before was filled, not given up.</param>
public sealed record EntryExposure(
    ClientOrderId Order, StrategyId Strategy, InstrumentId Instrument, Side Side, Quantity Open, Money UnitNotional, bool IsFilled);

/// <param name="Quantity">Signed; what the strategy's lots add up to.</param>
public sealed record PositionExposure(StrategyId Strategy, InstrumentId Instrument, Quantity Quantity, Money UnitNotional);

/// <param name="Realised">Everything so far, fees included.</param>
public sealed record ResultExposure(StrategyId Strategy, string Currency, Money Realised);

/// <summary>What a strategy's lots at one account would bring now.</summary>
/// <param name="Profit">Null: a price is missing.</param>
public sealed record OpenResult(StrategyId Strategy, string Currency, Money? Profit);
