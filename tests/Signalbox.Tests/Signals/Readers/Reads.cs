using System.Text;
using Signalbox.Signals;
using Signalbox.Signals.Readers.SignalboxJson;
using Xunit;

namespace Signalbox.Tests.Signals.Readers;

/// <summary>Reads bodies as the webhook does, and shows what was understood in our own JSON.</summary>
internal static class Reads
{
    public static (string? Reader, Reading Reading) Body(string body) => SignalReaders.All.Read(new(Encoding.UTF8.GetBytes(body)));

    public static Refusal? Refusal(string body) => Body(body).Reading.Refusal;

    /// <summary>Why the body is not read, or cannot be carried out by anybody.</summary>
    public static Refusal? Impossible(string body) => Refusal(body) ?? ImpossibleSignals.Refuse(One(body));

    /// <summary>The one signal in a body that must be understood.</summary>
    public static Signal One(string body)
    {
        var (_, reading) = Body(body);
        Assert.True(reading.Refusal is null, $"{reading.Refusal?.Code}: {reading.Refusal?.Message}\n{body}");
        return Assert.Single(reading.Signals);
    }

    /// <summary>Without the version, which is the same everywhere.</summary>
    public static string Canonical(Signal signal) => SignalboxJsonWriter.Write(signal).Replace("\"v\":1,", "", StringComparison.Ordinal);

    public static string Canonical(string body) => Canonical(One(body));
}
