using System.Runtime.CompilerServices;
using System.Text.Json;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Loopback;

/// <summary>
/// One stream of the exchange, connected again whenever it ends. It tells of a gap when a line is lost, when a new one
/// stands (what happened in between must be asked for now), and when the frames of one line do not follow each other.
/// </summary>
internal sealed class LoopbackStream(LoopbackOptions options, LoopbackSigner signer, TimeProvider clock, string path)
{
    private static readonly TimeSpan SignedFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HeldLongEnough = TimeSpan.FromSeconds(10);

    /// <summary>Frames and gaps, until cancelled.</summary>
    public async IAsyncEnumerable<LoopbackNews> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var backoff = new Backoff(FirstWait, LongestWait, HeldLongEnough, options.Key.GetHashCode(StringComparison.Ordinal));
        while (true)
        {
            using var socket = await ConnectAsync(cancel);
            var since = clock.GetTimestamp();
            if (socket.IsOpen)
            {
                yield return new(null, "The stream has begun.");
                await foreach (var news in ReadAsync(socket, cancel))
                {
                    yield return news;
                }
            }

            yield return new(null, socket.Why);
            backoff.Held(clock.GetElapsedTime(since));
            await Task.Delay(backoff.Next(), clock, cancel);
        }
    }

    private static async IAsyncEnumerable<LoopbackNews> ReadAsync(WireSocket socket, [EnumeratorCancellation] CancellationToken cancel)
    {
        var expected = 1L;
        while (await socket.ReadAsync(cancel) is { } message)
        {
            if (Decode(message.Span) is not { } frame)
            {
                yield return new(null, "A frame of the stream cannot be read.");
                continue;
            }

            if (frame.Sequence < expected)
            {
                // Seen already.
                continue;
            }

            if (frame.Sequence > expected)
            {
                yield return new(null, $"Frame {expected} of the stream is missing.");
            }

            expected = frame.Sequence + 1;
            yield return new(frame, null);
        }
    }

    private Task<WireSocket> ConnectAsync(CancellationToken cancel)
    {
        var address = new UriBuilder(options.Address) { Scheme = options.Address.Scheme == "https" ? "wss" : "ws", Path = path }.Uri;
        return WireSocket.ConnectAsync(address, signer.Sign("GET", path, [], clock.GetUtcNow(), SignedFor), options.Timeout, clock, cancel);
    }

    private static LoopbackFrame? Decode(ReadOnlySpan<byte> message)
    {
        try
        {
            return JsonSerializer.Deserialize(message, LoopbackJson.Default.LoopbackFrame);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A frame, or why there may be one missing.</summary>
internal readonly record struct LoopbackNews(LoopbackFrame? Frame, string? Gap);
