using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;

namespace Signalbox.Server.Security.Passkeys;

/// <summary>A row of the table <c>passkeys</c>: the public half of a key that never leaves its owner's device.</summary>
internal sealed record PasskeyRow
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string CredentialId { get; init; }

    public required string Name { get; init; }

    public required string PublicKey { get; init; }

    public long SignCount { get; init; }

    /// <summary>How the device said it is reached, separated by blanks.</summary>
    public required string Transports { get; init; }

    public long IsBackupEligible { get; init; }

    public long IsBackedUp { get; init; }

    public long CreatedAt { get; init; }

    public long? LastUsedAt { get; init; }

    public static string TextOf(byte[] credential) => Base64Url.EncodeToString(credential);

    public static PasskeyRow Of(string id, string user, string name, UserPasskeyInfo info, DateTimeOffset now) => new()
    {
        Id = id,
        UserId = user,
        CredentialId = TextOf(info.CredentialId),
        Name = name,
        PublicKey = TextOf(info.PublicKey),
        SignCount = info.SignCount,
        Transports = string.Join(' ', info.Transports ?? []),
        IsBackupEligible = info.IsBackupEligible ? 1 : 0,
        IsBackedUp = info.IsBackedUp ? 1 : 0,
        CreatedAt = now.ToUnixTimeMilliseconds(),
    };

    /// <summary>As the framework reads it. The attestation was looked at once and is not kept.</summary>
    public UserPasskeyInfo ToInfo() => new(
        Base64Url.DecodeFromChars(CredentialId), Base64Url.DecodeFromChars(PublicKey), DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), (uint)SignCount,
        Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries), isUserVerified: true, IsBackupEligible != 0, IsBackedUp != 0, [], [])
    {
        Name = Name,
    };
}
