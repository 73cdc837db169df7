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
            return TimedReads.Read(body, looksAtTime: Asked is not null).Reading;
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(Shown(body, number), failure);
        }
    }

    private static string Shown(byte[] body, int number) => $"Body {number}: {Convert.ToBase64String(body)}\n{Encoding.UTF8.GetString(body)}";
}
