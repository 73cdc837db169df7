using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Server.Security.Sealing;

/// <summary>What a secret belongs to.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<SecretKind>))]
public enum SecretKind
{
    /// <summary>The credentials of a connection.</summary>
    Connection,

    /// <summary>The secret in a strategy's webhook address.</summary>
    Webhook,

    /// <summary>A secret that gates send to scorers.</summary>
    GateSecret,

    /// <summary>Where notifications go, which is a secret as a whole.</summary>
    Destination,
}
