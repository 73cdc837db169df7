using System.Diagnostics;
using System.Globalization;
using Signalbox.Bench.Measuring;

namespace Signalbox.Bench.Parts;

/// <summary>The cost of one call, from many: the median over batches, and what one allocates.</summary>
internal sealed record Repeated(double Microseconds, double Bytes)
{
    private const int BatchCalls = 500;
    private const int Batches = 60;

    /// <summary>The compiler needs both: calls to see what matters, and time to do something about it.</summary>
    private const int WarmUpCalls = 30_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static Repeated Of(string what, Action call)
    {
        var warming = Stopwatch.GetTimestamp();
        for (var calls = 0; calls < WarmUpCalls || Stopwatch.GetElapsedTime(warming) < WarmUp; calls++)
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
