using System.Diagnostics;
using System.Globalization;
using System.Text;
using Signalbox.Signals;
using Xunit;

namespace Signalbox.Tests.Signals.Readers;

/// <summary>
/// Bodies made of real ones, damaged: no reader may throw, and each must answer with signals or a refusal. By default a
/// bounded number; SIGNALBOX_FUZZ says how many, and then the time they take is looked at too.
/// </summary>
public sealed class ReaderFuzzTests
{
    private const int BodiesByDefault = 20_000;
    private const int Seed = 20260105;

    /// <summary>A body that seems slow is read so often more; only the quickest counts, so that a pause of the machine does not.</summary>
    private const int SecondLooks = 20;

    private static readonly TimeSpan PerKilobyteMost = TimeSpan.FromMilliseconds(1);

    private static readonly int? Asked = int.TryParse(Environment.GetEnvironmentVariable("SIGNALBOX_FUZZ"), CultureInfo.InvariantCulture, out var asked) ? asked : null;

    [Fact]
    public void DamagedBodies_AreReadOrRefused()
    {
        var bodies = Asked ?? BodiesByDefault;
        var read = 0;
        var mutations = new BodyMutations(Seed);
        for (var number = 0; number < bodies; number++)
        {
            var body = mutations.Next();
            var reading = Read(body, number);
            read += reading.Refusal is null ? 1 : 0;
            Assert.True(reading.Refusal is null == reading.Signals.Count > 0, Shown(body, number));
            Assert.True(reading.Refusal is null or { Code.Length: > 0, Message.Length: > 0 }, Shown(body, number));
        }

        // Mutations that only ever break, or never do, would test nothing.
        Assert.True(read > bodies / 100 && read < bodies - (bodies / 100), $"{read} of {bodies} were read.");
    }

    private static Reading Read(byte[] body, int number)
    {
        try
        {
            var began = Stopwatch.GetTimestamp();
            var reading = SignalReaders.All.Read(new(body)).Reading;
            if (Asked is not null && Stopwatch.GetElapsedTime(began) > Most(body))
            {
                LookAgain(body, number);
            }

            return reading;
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(Shown(body, number), failure);
        }
    }

    private static void LookAgain(byte[] body, int number)
    {
        var quickest = TimeSpan.MaxValue;
        for (var look = 0; look < SecondLooks; look++)
        {
            var began = Stopwatch.GetTimestamp();
            SignalReaders.All.Read(new(body));
            quickest = Stopwatch.GetElapsedTime(began) is var took && took < quickest ? took : quickest;
        }

        Assert.True(quickest <= Most(body), $"It takes {quickest.TotalMilliseconds} ms. {Shown(body, number)}");
    }

    private static TimeSpan Most(byte[] body) => PerKilobyteMost * Math.Max(1, body.Length / 1024d);

    private static string Shown(byte[] body, int number) => $"Body {number}: {Convert.ToBase64String(body)}\n{Encoding.UTF8.GetString(body)}";
}
