using System.Collections.Frozen;
using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>The words of the language and what they mean to us.</summary>
internal static class Words
{
    public const string ActionList = "buy, sell, exit, add, cancel or breakeven";
    public const string QuantityTypeList = "fixed_quantity, dollar_amount, risk_dollar_amount, risk_percent, percent_of_equity or percent_of_position";

    public static readonly FrozenDictionary<string, SignalAction> Actions = Map(
        ("buy", SignalAction.Buy), ("sell", SignalAction.Sell), ("exit", SignalAction.Exit), ("add", SignalAction.Add), ("cancel", SignalAction.Cancel),
        ("breakeven", SignalAction.Breakeven));

    public static readonly FrozenDictionary<string, Sentiment> Sentiments = Map(
        ("bullish", Sentiment.Bullish), ("long", Sentiment.Bullish), ("bearish", Sentiment.Bearish), ("short", Sentiment.Bearish), ("flat", Sentiment.Flat));

    public static readonly FrozenDictionary<string, QuantityType> QuantityTypes = Map(
        ("fixed_quantity", QuantityType.FixedQuantity), ("dollar_amount", QuantityType.DollarAmount), ("amount_per_position", QuantityType.DollarAmount),
        ("risk_dollar_amount", QuantityType.RiskDollarAmount), ("risk_per_position", QuantityType.RiskDollarAmount), ("risk_percent", QuantityType.RiskPercent),
        ("percent_of_equity", QuantityType.PercentOfEquity), ("percent_of_position", QuantityType.PercentOfPosition));

    public static readonly FrozenDictionary<string, OrderType> OrderTypes = Map(
        ("market", OrderType.Market), ("limit", OrderType.Limit), ("stop", OrderType.Stop), ("stop_limit", OrderType.StopLimit),
        ("trailing_stop", OrderType.TrailingStop));

    public static readonly FrozenDictionary<string, QuotePrice> QuotePrices = Map(
        ("ask_bid", QuotePrice.AskBid), ("mark", QuotePrice.Mark), ("ask", QuotePrice.Ask), ("bid", QuotePrice.Bid), ("last", QuotePrice.Last));

    public static readonly FrozenDictionary<string, TimeInForce> TimesInForce = Map(
        ("day", TimeInForce.Day), ("gtc", TimeInForce.Gtc), ("opg", TimeInForce.Opg), ("cls", TimeInForce.Cls), ("ioc", TimeInForce.Ioc), ("fok", TimeInForce.Fok));

    public static readonly FrozenDictionary<string, StopLossType> StopLossTypes = Map(
        ("stop", StopLossType.Stop), ("stop_limit", StopLossType.StopLimit), ("trailing_stop", StopLossType.TrailingStop));

    public static readonly FrozenDictionary<string, OptionRight> OptionRights = Map(("both", OptionRight.Both), ("call", OptionRight.Call), ("put", OptionRight.Put));

    public static readonly FrozenDictionary<string, Moneyness> Moneyness = Map(("itm", Terms.Moneyness.InTheMoney), ("otm", Terms.Moneyness.OutOfTheMoney));

    private static FrozenDictionary<string, T> Map<T>(params (string Word, T Meaning)[] words) =>
        words.ToFrozenDictionary(each => each.Word, each => each.Meaning, StringComparer.OrdinalIgnoreCase);
}
