namespace Signalbox.Venues.Streams;

/// <summary>
/// One conversation of a stream: what is said when the line stands, what each message means, what keeps it alive. A new one
/// is begun for every connection, so nothing of a broken line is remembered.
/// </summary>
/// <typeparam name="T">What the stream brings.</typeparam>
public interface IStreamTalk<T>
{
    StreamRhythm Rhythm { get; }

    /// <summary>Where to connect; asks for a token first where the venue wants one.</summary>
    Task<StreamDial> DialAsync(CancellationToken cancel);

    /// <summary>The line stands: logs in or subscribes.</summary>
    void Open(StreamTurn<T> turn);

    /// <summary>Reads one message. Called for one message at a time.</summary>
    void Hear(ReadOnlySpan<byte> message, StreamTurn<T> turn);

    /// <summary>What is to be said without being asked: a heartbeat, or subscriptions wanted since. Empty for nothing now.</summary>
    ReadOnlyMemory<byte> Speak() => default;

    /// <summary>Renews what would expire. What comes back is why that failed for good; then the line is dialled anew.</summary>
    Task<string?> TendAsync(CancellationToken cancel) => Task.FromResult<string?>(null);
}

/// <summary>How often things are due on a line. What is null is never due.</summary>
public sealed record StreamRhythm
{
    /// <summary>How often <see cref="IStreamTalk{T}.Speak"/> is asked; the heartbeat the venue prescribes. Default never.</summary>
    public TimeSpan? SpeakEvery { get; init; }

    /// <summary>A line silent for this long is dead, whatever its socket says. Default none: unanswered pings tell.</summary>
    public TimeSpan? SilenceMax { get; init; }

    /// <summary>A line that has not confirmed its subscriptions by then is dialled anew. Default 10 s.</summary>
    public TimeSpan ReadyWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two renewals of a token. Default none.</summary>
    public TimeSpan? TendEvery { get; init; }

    /// <summary>The venue ends lines after a while; ours is dialled anew before that. Default none.</summary>
    public TimeSpan? LifeMax { get; init; }
}

/// <param name="Failure">Why there is no address; null when there is one.</param>
public readonly record struct StreamDial(Uri? Address, IReadOnlyList<KeyValuePair<string, string>> Headers, string? Failure)
{
    public static StreamDial To(Uri address) => new(address, [], null);

    public static StreamDial Failed(string why) => new(null, [], why);
}
