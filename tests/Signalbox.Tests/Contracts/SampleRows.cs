using Signalbox.Monitoring.Records;

namespace Signalbox.Tests.Contracts;

/// <summary>Rows with something in every column that must have something.</summary>
internal static class SampleRows
{
    public static SignalRow Signal(string id) => new() { Id = id, Strategy = "st", ReceivedAt = 1, Raw = "{}", Signal = "{}", Targets = 1 };

    public static TradeRow Trade(string signal, string subscription = "sub") => new()
    {
        Id = $"{signal}/{subscription}",
        Signal = signal,
        Subscription = subscription,
        Strategy = "st",
        Account = "acct",
        Instrument = "BTCUSDT",
        Action = "buy",
        Stage = "waiting",
        Status = "pending",
        Settled = 0,
        Succeeded = 0,
        Realised = "0",
        ReceivedAt = 1,
        UpdatedAt = 2,
    };

    public static OrderRow Order() => new()
    {
        Account = "acct",
        Id = "00000000000000000000000000000001",
        Place = "p",
        Instrument = "BTCUSDT",
        Signal = "s",
        Subscription = "sub",
        Strategy = "st",
        Leg = "entry",
        Target = 0,
        Revision = 1,
        Side = "buy",
        Type = "limit",
        TimeInForce = "gtc",
        ReduceOnly = 1,
        Quantity = "1",
        LimitPrice = "2.5",
        StopPrice = null,
        Filled = "0.5",
        AveragePrice = "2.4",
        Fees = "0.001",
        Status = "partly_filled",
        IsOpen = 1,
        VenueOrderId = "v",
        Code = null,
        VenueCode = "-1",
        Reason = "because",
        Adjustments = "[]",
        IntendedAt = long.MaxValue,
        SentAt = 2,
        AcceptedAt = 3,
        FirstFillAt = 4,
        FinishedAt = null,
        UpdatedAt = 5,
    };

    public static FillRow Fill() => new()
    {
        Account = "acct",
        Instrument = "BTCUSDT",
        Id = "f",
        Place = "p",
        VenueOrderId = "v",
        Side = "sell",
        Quantity = "1",
        Price = "2",
        Fee = "-0.1",
        Realised = "3",
        Currency = "USDT",
        Closes = "[]",
        At = 1,
    };

    public static PositionRow Position(string realised) => new()
    {
        Account = "acct",
        Instrument = "BTCUSDT",
        AssetClass = "crypto",
        Currency = "USDT",
        ContractSize = "1",
        IsInverse = 0,
        Net = "-1",
        IsOpen = 1,
        AveragePrice = "2",
        Lots = "[]",
        Protection = "[]",
        Realised = realised,
        OpenedAt = 1,
        UpdatedAt = 2,
    };

    public static AccountRow Account() => new() { Id = "acct", Broker = "paper", TradingState = "halted", Why = "", Since = 1, Reconciling = 0, UpdatedAt = 1 };

    public static EquityRow Equity() => new() { Account = "acct", Currency = "USD", At = 1, Place = "p", Equity = "2", Balance = "1", Available = "0.5" };

    public static IncidentRow Incident() => new() { Place = "p", Account = "acct", Kind = "alarm", Message = "m", At = 1 };
}
