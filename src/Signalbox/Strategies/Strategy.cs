using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Windows;
using Signalbox.Text;

namespace Signalbox.Strategies;

/// <summary>The address signals are sent to, with the defaults and guards that hold for all its subscriptions.</summary>
public sealed record Strategy
{
    public required StrategyId Id { get; init; }

    public required string Name { get; init; }

    public bool Enabled { get; init; } = true;

    public AssetClass AssetClass { get; init; } = AssetClass.Crypto;

    public TradingStyle TradingStyle { get; init; } = TradingStyle.Systematic;

    public TradeTerms Defaults { get; init; } = TradeTerms.Empty;

    /// <summary>Empty: any ticker.</summary>
    [JsonConverter(typeof(ValueListConverter<string>))]
    public ValueList<string> AllowedTickers { get; init; }

    /// <summary>What judges a signal before it may trade, in the order they are asked.</summary>
    [JsonConverter(typeof(ValueListConverter<Gate>))]
    public ValueList<Gate> Gates { get; init; }

    /// <summary>When its subscriptions may trade that have no windows of their own; null: always.</summary>
    public TradingWindows? Windows { get; init; }

    /// <summary>How old an entry may be when its account takes it. Default 60 s.</summary>
    public int SignalValiditySeconds { get; init; } = 60;
}

[JsonConverter(typeof(SnakeCaseEnumConverter<TradingStyle>))]
public enum TradingStyle
{
    Systematic,
    Discretionary,
}
