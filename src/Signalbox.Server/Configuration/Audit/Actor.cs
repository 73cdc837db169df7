using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Server.Configuration.Audit;

/// <summary>Who did something. A token acts for the user who owns it.</summary>
/// <param name="Name">The user's name at the time.</param>
/// <param name="Token">The name of the token it was done with.</param>
public sealed record Actor(ActorKind Kind, string Id, string Name, string? Token = null)
{
    /// <summary>The server itself: first start, clean-up.</summary>
    public static readonly Actor Server = new(ActorKind.Server, "server", "Signalbox");
}

[JsonConverter(typeof(SnakeCaseEnumConverter<ActorKind>))]
public enum ActorKind
{
    Server,
    User,
    Token,
}
