namespace Signalbox.Venues.Wire;

/// <summary>How a request ended, before anybody has read what the venue said.</summary>
public sealed record WireReply
{
    public required WireEnd End { get; init; }

    public int Status { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For what was not answered: what happened.</summary>
    public string Why { get; init; } = "";

    public bool IsSuccess => End == WireEnd.Answered && Status is >= 200 and < 300;
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
