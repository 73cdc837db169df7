using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin;

/// <summary>Words that spot and futures share.</summary>
internal static class KucoinWords
{
    public static string Of(Side side) => side == Side.Buy ? "buy" : "sell";

    public static Side? SideOf(string? word) => word switch
    {
        "buy" => Side.Buy,
        "sell" => Side.Sell,
        _ => null,
    };

    /// <summary>Null for what KuCoin has no word for. An end by time is counted in seconds beside it.</summary>
    public static string? Of(TimeInForce life) => life switch
    {
        TimeInForce.Gtc => "GTC",
        TimeInForce.Gtd => "GTT",
        TimeInForce.Ioc => "IOC",
        TimeInForce.Fok => "FOK",
        _ => null,
    };

    public static TimeInForce? LifeOf(string? word) => word switch
    {
        "GTC" or "RPI" => TimeInForce.Gtc,
        "GTT" => TimeInForce.Gtd,
        "IOC" => TimeInForce.Ioc,
        "FOK" => TimeInForce.Fok,
        _ => null,
    };

    public static string? Of(SelfTradePrevention? mode) => mode switch
    {
        SelfTradePrevention.CancelTaker => "CN",
        SelfTradePrevention.CancelMaker => "CO",
        SelfTradePrevention.CancelBoth => "CB",
        SelfTradePrevention.Decrement => "DC",
        _ => null,
    };

    public static string Of(PriceSource? source) => source switch
    {
        PriceSource.Mark => "MP",
        PriceSource.Index => "IP",
        _ => "TP",
    };

    /// <summary>Whether the price must rise for a stop to trigger: against the side it leaves, or with it for a target.</summary>
    public static bool Rises(PlaceOrder order) => (order.Side == Side.Buy) != (order.Extras?.TakesProfit == true);

    /// <summary>Whether a stop that waits for this direction takes a profit.</summary>
    public static bool TakesProfit(Side side, bool rises) => (side == Side.Buy) != rises;

    public static Price? PriceOf(decimal? value) => value is > 0 ? new(value.Value) : null;

    /// <summary>Times come in milliseconds and in nanoseconds, in one field even.</summary>
    public static DateTimeOffset TimeOf(long number) => number switch
    {
        > 100_000_000_000_000_000 => UnixTime.FromNanoseconds(number),
        > 100_000_000_000_000 => UnixTime.FromMicroseconds(number),
        _ => UnixTime.FromMilliseconds(number),
    };
}
