using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signalbox.Server.Live;

/// <summary>What a screen is told.</summary>
/// <param name="Sequence">Rises within a channel, also over a restart of the server.</param>
/// <param name="Type">What the data is; <c>snapshot</c> is the channel as it stands, and replaces what was known of it.</param>
public sealed record LiveMessage(string Channel, long Sequence, string Type, [property: Description("A document as the API answers it.")] JsonElement Data)
{
    [JsonIgnore]
    public LiveSubject? Subject { get; init; }
}
