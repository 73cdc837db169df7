using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Signalbox.Bench.Measuring;

/// <summary>
/// Starts work at times fixed beforehand, however long the work before takes, and leaves it to the caller to measure from
/// those times: a stall delays everything due during it and shows in every one of them.
/// </summary>
public static class OpenLoop
{
    /// <summary>So many at most may be under way; beyond that the run has failed, not slowed down.</summary>
    private const int UnderWayMax = 10_000;

    /// <param name="start">Given the number of the shot and when it is due, in ticks of the monotonic clock.</param>
    public static async Task RunAsync(int count, double perSecond, int seed, Func<int, long, Task> start)
    {
        var running = new Task[count];
        await Task.Factory.StartNew(() => Pace(running, perSecond, seed, start), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(running);
    }

    private static void Pace(Task[] running, double perSecond, int seed, Func<int, long, Task> start)
    {
        var spread = new Random(seed);
        var began = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100);
        var ended = 0;
        for (var i = 0; i < running.Length; i++)
        {
            // Anywhere within its slot, so that nothing falls into step with the timers of either side.
            var due = began + (long)((i + spread.NextDouble()) / perSecond * Stopwatch.Frequency);
            SleepUntil(due);
            running[i] = start(i, due);
            while (ended < i && running[ended].IsCompleted)
            {
                ended++;
            }

            if (i - ended > UnderWayMax)
            {
                throw new InvalidOperationException($"{UnderWayMax} requests are under way: the rate of {perSecond}/s is more than can be served.");
            }
        }
    }

    private static void SleepUntil(long due)
    {
        while (due - Stopwatch.GetTimestamp() is > 0 and var left)
        {
            // Thread.Sleep counts in milliseconds, which is more than what is measured here.
            _ = Sleep((uint)Math.Max(1, left * 1_000_000 / Stopwatch.Frequency));
        }
    }

    [DllImport("libc", EntryPoint = "usleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sleep(uint microseconds);
}
