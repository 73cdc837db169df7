using System.Net;

namespace Signalbox.Venues.Wire;

/// <summary>
/// A body that knows whether it has begun to leave. The HTTP/1.1 stack asks for it when a connection stands and the headers
/// still lie in its buffer, so this is the last moment before the first byte: here the deadline is checked, and here a
/// second attempt is refused, whoever would make it.
/// </summary>
internal sealed class OnceContent(ReadOnlyMemory<byte> body, DateTimeOffset? sendBy, TimeProvider clock) : HttpContent
{
    public bool HasLeft { get; private set; }

    /// <summary>Why it was held back.</summary>
    public string? Held { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (HasLeft)
        {
            throw new InvalidOperationException("A request is sent once; its outcome is unknown until the venue tells.");
        }

        var now = clock.GetUtcNow();
        if (now > sendBy)
        {
            Held = $"The request was to be sent by {sendBy:O} and it is {now:O}.";
            throw new InvalidOperationException(Held);
        }

        HasLeft = true;
        await stream.WriteAsync(body, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
