using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Sandbox.Faults;

/// <summary>What goes wrong, where, and how often.</summary>
public sealed record FaultRule
{
    public required FaultKind Fault { get; init; }

    /// <summary>
    /// Method and path of the requests concerned, each with a star for any: <c>POST /v1/orders</c>, <c>* /v1/*</c>. A
    /// stream is <c>STREAM</c> and its path. Several stand apart by <c>|</c>. Default everything.
    /// </summary>
    public string Route { get; init; } = "* /*";

    /// <summary>How many of the next requests or frames. Default 1.</summary>
    public int Times { get; init; } = 1;

    /// <summary>For delays. Default 1,000.</summary>
    public int DelayMs { get; init; } = 1_000;

    /// <summary>For failures. Default 503.</summary>
    public int Status { get; init; } = 503;

    /// <summary>For rate limits. Default 1.</summary>
    public int RetryAfterSeconds { get; init; } = 1;

    public bool Concerns(string method, string path) => Array.Exists(Route.Split('|'), route =>
    {
        var space = route.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && Fits(route[..space], method) && Fits(route[(space + 1)..], path);
    });

    private static bool Fits(string pattern, string text) => pattern.EndsWith('*')
        ? text.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)
        : text.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Rules that are set together; the first that concerns a request applies.</summary>
public sealed record FaultScript(IReadOnlyList<FaultRule> Rules);

[JsonConverter(typeof(SnakeCaseEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>The request is carried out; the line breaks before the reply.</summary>
    DropReply,

    /// <summary>The line breaks and nothing is carried out.</summary>
    DropRequest,

    /// <summary>The request is carried out late.</summary>
    DelayRequest,

    /// <summary>The request is carried out at once; the reply comes late.</summary>
    DelayReply,

    /// <summary>429 with Retry-After; nothing is carried out.</summary>
    TooManyRequests,

    /// <summary>An error status; nothing is carried out.</summary>
    Fail,

    /// <summary>An error status, though the request is carried out.</summary>
    FailAfterProcessing,

    /// <summary>Nothing is carried out and nothing is ever answered.</summary>
    BlackHole,

    /// <summary>A frame of a stream never comes.</summary>
    DropFrame,

    /// <summary>A frame of a stream comes twice.</summary>
    DuplicateFrame,

    /// <summary>Open streams break now.</summary>
    Disconnect,
}
