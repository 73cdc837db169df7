namespace Signalbox.Server.Configuration.Audit;

/// <summary>Where a request came from.</summary>
/// <param name="Address">The network address, as a trusted proxy tells it where there is one.</param>
/// <param name="Agent">What the caller's program calls itself.</param>
/// <param name="Request">The id that was answered in <c>X-Request-Id</c>.</param>
public sealed record Origin(string? Address, string? Agent, string? Request);
