namespace Signalbox.Venues.Loopback;

public sealed record LoopbackOptions
{
    public required Uri Address { get; init; }

    public required string Key { get; init; }

    public required string Secret { get; init; }

    /// <summary>How long a whole exchange may take. Default 5 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    // The generated text would show the secret wherever options are logged.
    public override string ToString() => $"{nameof(LoopbackOptions)} {{ {Address}, key {Key} }}";
}
