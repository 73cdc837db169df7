using Signalbox.Bench.Measuring;

namespace Signalbox.Bench;

/// <summary>One part of what is measured.</summary>
internal interface IBench
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>Measures, says what it sees, and returns the figures that have a goal.</summary>
    Task<IReadOnlyList<Goal>> RunAsync();
}
