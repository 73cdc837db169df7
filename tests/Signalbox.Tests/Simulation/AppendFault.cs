namespace Signalbox.Tests.Simulation;

/// <summary>What goes wrong with an append of the <see cref="MemoryJournal"/>.</summary>
public enum AppendFault
{
    NotCommitted,

    /// <summary>The answer is lost; the units were committed.</summary>
    UnknownCommitted,

    /// <summary>The answer is lost; nothing was committed.</summary>
    UnknownNotCommitted,
}
