namespace Signalbox.Server.Security.Transport.Acme;

/// <summary>When it is tried again after failures: soon at first, hourly later, and never against an authority's limits.</summary>
internal static class AcmeRetry
{
    /// <summary>Let's Encrypt's limit for one name and account.</summary>
    public const int FailedValidationsPerHourMax = 5;

    private static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

    /// <summary>An authority's limits are by the week at most; a longer wish would keep a certificate from ever being renewed.</summary>
    private static readonly TimeSpan RetryAfterMax = TimeSpan.FromDays(7);

    /// <param name="failures">In a row, at least one.</param>
    /// <param name="retryAfter">What the authority asked for.</param>
    public static DateTimeOffset NextAt(int failures, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var wait = Waits[Math.Min(failures, Waits.Length) - 1];
        var asked = retryAfter is { } wish ? (wish < RetryAfterMax ? wish : RetryAfterMax) : TimeSpan.Zero;
        return now + (asked > wait ? asked : wait);
    }

    /// <param name="validations">That failed within the last hour, oldest first.</param>
    public static DateTimeOffset AllowedAt(IReadOnlyList<DateTimeOffset> validations, DateTimeOffset now) =>
        validations.Count >= FailedValidationsPerHourMax ? validations[^FailedValidationsPerHourMax] + TimeSpan.FromHours(1) : now;
}
