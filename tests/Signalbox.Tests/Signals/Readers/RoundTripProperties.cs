using FsCheck;
using FsCheck.Fluent;
using Signalbox.Signals;
using Signalbox.Signals.Readers.PlainText;
using Signalbox.Signals.Readers.SignalboxJson;
using Xunit;

namespace Signalbox.Tests.Signals.Readers;

/// <summary>Whatever signal is written in one of our own two languages is read back as the same signal.</summary>
public sealed class RoundTripProperties
{
    private static Config Draws => Config.QuickThrowOnFailure.WithMaxTest(3_000);

    [Fact]
    public void Json_ReadsWhatItWrote() => Check.One(Draws, Prop.ForAll<int>(seed =>
    {
        var signal = new RandomSignals(seed).Next();
        AssertSame(signal, Reads.Body(SignalboxJsonWriter.Write(signal)), "signalbox-json");
    }));

    [Fact]
    public void PlainText_ReadsWhatItWrote() => Check.One(Draws, Prop.ForAll<int>(seed =>
    {
        var signal = new RandomSignals(seed).Next();
        AssertSame(signal, Reads.Body(PlainTextWriter.Write(signal)), "signalbox-text");
    }));

    [Fact]
    public void Batches_ReadWhatTheyWrote() => Check.One(Draws.WithMaxTest(500), Prop.ForAll<int>(seed =>
    {
        var draws = new RandomSignals(seed);
        Signal[] batch = [draws.Next(), draws.Next(), draws.Next()];
        var expected = batch.Select(Reads.Canonical).ToArray();
        Assert.Equal(expected, Reads.Body(SignalboxJsonWriter.Write(batch)).Reading.Signals.Select(Reads.Canonical));
        Assert.Equal(expected, Reads.Body(PlainTextWriter.Write(batch)).Reading.Signals.Select(Reads.Canonical));
    }));

    private static void AssertSame(Signal signal, (string? Reader, Reading Reading) read, string reader)
    {
        Assert.Null(read.Reading.Refusal);
        Assert.Equal(reader, read.Reader);
        var again = Assert.Single(read.Reading.Signals);

        // Notes are JSON, which compares by its text; all else by value.
        Assert.Equal(signal.Extras?.GetRawText(), again.Extras?.GetRawText());
        Assert.Equal(signal with { Extras = null }, again with { Extras = null });
    }
}
