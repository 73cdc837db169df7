namespace Signalbox.Journal;

/// <summary>The first thing that is wrong with a stream.</summary>
/// <param name="Version">The event it was found at.</param>
/// <param name="What">A plain sentence for the operator.</param>
public sealed record StreamFault(StreamId Stream, long Version, string What);

/// <summary>What a verification saw; without faults, everything it read is as it was written.</summary>
public sealed record VerificationReport(int Streams, long Events, IReadOnlyList<StreamFault> Faults)
{
    public bool IsSound => Faults.Count == 0;
}
