namespace Signalbox.Server.Notifications.Senders;

internal sealed record NtfyBody(string Topic, string Title, string Message, int Priority, string? Click);

/// <summary>A topic of ntfy, published as JSON at the root of its server so that titles may hold any letter.</summary>
internal sealed class NtfySender(NotificationHttp http) : ISender
{
    private const int Urgent = 5;
    private const int High = 4;
    private const int Plain = 3;

    public Task<Delivery> SendAsync(DestinationAddress address, NotificationMessage message, CancellationToken cancel)
    {
        var url = new Uri(address.Url!);
        var priority = message.IsTest ? Plain : message.IsGrave ? Urgent : High;
        return http.PostAsync(
            new(url, "."), new NtfyBody(TopicOf(url), message.Title, message.Text, priority, message.Link), NotificationJson.Default.NtfyBody, address.Token, Mend, cancel);
    }

    /// <summary>The end of the path; empty where there is none.</summary>
    public static string TopicOf(Uri url) => Uri.UnescapeDataString(url.Segments[^1].Trim('/'));

    private static string? Mend(int status) => status is 401 or 403 ? "The topic asks for an access token, or for another one: enter it." : null;
}
