using System.Diagnostics;
using System.Globalization;
using Signalbox.Bench.Measuring;

namespace Signalbox.Bench.Parts;

/// <summary>The cost of one call, from many: the median over batches, and what one allocates.</summary>
internal sealed record Repeated(double Microseconds, double Bytes)
{
    private const int BatchCalls = 500;
    private const int Batches = 60;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static Repeated Of(string what, Action call)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < WarmUp;)
        {
            call();
        }

        var taken = new List<double>(Batches);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        for (var batch = 0; batch < Batches; batch++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < BatchCalls; i++)
            {
                call();
            }

            taken.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds / BatchCalls);
        }

        var measured = new Repeated(Samples.Median(taken), (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)(Batches * BatchCalls));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-64} {measured.Microseconds,9:0.000} us  {measured.Bytes,9:0} bytes"));
        return measured;
    }
}
