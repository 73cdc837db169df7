using Signalbox.Markets;
using Signalbox.Performance.Results;

namespace Signalbox.Server.Api.Performance;

/// <summary>Long lists as they are drawn.</summary>
internal static class CurveShape
{
    private const int PointsMax = 500;
    private const int Buckets = 20;

    /// <summary>Every n-th point and always the last.</summary>
    public static IReadOnlyList<CurvePointDocument> Thinned(IReadOnlyList<CurvePointDocument> points)
    {
        if (points.Count <= PointsMax)
        {
            return points;
        }

        var step = (points.Count + PointsMax - 2) / (PointsMax - 1);
        return [.. points.Where((_, index) => index % step == 0 && index != points.Count - 1), points[^1]];
    }

    public static IReadOnlyList<CurvePointDocument> Summed(IReadOnlyList<ClosedResult> results)
    {
        var sum = Money.Zero;
        return Thinned([.. results.Select(result => new CurvePointDocument(result.At, sum += result.Profit))]);
    }

    public static IReadOnlyList<BucketDocument> Distribution(IReadOnlyList<ClosedResult> results)
    {
        if (results.Count == 0)
        {
            return [];
        }

        var (smallest, largest) = (results.Min(result => result.Profit.Value), results.Max(result => result.Profit.Value));
        var width = (largest - smallest) / Buckets;
        if (width == 0)
        {
            return [new(new(smallest), new(largest), results.Count)];
        }

        var counts = new int[Buckets];
        foreach (var result in results)
        {
            counts[Math.Min(Buckets - 1, (int)((result.Profit.Value - smallest) / width))]++;
        }

        return [.. counts.Select((count, index) => new BucketDocument(
            new(Math.Round(smallest + (index * width), 8)), new(Math.Round(smallest + ((index + 1) * width), 8)), count))];
    }
}
