using System.Text.Json.Serialization;
using Signalbox.Server.Notifications.Senders;

namespace Signalbox.Server.Notifications;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DestinationAddress))]
[JsonSerializable(typeof(DestinationEntry))]
[JsonSerializable(typeof(ToldIncident))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(SlackBody))]
[JsonSerializable(typeof(DiscordBody))]
[JsonSerializable(typeof(TelegramBody))]
[JsonSerializable(typeof(NtfyBody))]
[JsonSerializable(typeof(string))]
internal sealed partial class NotificationJson : JsonSerializerContext;
