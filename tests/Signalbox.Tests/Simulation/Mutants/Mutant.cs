namespace Signalbox.Tests.Simulation.Mutants;

/// <summary>One safety rule of the engine, broken on purpose in a copy of its source.</summary>
/// <param name="Rule">What no longer holds.</param>
/// <param name="File">Below src/Signalbox.</param>
/// <param name="Find">Stands there exactly once.</param>
internal sealed record Mutant(string Rule, string File, string Find, string Replacement);
