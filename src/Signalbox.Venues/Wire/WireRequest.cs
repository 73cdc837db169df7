namespace Signalbox.Venues.Wire;

/// <summary>One request as it will leave: signed, encoded, and sent at most once.</summary>
public sealed record WireRequest
{
    public required HttpMethod Method { get; init; }

    /// <summary>Path and query, exactly as signed.</summary>
    public required string Path { get; init; }

    /// <summary>What is sent after the headers. Default nothing.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Past this instant no byte may leave. Default: any time.</summary>
    public DateTimeOffset? SendBy { get; init; }
}
