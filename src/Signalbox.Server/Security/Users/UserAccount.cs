namespace Signalbox.Server.Security.Users;

/// <summary>A person who signs in; the password's hash stays in the table.</summary>
public sealed record UserAccount
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required Role Role { get; init; }

    public required bool Enabled { get; init; }

    /// <summary>Two names that differ only in case are one name.</summary>
    public static string Key(string name) => name.Trim().ToLowerInvariant();
}
