using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Server.Security.Users;

/// <summary>What a user is to the installation. What each may do stands in <see cref="Scopes"/>.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Role>))]
public enum Role
{
    /// <summary>Sees what is shared with it.</summary>
    Viewer,

    /// <summary>Also answers trades that wait for a person.</summary>
    Approver,

    /// <summary>Also trades, and sets up strategies and accounts of its own.</summary>
    Trader,

    /// <summary>Sees everything and the audit trail, and changes nothing.</summary>
    Auditor,

    /// <summary>Does everything but make and change owners.</summary>
    Admin,

    /// <summary>Does everything.</summary>
    Owner,
}
