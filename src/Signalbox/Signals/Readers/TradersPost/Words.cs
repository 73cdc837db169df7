using System.Collections.Frozen;
using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>The words of the language and what they mean to us.</summary>
internal static class Words
{
    public const string QuantityTypeList = "fixed_quantity, dollar_amount, risk_dollar_amount, risk_percent, percent_of_equity or percent_of_position";

    public static readonly FrozenDictionary<string, SignalAction> Actions = new Dictionary<string, SignalAction>
    {
        ["buy"] = SignalAction.Buy,
        ["sell"] = SignalAction.Sell,
        ["exit"] = SignalAction.Exit,
        ["add"] = SignalAction.Add,
        ["cancel"] = SignalAction.Cancel,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static readonly FrozenDictionary<string, Sentiment> Sentiments = new Dictionary<string, Sentiment>
    {
        ["bullish"] = Sentiment.Bullish,
        ["long"] = Sentiment.Bullish,
        ["bearish"] = Sentiment.Bearish,
        ["short"] = Sentiment.Bearish,
        ["flat"] = Sentiment.Flat,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static readonly FrozenDictionary<string, QuantityType> QuantityTypes = new Dictionary<string, QuantityType>
    {
        ["fixed_quantity"] = QuantityType.FixedQuantity,
        ["dollar_amount"] = QuantityType.DollarAmount,
        ["amount_per_position"] = QuantityType.DollarAmount,
        ["risk_dollar_amount"] = QuantityType.RiskDollarAmount,
        ["risk_per_position"] = QuantityType.RiskDollarAmount,
        ["risk_percent"] = QuantityType.RiskPercent,
        ["percent_of_equity"] = QuantityType.PercentOfEquity,
        ["percent_of_position"] = QuantityType.PercentOfPosition,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static readonly FrozenDictionary<string, OrderType> OrderTypes = new Dictionary<string, OrderType>
    {
        ["market"] = OrderType.Market,
        ["limit"] = OrderType.Limit,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static readonly FrozenDictionary<string, TimeInForce> TimesInForce = new Dictionary<string, TimeInForce>
    {
        ["day"] = TimeInForce.Day,
        ["gtc"] = TimeInForce.Gtc,
        ["opg"] = TimeInForce.Opg,
        ["cls"] = TimeInForce.Cls,
        ["ioc"] = TimeInForce.Ioc,
        ["fok"] = TimeInForce.Fok,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static readonly FrozenDictionary<string, StopLossType> StopLossTypes = new Dictionary<string, StopLossType>
    {
        ["stop"] = StopLossType.Stop,
        ["stop_limit"] = StopLossType.StopLimit,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
