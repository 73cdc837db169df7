using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Venues;

/// <summary>How a connection to a venue stands.</summary>
/// <param name="Sentence">What is the matter and what mends it; empty when nothing is.</param>
public sealed record ConnectionHealth(ConnectionState State, string Sentence, DateTimeOffset Since);

[JsonConverter(typeof(SnakeCaseEnumConverter<ConnectionState>))]
public enum ConnectionState
{
    /// <summary>Nothing has been asked yet.</summary>
    Fresh,
    Connected,
    KeysRefused,
    PermissionMissing,
    ClockSkewed,
    RateLimited,
    Banned,
    Maintenance,
    Unreachable,
}
