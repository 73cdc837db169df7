using System.Collections.Frozen;
using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.Commands;

/// <summary>Words that several languages use alike.</summary>
internal static class CommonWords
{
    public static readonly FrozenDictionary<string, OrderType> MarketAndLimit = new Dictionary<string, OrderType>
    {
        ["market"] = OrderType.Market,
        ["limit"] = OrderType.Limit,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>True: the side that buys.</summary>
    public static readonly FrozenDictionary<string, bool> Sides = new Dictionary<string, bool>
    {
        ["buy"] = true,
        ["long"] = true,
        ["sell"] = false,
        ["short"] = false,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>TradingView's words for the position a strategy is in.</summary>
    public static readonly FrozenDictionary<string, Sentiment> Positions = new Dictionary<string, Sentiment>
    {
        ["long"] = Sentiment.Bullish,
        ["short"] = Sentiment.Bearish,
        ["flat"] = Sentiment.Flat,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>TradingView's orders, and entries and exits by side: what to do, and which position an exit closes.</summary>
    public static readonly FrozenDictionary<string, (SignalAction Action, RequiredPosition? Closes)> EntriesAndExits =
        new Dictionary<string, (SignalAction, RequiredPosition?)>
        {
            ["buy"] = (SignalAction.Buy, null),
            ["sell"] = (SignalAction.Sell, null),
            ["enter_long"] = (SignalAction.Buy, null),
            ["enter_short"] = (SignalAction.Sell, null),
            ["exit_long"] = (SignalAction.Exit, RequiredPosition.Long),
            ["exit_short"] = (SignalAction.Exit, RequiredPosition.Short),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
