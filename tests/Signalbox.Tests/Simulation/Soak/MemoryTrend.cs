using System.Globalization;

namespace Signalbox.Tests.Simulation.Soak;

/// <summary>
/// What a process held, sample by sample, and whether it holds more and more. Only the second half of a run is judged: before,
/// code is compiled, and pools and bounded lists fill.
/// </summary>
internal sealed class MemoryTrend
{
    private const double MegaByte = 1024 * 1024;

    private readonly List<(TimeSpan At, long Bytes)> samples = [];

    public void Add(TimeSpan at, long bytes) => samples.Add((at, bytes));

    /// <summary>Of the straight line nearest to the second half of the samples, in megabytes an hour.</summary>
    public double MegaBytesPerHour
    {
        get
        {
            var late = samples[(samples.Count / 2)..];
            var (x, y) = (late.Average(each => each.At.TotalHours), late.Average(each => each.Bytes / MegaByte));
            var spread = late.Sum(each => (each.At.TotalHours - x) * (each.At.TotalHours - x));
            return spread == 0 ? 0 : late.Sum(each => (each.At.TotalHours - x) * ((each.Bytes / MegaByte) - y)) / spread;
        }
    }

    /// <summary>What that line rises by in the half it is drawn through.</summary>
    public double MegaBytesRisen => MegaBytesPerHour * (samples[^1].At - samples[samples.Count / 2].At).TotalHours;

    public override string ToString() => samples.Count == 0 ? "no samples" : string.Create(CultureInfo.InvariantCulture,
        $"{samples[0].Bytes / MegaByte:0.0} MB at first, {samples[^1].Bytes / MegaByte:0.0} MB at last; in the second half {MegaBytesPerHour:+0.00;-0.00;0} MB/h, {MegaBytesRisen:+0.0;-0.0;0} MB in all");
}
