using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>What is the same on every line: the heartbeat, confirmations, complaints and notices.</summary>
internal static class OkxHead
{
    private const string ClosingSoon = "64008";

    /// <summary>A line that nothing was said on for half a minute is ended by the venue.</summary>
    public static readonly StreamRhythm Rhythm = new() { SpeakEvery = TimeSpan.FromSeconds(15), SilenceMax = TimeSpan.FromSeconds(30) };

    public static readonly ReadOnlyMemory<byte> Ping = "ping"u8.ToArray();

    public static bool IsPong(ReadOnlySpan<byte> message) => message.SequenceEqual("pong"u8);

    public static OkxFrame? Read(ReadOnlySpan<byte> message) => WireJson.Read(message, OkxJson.Default.OkxFrame);

    /// <summary>Events that end a line, whatever it carries.</summary>
    public static bool Ends<T>(OkxFrame frame, StreamTurn<T> turn)
    {
        switch (frame.Event)
        {
            case "error":
                turn.HangUp($"The venue answered {frame.Code}: {frame.Msg}");
                return true;
            case "notice" when frame.Code == ClosingSoon:
                turn.HangUp("The venue is about to end the line.");
                return true;
            case "channel-conn-count-error":
                turn.HangUp("Too many lines of this account follow the same channel; the venue ended this one.");
                return true;
            default:
                return false;
        }
    }
}
