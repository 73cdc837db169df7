namespace Signalbox.Venues.Wire;

/// <summary>How a request ended, before anybody has read what the venue said.</summary>
public sealed record WireReply
{
    public required WireEnd End { get; init; }

    public int Status { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>For an answer: as its header says. For what was not sent: when there is room again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The headers the venue's limits are read from.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>For what was not answered: what happened.</summary>
    public string Why { get; init; } = "";

    public bool IsSuccess => End == WireEnd.Answered && Status is >= 200 and < 300;

    public string? Header(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>How a command ended that has no answer to read.</summary>
    public VenueOutcome? Unanswered => End switch
    {
        WireEnd.NotSent => new VenueOutcome.NotSent(Why, RetryAfter),
        WireEnd.Unknown => new VenueOutcome.Unknown(Why),
        _ => null,
    };
}

public enum WireEnd
{
    /// <summary>The venue answered, whatever it said.</summary>
    Answered,

    /// <summary>No byte of the request has left.</summary>
    NotSent,

    /// <summary>Bytes have left and no whole answer came.</summary>
    Unknown,
}
