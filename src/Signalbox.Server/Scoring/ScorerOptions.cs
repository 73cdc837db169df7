namespace Signalbox.Server.Scoring;

public sealed record ScorerOptions
{
    /// <summary>
    /// Hosts scorers may be asked at although they are in a private network or on this machine, by name or address. Default:
    /// none, so that nobody who may configure a gate can reach what only this machine can.
    /// </summary>
    public IReadOnlySet<string> PrivateHosts { get; init; } = new HashSet<string>();

    /// <summary>The longest answer that is read. Default 64 KB.</summary>
    public int AnswerBytesMax { get; init; } = 64 * 1024;

    /// <summary>Requests to one scorer at a time. Default 32; more wait, within their budget.</summary>
    public int ConnectionsMax { get; init; } = 32;

    public bool Allows(string host) => PrivateHosts.Contains(host.Trim('[', ']').ToLowerInvariant());
}
