using System.Numerics;

namespace Signalbox.Monitoring.Latencies;

/// <summary>
/// How long something took lately, in a fixed space: buckets that are at most a sixteenth of their value wide, over the
/// present window and the one before it. Recording never waits.
/// </summary>
public sealed class LatencyHistogram(TimeProvider clock)
{
    /// <summary>A reading covers between one and two of these.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const int StepsBits = 4;
    private const int Steps = 1 << StepsBits;

    /// <summary>Up to 2^36 microseconds, some nineteen hours; what took longer counts as that.</summary>
    private const int PowersMax = 36;
    private const int Buckets = (PowersMax - StepsBits + 2) * Steps;

    private long[] present = new long[Buckets];
    private long[] before = new long[Buckets];
    private long turnedAt = clock.GetTimestamp();

    public void Record(TimeSpan took)
    {
        TurnIfDue();
        var microseconds = Math.Clamp((long)took.TotalMicroseconds, 0, (1L << PowersMax) - 1);
        Interlocked.Increment(ref Volatile.Read(ref present)[BucketOf(microseconds)]);
    }

    public LatencyReading Read()
    {
        TurnIfDue();
        var (now, earlier) = (Volatile.Read(ref present), Volatile.Read(ref before));
        var counts = new long[Buckets];
        var total = 0L;
        for (var index = 0; index < Buckets; index++)
        {
            counts[index] = Volatile.Read(ref now[index]) + Volatile.Read(ref earlier[index]);
            total += counts[index];
        }

        return new(total, At(counts, total, 0.5), At(counts, total, 0.9), At(counts, total, 0.95), At(counts, total, 0.99), At(counts, total, 1));
    }

    internal static int BucketOf(long microseconds)
    {
        if (microseconds < Steps)
        {
            return (int)microseconds;
        }

        var shift = BitOperations.Log2((ulong)microseconds) - StepsBits;
        return ((shift + 1) << StepsBits) + (int)((microseconds >> shift) - Steps);
    }

    /// <summary>The highest value of a bucket: a percentile is never told too low.</summary>
    internal static long HighestOf(int bucket)
    {
        var shift = (bucket >> StepsBits) - 1;
        return shift < 0 ? bucket : ((Steps + (bucket & (Steps - 1)) + 1L) << shift) - 1;
    }

    private static double At(long[] counts, long total, double share)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(total * share));
        var seen = 0L;
        for (var index = 0; index < Buckets; index++)
        {
            seen += counts[index];
            if (seen >= wanted)
            {
                return HighestOf(index) / 1_000.0;
            }
        }

        return 0;
    }

    private void TurnIfDue()
    {
        var turned = Volatile.Read(ref turnedAt);
        if (clock.GetElapsedTime(turned) < Window || Interlocked.CompareExchange(ref turnedAt, clock.GetTimestamp(), turned) != turned)
        {
            return;
        }

        // After a long silence both windows are over.
        Volatile.Write(ref before, clock.GetElapsedTime(turned) < Window * 2 ? Volatile.Read(ref present) : new long[Buckets]);
        Volatile.Write(ref present, new long[Buckets]);
    }
}

/// <summary>Percentiles in milliseconds; zero where nothing was recorded.</summary>
public sealed record LatencyReading(long Count, double MsP50, double MsP90, double MsP95, double MsP99, double MsMax);
