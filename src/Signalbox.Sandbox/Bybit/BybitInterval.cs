namespace Signalbox.Sandbox.Bybit;

/// <summary>The lengths that candles have: minutes, a day, a week, a month.</summary>
internal static class BybitInterval
{
    /// <summary>Null when there is no such one.</summary>
    public static TimeSpan? Read(string? word) => word switch
    {
        "1" => TimeSpan.FromMinutes(1),
        "3" => TimeSpan.FromMinutes(3),
        "5" => TimeSpan.FromMinutes(5),
        "15" => TimeSpan.FromMinutes(15),
        "30" => TimeSpan.FromMinutes(30),
        "60" => TimeSpan.FromHours(1),
        "120" => TimeSpan.FromHours(2),
        "240" => TimeSpan.FromHours(4),
        "360" => TimeSpan.FromHours(6),
        "720" => TimeSpan.FromHours(12),
        "D" => TimeSpan.FromDays(1),
        "W" => TimeSpan.FromDays(7),
        "M" => CandleQuery.Month,
        _ => null,
    };
}
