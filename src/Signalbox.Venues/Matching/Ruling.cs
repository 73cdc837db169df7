namespace Signalbox.Venues.Matching;

/// <summary>Why the exchange refused.</summary>
public sealed record Refusal(RejectReason Reason, string Message);

/// <summary>What became of a request: the order it concerns, or why it was refused.</summary>
public readonly record struct Ruling(Order? Order, Refusal? Refusal);
