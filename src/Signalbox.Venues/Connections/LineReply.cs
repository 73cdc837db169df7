using Signalbox.Venues.Errors;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Connections;

/// <summary>An answer and what the venue complained of in it.</summary>
public readonly record struct LineReply(WireReply Wire, VenueComplaint? Complaint)
{
    /// <summary>How a command ended.</summary>
    /// <param name="read">Reads the answer to a command the venue took; null when it is not what the protocol says.</param>
    public VenueOutcome Outcome(Func<WireReply, VenueOutcome?> read) =>
        Wire.Unanswered
        ?? Complaint?.Outcome
        ?? read(Wire)
        ?? new VenueOutcome.Unknown($"The venue answered {Wire.Status} with something that cannot be read.");

    /// <param name="read">Null when the answer is not what the protocol says.</param>
    public VenueAnswer<T> Answer<T>(Func<WireReply, T?> read)
        where T : class
    {
        if (Why is { } why)
        {
            return VenueAnswer.Failed<T>(why);
        }

        return read(Wire) is { } value
            ? VenueAnswer.Of(value)
            : VenueAnswer.Failed<T>($"The venue answered {Wire.Status} with something that cannot be read.");
    }

    /// <summary>The venue's own word that there is no such thing.</summary>
    public bool IsNotFound => Complaint?.Error.Meaning == ErrorMeaning.NotFound;

    /// <summary>Why a question was not answered; null when it was.</summary>
    public string? Why => Wire.End != WireEnd.Answered ? Wire.Why : Complaint?.Sentence;
}
