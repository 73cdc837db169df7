using System.Text;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Alpaca;

/// <summary>One market stream: log in, subscribe what is wanted now and later, and each message as it comes.</summary>
internal sealed class AlpacaMarketTalk(Uri address, AlpacaSigner signer, WantedStreams wanted) : IStreamTalk<AlpacaMarketMessage>
{
    // The account has another line open; while it stands, a new one is refused.
    private const long TooManyLines = 406;

    private readonly HashSet<string> subscribed = new(StringComparer.Ordinal);
    private bool isLoggedIn;

    public StreamRhythm Rhythm { get; } = new() { SpeakEvery = TimeSpan.FromMilliseconds(250) };

    public Task<StreamDial> DialAsync(CancellationToken cancel) => Task.FromResult(StreamDial.To(address));

    public void Open(StreamTurn<AlpacaMarketMessage> turn) => turn.Send(signer.LogInToMarket());

    public ReadOnlyMemory<byte> Speak()
    {
        if (!Volatile.Read(ref isLoggedIn))
        {
            return default;
        }

        string[] missing = [.. wanted.All.Where(name => !subscribed.Contains(name))];
        if (missing.Length == 0)
        {
            return default;
        }

        subscribed.UnionWith(missing);
        var lists = missing.Select(AlpacaStreamNames.Parts).GroupBy(each => each.Kind, StringComparer.Ordinal)
            .Select(group => $"\"{group.Key}\":[\"{string.Join("\",\"", group.Select(each => each.Symbol))}\"]");
        return Encoding.UTF8.GetBytes($$"""{"action":"subscribe",{{string.Join(',', lists)}}}""");
    }

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<AlpacaMarketMessage> turn)
    {
        if (AlpacaMarketMessage.Read(message) is not { } parts)
        {
            turn.Gap("A message of the market stream cannot be read.");
            return;
        }

        foreach (var part in parts)
        {
            switch (part.Type)
            {
                case "success" when part.Message == "authenticated":
                    Volatile.Write(ref isLoggedIn, true);
                    turn.Ready();
                    break;
                case "error" when part.Code is TooManyLines or 401 or 402 or 404 or 407 or 408 or 409 or 500:
                    turn.HangUp($"Alpaca refused the market stream ({part.Code}): {part.Message}.");
                    break;
                case "error":
                    // A name it does not know, or more names than the subscription has: the others go on.
                    turn.Gap($"Alpaca refused a subscription ({part.Code}): {part.Message}.");
                    break;
                default:
                    turn.Tell(part);
                    break;
            }
        }
    }
}
