using Signalbox.Identity;
using Signalbox.Signals;
using Signalbox.Strategies.Routing;

namespace Signalbox.Monitoring.Receipts;

/// <summary>What became of a submission by the time it was committed, or was not.</summary>
public abstract record Receipt
{
    private Receipt()
    {
    }

    /// <summary>What may be shown of the body where it held a credential; null: all of it.</summary>
    public string? Redacted { get; init; }

    /// <summary>On disk and owed to its targets. The ticket waits for what they make of it.</summary>
    public sealed record Accepted(SignalReceived Signal, SignalTicket Ticket) : Receipt;

    /// <summary>Several signals of one body, on disk together.</summary>
    public sealed record Batch(SignalId Id, IReadOnlyList<Accepted> Items) : Receipt;

    /// <summary>On disk as not understood or not wanted.</summary>
    public sealed record Refused(Refusal Reason) : Receipt;

    /// <summary>A resend: the first one's result is the answer.</summary>
    public sealed record Duplicate(SignalId First) : Receipt;

    /// <summary>An explicit id that was used for another body.</summary>
    public sealed record IdReused(SignalId First) : Receipt;

    /// <summary>Not on disk: the sender must send again.</summary>
    public sealed record NotCommitted(string Why) : Receipt;
}
