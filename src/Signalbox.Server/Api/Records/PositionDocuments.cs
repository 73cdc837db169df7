using System.ComponentModel;
using Signalbox.Markets;
using Signalbox.Monitoring.Records;

namespace Signalbox.Server.Api.Records;

/// <summary>What an account holds of a symbol.</summary>
public sealed record PositionDocument(
    string AccountId,
    string Symbol,
    string AssetClass,
    [property: Description("long, short or flat.")] string Side,
    [property: Description("Unsigned.")] Quantity Quantity,
    Price? AveragePrice,
    [property: Description("The price it is valued at; absent while this node has none.")] Price? MarkPrice,
    [property: Description("When that price was seen.")] DateTimeOffset? MarkedAt,
    [property: Description("Open profit at that price.")] Money? Unrealised,
    [property: Description("What is held is worth at that price, in `currency`; negative for a short position.")] Money? Exposure,
    [property: Description("What one contract is worth.")] string ContractSize,
    string Currency,
    [property: Description("Everything ever realised here, fees not included.")] Money Realised,
    Money Fees,
    IReadOnlyList<PositionLotDocument> Lots,
    [property: Description("Resting stops and targets.")] IReadOnlyList<RecordedProtection> Protection,
    DateTimeOffset? OpenedAt,
    DateTimeOffset UpdatedAt)
{
    /// <param name="market">The newest quote, where this node sees the account's market.</param>
    public static PositionDocument Of(PositionRow row, MarketView? market)
    {
        var net = RecordValues.Quantity(row.Net);
        var average = RecordValues.Price(row.AveragePrice);
        return new(
            row.Account, row.Instrument, row.AssetClass, net.IsZero ? "flat" : net.Value > 0 ? "long" : "short", net.Abs(), average, market?.Mid, market?.At,
            OpenProfit(row, net, average, market?.Mid), Worth(row, net, market?.Mid), row.ContractSize, row.Currency, RecordValues.Money(row.Realised), RecordValues.Money(row.Fees),
            [.. RecordText.Lots(row.Lots).Select(lot => LotOf(row, lot, market?.Mid))], RecordText.Protection(row.Protection), RecordValues.Time(row.OpenedAt), RecordValues.Time(row.UpdatedAt));
    }

    private static PositionLotDocument LotOf(PositionRow row, RecordedLot lot, Price? mark) => new(
        lot.Signal, lot.Subscription, lot.Strategy, lot.Quantity, lot.AveragePrice, lot.OpenedAt, lot.IsStray,
        OpenProfit(row, lot.Quantity, lot.AveragePrice, mark), Worth(row, lot.Quantity, mark));

    private static Money? OpenProfit(PositionRow row, Quantity net, Price? average, Price? mark)
    {
        if (average is not { } entry || mark is not { } now)
        {
            return null;
        }

        var size = SizeOf(row, net);
        return new(row.IsInverse == 1 ? (size / entry.Value) - (size / now.Value) : size * (now.Value - entry.Value));
    }

    private static Money? Worth(PositionRow row, Quantity net, Price? mark) =>
        mark is not { Value: > 0 } now ? null : new(row.IsInverse == 1 ? SizeOf(row, net) / now.Value : SizeOf(row, net) * now.Value);

    private static decimal SizeOf(PositionRow row, Quantity net) =>
        decimal.Parse(row.ContractSize, System.Globalization.CultureInfo.InvariantCulture) * net.Value;
}

/// <summary>A part of a position and who opened it.</summary>
public sealed record PositionLotDocument(
    [property: Description("Absent for what nobody claimed.")] string? Signal,
    string? Subscription,
    string? StrategyId,
    [property: Description("Signed: short is negative.")] Quantity Quantity,
    Price AveragePrice,
    DateTimeOffset OpenedAt,
    [property: Description("Opened by an exit that filled beyond its position; it is being closed again.")] bool IsStray,
    [property: Description("Open profit at the price of the position.")] Money? Unrealised,
    [property: Description("What it is worth at that price, in the position's currency; negative for a short one.")] Money? Exposure);

/// <summary>What an account was worth in one currency at one time.</summary>
public sealed record EquityDocument(
    string AccountId,
    string Currency,
    DateTimeOffset At,
    [property: Description("Balance and open profit.")] Money Equity,
    Money Balance,
    [property: Description("What new orders may still bind.")] Money Available)
{
    public static EquityDocument Of(EquityRow row) => new(
        row.Account, row.Currency, RecordValues.Time(row.At), RecordValues.Money(row.Equity), RecordValues.Money(row.Balance), RecordValues.Money(row.Available));
}
