namespace Signalbox.Server.Notifications.Senders;

/// <summary>What a webhook gets; docs/notifications.md describes it.</summary>
/// <param name="Event"><c>incidents</c>, or <c>test</c>.</param>
/// <param name="Incidents">The first 50, the gravest first; whoever is told twice knows them by their id.</param>
/// <param name="More">How many there are besides.</param>
internal sealed record WebhookBody(
    int V, string Event, string Title, string Text, string? Link, bool Grave, IReadOnlyList<ToldIncident> Incidents, long More, DateTimeOffset At);

internal sealed class WebhookSender(NotificationHttp http) : ISender
{
    public Task<Delivery> SendAsync(DestinationAddress address, NotificationMessage message, CancellationToken cancel) => http.PostAsync(
        new(address.Url!),
        new WebhookBody(1, message.IsTest ? "test" : "incidents", message.Title, message.Text, message.Link, message.IsGrave, message.Incidents, message.More, message.At),
        NotificationJson.Default.WebhookBody, address.Token, _ => null, cancel);
}
