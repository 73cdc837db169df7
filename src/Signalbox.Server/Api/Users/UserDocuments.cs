using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Users;

/// <summary>A new user.</summary>
public sealed record NewUserInput(
    [property: Required, Description("What the user signs in with.")] string? Name = null,
    [property: Required, Description("One of viewer, approver, trader, auditor, admin and owner.")] Role? Role = null,
    [property: Required, Description("At least 12 characters. The user should change it after the first sign-in.")] string? Password = null);

/// <summary>What may change about a user, whole.</summary>
public sealed record UserInput(
    [property: Required] Role? Role = null,
    [property: Description("Off: sessions end and tokens stop working at once.")] bool Enabled = true,
    [property: Description("Absent: the password stays. A new one ends the user's sessions.")] string? Password = null,
    [property: Required, Description("The version you read.")] long? Version = null);

/// <summary>A user as it stands.</summary>
public sealed record UserDocument(string Id, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string Name, Role Role, bool Enabled)
{
    /// <summary>Nothing signs the user in yet, so an invitation can be made again. Only lists of users tell it.</summary>
    public bool? IsInvitable { get; init; }

    public static UserDocument Of(Stored<UserAccount> stored) => new(
        stored.Value.Id, stored.Version, stored.CreatedAt, stored.UpdatedAt, stored.Value.Name, stored.Value.Role, stored.Value.Enabled);
}
