using Signalbox.Markets;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Markets.Symbols;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Windows;

namespace Signalbox.Tests.Configuration;

/// <summary>Settings with every field off its default, so that one that is forgotten shows.</summary>
internal static class Settings
{
    public static readonly ChangeRequest Asked = new(new Actor(ActorKind.User, "u1", "Ada"), "because");

    public static readonly TradeTerms Terms = new()
    {
        EntrySize = new() { Quantity = 2.5m, Type = QuantityType.PercentOfEquity },
        ExitSize = new() { Quantity = 50m, Type = QuantityType.PercentOfPosition },
        EntryOrder = new() { Type = OrderType.StopLimit, LimitPrice = new(101.25m), StopPrice = new(100.75m) },
        ExitOrder = new() { Type = OrderType.Limit, LimitPrice = new(99m) },
        EntryTimeInForce = TimeInForce.Ioc,
        ExitTimeInForce = TimeInForce.Day,
        TakeProfit = new() { Targets = [new() { Percent = 1.5m, SharePercent = 40m }, new() { LimitPrice = new(120m) }] },
        StopLoss = new() { Type = StopLossType.StopLimit, Percent = 0.75m, LimitPrice = new(90m) },
        Symbols = new(MarketPreference.Perpetual, "USDT", 5, [new("MNQ1!", "MNQZ2026")]),
    };

    public static Strategy Strategy(string id, string name = "Breakout") => new()
    {
        Id = new(id),
        Name = name,
        Enabled = false,
        AssetClass = AssetClass.Futures,
        TradingStyle = TradingStyle.Discretionary,
        Defaults = Terms,
        AllowedTickers = ["BTCUSDT", "ETHUSDT"],
        SignalValiditySeconds = 17,
        Windows = new([new([Weekday.Monday, Weekday.Friday], new(22, 0), new(2, 30))], "America/New_York", false),
        Gates =
        [
            new("model", GateKind.Http, false, GateReach.Everything, 0.25m, GateMissing.Pass, Scorer: new("https://scorer.example/", null, 321, GateMissing.Pass, true)),
            new("trend", GateKind.Expression, Expression: "scores.model > 0.5"),
        ],
    };

    public static BrokerConnection Connection(string id, string name = "Practice") => new()
    {
        Id = new(id),
        Name = name,
        Broker = "paper",
        Mode = AccountMode.Paper,
        Status = ConnectionStatus.Disabled,
        AssetClasses = [AssetClass.Futures, AssetClass.Crypto],
        PositionScope = PositionScope.Subscription,
        Settings = [new("region", "eu")],
    };

    public static Subscription Subscription(string id, string strategy, string account) => new()
    {
        Id = new(id),
        Strategy = new(strategy),
        Account = new(account),
        Enabled = false,
        Overrides = Terms with { TakeProfit = null },
        SignalMaySet = new(EntrySize: false, StopLoss: false),
        Rules = new(AllowAddToPosition: true, AllowSideSwap: true, CancelOpenOrders: true, SubtractExitQuantity: true, QuantityMultiplier: 0.5m, WaitSecondsMax: 33),
        Gates = [new("own", GateKind.Alignment, Threshold: 0.75m, Rules: [new("r", "market.bid > 1", 2.5m)])],
    };
}
