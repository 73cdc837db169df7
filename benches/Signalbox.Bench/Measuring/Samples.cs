namespace Signalbox.Bench.Measuring;

/// <summary>Measured values of one kind, each kept: percentiles are exact.</summary>
public sealed class Samples
{
    private readonly double[] sorted;

    public Samples(IEnumerable<double> values) => sorted = [.. values.Order()];

    public int Count => sorted.Length;

    public double Max => sorted[^1];

    /// <summary>The smallest value that at least this share of all values does not exceed.</summary>
    public double At(double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];

    public static double Median(IEnumerable<double> values) => new Samples(values).At(0.5);
}
