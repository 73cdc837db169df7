namespace Signalbox.Server.Security.Permissions;

/// <summary>What one user may do at one strategy or account.</summary>
public sealed record Permission(PermissionKind Kind, string Subject, string User, PermissionLevel Level);

/// <summary>A strategy that every user of the installation may find and subscribe to.</summary>
/// <param name="By">The id of the user who published it.</param>
public sealed record Publication(string Strategy, string Description, string By, DateTimeOffset At);
