using System.Text.Json.Serialization;

namespace Signalbox.Server.Notifications.Senders;

internal sealed record SlackBody(string Text, [property: JsonPropertyName("unfurl_links")] bool UnfurlLinks);

/// <summary>Slack's incoming webhooks. What could call a whole channel or look like a link is written out.</summary>
internal sealed class SlackSender(NotificationHttp http) : ISender
{
    public Task<Delivery> SendAsync(DestinationAddress address, NotificationMessage message, CancellationToken cancel)
    {
        var link = message.Link is { } known ? $"\n\n{known}" : "";
        return http.PostAsync(new(address.Url!), new SlackBody(Plain($"{message.Title}\n\n{message.Text}{link}"), false), NotificationJson.Default.SlackBody, null, Mend, cancel);
    }

    private static string Plain(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string? Mend(int status) => status switch
    {
        403 => "The workspace does not allow this webhook: ask its administrator, or make another one.",
        404 => "This webhook was removed: make another one and enter its address.",
        410 => "The channel was archived: make a webhook for another one.",
        _ => null,
    };
}
