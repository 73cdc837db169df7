namespace Signalbox.Signals;

/// <summary>Why a signal is not taken: a stable code, and a sentence that says what to change.</summary>
/// <param name="Field">The path of the field at fault, where there is one.</param>
public sealed record Refusal(string Code, string Message, string? Field = null);
