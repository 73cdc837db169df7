using System.Globalization;
using System.Text;
using System.Text.Json;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Kucoin;

/// <summary>
/// What every stream has in common: a token tells where to dial and how often to ping, a welcome comes first, and each
/// subscription is confirmed by its number. A token is good for a day, and so is a line.
/// </summary>
internal abstract class KucoinTalk<T>(Func<CancellationToken, Task<VenueAnswer<KucoinStreamToken>>> askToken, Uri? elsewhere, TimeProvider clock) : IStreamTalk<T>
{
    private readonly HashSet<string> unconfirmed = new(StringComparer.Ordinal);
    private TimeSpan pingEvery = TimeSpan.FromSeconds(18);
    private long pingedAt;
    private int requests;

    public StreamRhythm Rhythm { get; private set; } = new();

    protected TimeProvider Clock => clock;

    /// <summary>Whether a welcome has come: nothing is heard before.</summary>
    protected bool IsWelcome { get; private set; }

    /// <summary>How often to ask for words beside the heartbeat; null for the heartbeat alone.</summary>
    protected virtual TimeSpan? SpeakEvery => null;

    public async Task<StreamDial> DialAsync(CancellationToken cancel)
    {
        var answer = await askToken(cancel);
        if (answer.Value is not { } token)
        {
            return StreamDial.Failed(answer.Failure ?? "The venue gave no token for its streams.");
        }

        pingEvery = token.PingEvery;
        pingedAt = clock.GetTimestamp();
        Rhythm = new()
        {
            SpeakEvery = SpeakEvery is { } often && often < pingEvery ? often : pingEvery,
            SilenceMax = token.PingEvery + token.PongWithin,
            LifeMax = TimeSpan.FromHours(23.5),
        };
        var address = elsewhere is null ? token.Address : new UriBuilder(token.Address) { Scheme = elsewhere.Scheme, Host = elsewhere.Host, Port = elsewhere.Port }.Uri;
        return StreamDial.To(new UriBuilder(address) { Query = $"token={Uri.EscapeDataString(token.Token)}&connectId={clock.GetUtcNow().ToUnixTimeMilliseconds()}" }.Uri);
    }

    // The venue speaks first.
    public void Open(StreamTurn<T> turn)
    {
    }

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<T> turn)
    {
        try
        {
            var frame = KucoinFrame.Read(message);
            switch (frame.Kind)
            {
                case KucoinFrameKind.Welcome:
                    IsWelcome = true;
                    Welcomed(turn);
                    break;
                case KucoinFrameKind.Ack when frame.Id is { } id && unconfirmed.Remove(id) && unconfirmed.Count == 0:
                    turn.Ready();
                    break;
                case KucoinFrameKind.Error:
                    turn.HangUp($"The venue refused a message of the stream: {Encoding.UTF8.GetString(frame.Data)}");
                    break;
                case KucoinFrameKind.Message:
                    Read(frame, turn);
                    break;
            }
        }
        catch (JsonException)
        {
            turn.Gap("A message of the stream cannot be read.");
        }
    }

    public virtual ReadOnlyMemory<byte> Speak()
    {
        // The clock of the line and ours may differ by a little: a heartbeat that is almost due goes now.
        if (clock.GetElapsedTime(pingedAt) < pingEvery * 0.9)
        {
            return default;
        }

        pingedAt = clock.GetTimestamp();
        return Encoding.UTF8.GetBytes($$"""{"id":"{{Next()}}","type":"ping"}""");
    }

    protected abstract void Welcomed(StreamTurn<T> turn);

    protected abstract void Read(KucoinFrame frame, StreamTurn<T> turn);

    protected ReadOnlyMemory<byte> Subscription(string topic, bool isPrivate)
    {
        var id = Next();
        unconfirmed.Add(id);
        return Encoding.UTF8.GetBytes(
            $$"""{"id":"{{id}}","type":"subscribe","topic":"{{topic}}","privateChannel":{{(isPrivate ? "true" : "false")}},"response":true}""");
    }

    private string Next() => (++requests).ToString(CultureInfo.InvariantCulture);
}
