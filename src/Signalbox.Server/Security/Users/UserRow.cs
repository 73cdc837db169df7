using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Changes;

namespace Signalbox.Server.Security.Users;

/// <summary>A row of the table <c>users</c>.</summary>
internal sealed record UserRow : IVersionedRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string NameKey { get; init; }

    public required string Role { get; init; }

    public long Enabled { get; init; }

    /// <summary>Empty: the user signs in otherwise, or was invited and did not come yet.</summary>
    public required string PasswordHash { get; init; }

    /// <summary>Sign-ins tried since <see cref="TriesSince"/>; a success sets it to zero.</summary>
    public long Tries { get; init; }

    public long TriesSince { get; init; }

    public long Version { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public bool HasPassword => PasswordHash.Length > 0;

    public Stored<UserAccount> Stored =>
        new(ToUser(), Version, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt));

    public UserAccount ToUser() => new() { Id = Id, Name = Name, Role = StoredWords.Read<Role>(Role), Enabled = Enabled != 0 };
}
