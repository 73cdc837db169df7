using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Server.Security.Permissions;

/// <summary>How far a user's hand reaches at one strategy or account; each level holds those before it.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<PermissionLevel>))]
public enum PermissionLevel
{
    /// <summary>See it and what happens there; subscribe accounts of one's own to a strategy.</summary>
    See = 1,

    /// <summary>Trade there, answer trades that wait, stop and release.</summary>
    Trade,

    /// <summary>Change it: settings, credentials, the webhook and its secrets, subscriptions of an account.</summary>
    Manage,

    /// <summary>Share it, publish it, delete it.</summary>
    Own,
}

/// <summary>What a permission is about.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<PermissionKind>))]
public enum PermissionKind
{
    Strategy,
    Account,
}
