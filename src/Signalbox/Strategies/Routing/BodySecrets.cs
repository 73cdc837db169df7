using Signalbox.Signals;

namespace Signalbox.Strategies.Routing;

/// <summary>
/// Some languages put a credential into the body. It has to be one the strategy allows, and nothing that is kept or echoed
/// shows it.
/// </summary>
public static class BodySecrets
{
    /// <summary>The submission as it may be kept: with every credential in its text blotted out.</summary>
    public static Submission TakeOut(Submission submission, Reading reading)
    {
        if (reading.Secrets.Count + reading.Hidden.Count == 0)
        {
            return submission;
        }

        var shown = BodySecret.Redact(submission.Text.Plain, reading.Secrets.Concat(reading.Hidden));
        return submission with { Redacted = shown, Arrival = submission.Arrival with { Raw = shown } };
    }

    /// <summary>Why the body is not let in; null when each of its credentials is one the strategy allows.</summary>
    public static Refusal? Refuse(Submission submission, Reading reading)
    {
        // All of them are compared, so that the time it takes does not tell which one is wrong.
        BodySecret? wrong = null;
        foreach (var secret in reading.Secrets)
        {
            if (!submission.Allows(secret.Value))
            {
                wrong ??= secret;
            }
        }

        return wrong is null ? null : new("invalid-password",
            $"The secret in {wrong.Field} is not one of this strategy's. Enter it as a body secret of the strategy, correct it, or leave it out.", wrong.Field);
    }
}
