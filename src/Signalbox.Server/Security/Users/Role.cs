using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Server.Security.Users;

/// <summary>What a user may do; each role may do all the roles before it may.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Role>))]
public enum Role
{
    /// <summary>Sees everything but secrets.</summary>
    Viewer,

    /// <summary>Also trades: closes, cancels, approves, sends signals by hand.</summary>
    Trader,

    /// <summary>Also changes the configuration, the users and the tokens.</summary>
    Admin,

    /// <summary>Also makes and changes owners.</summary>
    Owner,
}
