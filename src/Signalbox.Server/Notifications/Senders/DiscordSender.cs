using System.Text.Json.Serialization;

namespace Signalbox.Server.Notifications.Senders;

internal sealed record DiscordBody(string Content, [property: JsonPropertyName("allowed_mentions")] DiscordMentions AllowedMentions);

internal sealed record DiscordMentions(IReadOnlyList<string> Parse);

/// <summary>Discord's webhooks. Nobody is mentioned, whatever a text holds.</summary>
internal sealed class DiscordSender(NotificationHttp http) : ISender
{
    private const int CharsMax = 2_000;

    public Task<Delivery> SendAsync(DestinationAddress address, NotificationMessage message, CancellationToken cancel)
    {
        // Angle brackets keep the link from being drawn as a picture of the page.
        var link = message.Link is { } known ? $"\n\n<{known}>" : "";
        var text = $"{message.Title}\n\n{message.Text}{link}";
        return http.PostAsync(
            new(address.Url!), new DiscordBody(text.Length <= CharsMax ? text : text[..CharsMax], new([])), NotificationJson.Default.DiscordBody, null, Mend, cancel);
    }

    private static string? Mend(int status) => status is 401 or 404 ? "This webhook was removed: make another one in the channel's settings and enter its address." : null;
}
