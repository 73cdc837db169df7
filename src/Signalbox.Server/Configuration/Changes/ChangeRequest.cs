using Signalbox.Server.Configuration.Audit;

namespace Signalbox.Server.Configuration.Changes;

/// <summary>Who asks for a change, and why; both go into the audit event.</summary>
public sealed record ChangeRequest(Actor By, string? Why = null);
