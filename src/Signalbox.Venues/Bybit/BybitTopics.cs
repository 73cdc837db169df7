using Signalbox.Identity;

namespace Signalbox.Venues.Bybit;

/// <summary>Names of market streams.</summary>
internal static class BybitTopics
{
    private const string Best = "orderbook.1.";
    private const string Deep = "orderbook.200.";
    private const string Trading = "publicTrade.";

    public static string Quotes(InstrumentId instrument) => Best + instrument.Value;

    public static string Book(InstrumentId instrument) => Deep + instrument.Value;

    public static string Trades(InstrumentId instrument) => Trading + instrument.Value;

    public static BybitTopicKind KindOf(string topic) => topic switch
    {
        _ when topic.StartsWith(Best, StringComparison.Ordinal) => BybitTopicKind.Quotes,
        _ when topic.StartsWith(Deep, StringComparison.Ordinal) => BybitTopicKind.Book,
        _ when topic.StartsWith(Trading, StringComparison.Ordinal) => BybitTopicKind.Trades,
        _ => BybitTopicKind.Other,
    };

    public static InstrumentId InstrumentOf(string topic) => new(topic[(topic.LastIndexOf('.') + 1)..]);
}

internal enum BybitTopicKind
{
    Other,
    Quotes,
    Book,
    Trades,
}
