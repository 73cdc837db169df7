using Signalbox.Identity;
using Signalbox.Venues.Limits;

namespace Signalbox.Venues.Wire;

/// <summary>One request as it will leave: signed, encoded, and sent at most once.</summary>
public sealed record WireRequest
{
    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";

    public required HttpMethod Method { get; init; }

    /// <summary>The path, and where no <see cref="Query"/> is given also the query, exactly as signed.</summary>
    public required string Path { get; init; }

    /// <summary>What follows the question mark, exactly as signed. Default none.</summary>
    public string Query { get; init; } = "";

    /// <summary>What is sent after the headers. Default nothing.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Of the body. Default <c>application/json</c>.</summary>
    public string ContentType { get; init; } = Json;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Past this instant no byte may leave. Default: any time.</summary>
    public DateTimeOffset? SendBy { get; init; }

    /// <summary>Default the last: a question that can wait.</summary>
    public RateLane Lane { get; init; } = RateLane.Data;

    /// <summary>What it takes from the venue's limits. Default nothing.</summary>
    public IReadOnlyList<RateCost> Costs { get; init; } = [];

    /// <summary>Anybody may ask it, whatever headers it has: its answer says nothing of the keys. Default false.</summary>
    public bool IsOpen { get; init; }

    /// <summary>For limits of one instrument.</summary>
    public InstrumentId? Instrument { get; init; }

    public string Target => Query.Length == 0 ? Path : $"{Path}?{Query}";

    // Headers and queries carry keys and signatures.
    public override string ToString() => $"{Method} {Path}";
}
