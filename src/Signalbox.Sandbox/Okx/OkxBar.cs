namespace Signalbox.Sandbox.Okx;

/// <summary>The lengths that candles have. What is half a day or more begins in Hong Kong unless it says otherwise.</summary>
/// <param name="Shift">How far east of Greenwich its days begin.</param>
internal readonly record struct OkxBar(TimeSpan Length, TimeSpan Shift)
{
    private static readonly TimeSpan HongKong = TimeSpan.FromHours(8);

    /// <summary>Null when there is no such one.</summary>
    public static OkxBar? Read(string word)
    {
        var isUtc = word.EndsWith("utc", StringComparison.Ordinal);
        TimeSpan? length = (isUtc ? word[..^3] : word) switch
        {
            "1s" => TimeSpan.FromSeconds(1),
            "1m" => TimeSpan.FromMinutes(1),
            "3m" => TimeSpan.FromMinutes(3),
            "5m" => TimeSpan.FromMinutes(5),
            "15m" => TimeSpan.FromMinutes(15),
            "30m" => TimeSpan.FromMinutes(30),
            "1H" => TimeSpan.FromHours(1),
            "2H" => TimeSpan.FromHours(2),
            "4H" => TimeSpan.FromHours(4),
            "6H" => TimeSpan.FromHours(6),
            "12H" => TimeSpan.FromHours(12),
            "1D" => TimeSpan.FromDays(1),
            "2D" => TimeSpan.FromDays(2),
            "3D" => TimeSpan.FromDays(3),
            "1W" => TimeSpan.FromDays(7),
            "1M" => CandleQuery.Month,
            _ => null,
        };
        return length is not { } known || (isUtc && known < TimeSpan.FromHours(6)) ? null : new(known, isUtc || known < TimeSpan.FromHours(6) ? TimeSpan.Zero : HongKong);
    }
}
