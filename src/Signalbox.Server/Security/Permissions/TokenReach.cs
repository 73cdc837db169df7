namespace Signalbox.Server.Security.Permissions;

/// <summary>The only strategies and accounts a token touches, of those its user may: what is not named is out of its reach.</summary>
public sealed record TokenReach(IReadOnlyList<string> Strategies, IReadOnlyList<string> Accounts);
