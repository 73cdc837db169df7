namespace Signalbox.Server.Security.Setup;

/// <summary>The setup token that may still be exchanged.</summary>
internal sealed record PendingSetup(string Hash, DateTimeOffset ExpiresAt);
