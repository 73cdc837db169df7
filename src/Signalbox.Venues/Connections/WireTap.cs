using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Connections;

/// <summary>
/// Hears what goes over the wire while one command is carried out, so that a person can be shown it later. Headers, which
/// carry keys and signatures, are never heard.
/// </summary>
public sealed class WireTap
{
    private const int ExchangesMax = 8;
    private const int BytesMax = 8 * 1024;

    private static readonly AsyncLocal<WireTap?> Listening = new();

    private readonly List<WireExchange> heard = [];

    public static WireTap? Current => Listening.Value;

    /// <summary>Hears everything the present flow sends, until it ends.</summary>
    public static WireTap Begin() => Listening.Value = new();

    public IReadOnlyList<WireExchange> Heard
    {
        get
        {
            lock (heard)
            {
                return [.. heard];
            }
        }
    }

    public void Note(WireRequest request, WireReply reply)
    {
        // Copied: what was sent may live in a buffer of the sender's, and what is kept is bounded.
        var exchange = new WireExchange(request.Method.Method, request.Target, Kept(request.Body ?? default), reply.End, reply.Status, Kept(reply.Body), reply.Why);
        lock (heard)
        {
            if (heard.Count < ExchangesMax)
            {
                heard.Add(exchange);
            }
        }
    }

    private static byte[] Kept(ReadOnlyMemory<byte> bytes) => bytes.Length <= BytesMax ? bytes.ToArray() : bytes[..BytesMax].ToArray();
}

/// <summary>One request and what came back, as it was on the wire but without its headers.</summary>
/// <param name="Target">Path and query; signatures in it are not blotted out yet.</param>
/// <param name="Why">For what was not answered: what happened.</param>
public sealed record WireExchange(string Method, string Target, ReadOnlyMemory<byte> Body, WireEnd End, int Status, ReadOnlyMemory<byte> Answer, string Why);
