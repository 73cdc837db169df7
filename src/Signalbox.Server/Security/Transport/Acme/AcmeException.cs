namespace Signalbox.Server.Security.Transport.Acme;

/// <summary>Why no certificate was obtained, and what to do about it.</summary>
internal sealed class AcmeException(string message, bool isTransient) : Exception(message)
{
    /// <summary>Whether it may go away by itself; false: somebody must change something.</summary>
    public bool IsTransient => isTransient;

    /// <summary>How long the authority wants to be left alone; null: it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A domain was not proven, which authorities count per hour.</summary>
    public bool IsFailedValidation { get; init; }
}
