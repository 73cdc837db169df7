namespace Signalbox.Server.Security.Permissions;

/// <summary>The only strategies and accounts a token touches, of those its user may: what is not named is out of its reach.</summary>
public sealed record TokenReach(IReadOnlyList<string> Strategies, IReadOnlyList<string> Accounts)
{
    public bool IsWithin(TokenReach other) => Strategies.All(other.Strategies.Contains) && Accounts.All(other.Accounts.Contains);
}
