using System.Diagnostics;
using System.Text;
using Signalbox.Bench.Measuring;
using Signalbox.Signals;

namespace Signalbox.Bench.Reading;

/// <summary>How long it takes to read a body, and what that allocates.</summary>
internal sealed class SignalsBench : IBench
{
    private const int Rounds = 40;
    private const int ReadsPerRound = 20_000;

    private const string TradersPost =
        """{"ticker":"BTCUSDT","action":"buy","sentiment":"long","quantity":"0.5","price":"60123.5","time":"2026-01-05T10:00:00Z","interval":"5","takeProfit":{"percent":5},"stopLoss":{"type":"stop","percent":2}}""";

    private const string PlainText = "BTCUSDT market long 0.01 sl off 2% tp off 5%";

    private const string OwnJson =
        """{"v":1,"ticker":"BTCUSDT","action":"buy","size":{"quantity":"0.5"},"stopLoss":{"percent":"2"},"takeProfit":{"targets":[{"percent":"5"}]}}""";

    public string Name => "signals";

    public Task<IReadOnlyList<Goal>> RunAsync()
    {
        var json = Measure("a TradersPost body", TradersPost);
        var text = Measure("a line of plain text", PlainText);
        Measure("a Signalbox JSON body", OwnJson);
        return Task.FromResult<IReadOnlyList<Goal>>(
        [
            new("reading a TradersPost body", json.Microseconds, 5, "µs"),
            new("allocated by reading a TradersPost body", json.Bytes / 1024, 3, "KB"),
            new("reading a line of plain text", text.Microseconds, 3, "µs"),
        ]);
    }

    private static (double Microseconds, double Bytes) Measure(string what, string body)
    {
        ReadOnlyMemory<byte> utf8 = Encoding.UTF8.GetBytes(body);
        Read(utf8, ReadsPerRound);
        var rounds = new List<double>(Rounds);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            Read(utf8, ReadsPerRound);
            rounds.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds / ReadsPerRound);
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(Rounds * ReadsPerRound);
        var median = Samples.Median(rounds);
        Console.WriteLine(FormattableString.Invariant($"  {what,-24} {median:0.00} µs, {bytes:0} bytes"));
        return (median, bytes);
    }

    private static void Read(ReadOnlyMemory<byte> utf8, int times)
    {
        for (var count = 0; count < times; count++)
        {
            if (SignalReaders.All.Read(new(utf8)).Reading.Refusal is { } refusal)
            {
                throw new InvalidOperationException(refusal.Message);
            }
        }
    }
}
