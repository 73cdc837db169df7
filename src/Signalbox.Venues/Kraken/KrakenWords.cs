using Signalbox.Markets;

namespace Signalbox.Venues.Kraken;

/// <summary>Words that spot and futures share.</summary>
internal static class KrakenWords
{
    public static string Of(Side side) => side == Side.Buy ? "buy" : "sell";

    public static Side? SideOf(string? word) => word switch
    {
        "buy" or "b" or "Buy" => Side.Buy,
        "sell" or "s" or "Sell" => Side.Sell,
        _ => null,
    };

    public static Price? PriceOf(decimal? value) => value is > 0 ? new(value.Value) : null;

    /// <summary>Times as RFC 3339 has them.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
