namespace Signalbox.Server.Notifications.Senders;

/// <summary>Calls the address of a service that tells somebody when the calls stay away.</summary>
internal sealed class HeartbeatSender(NotificationHttp http) : ISender
{
    public Task<Delivery> SendAsync(DestinationAddress address, NotificationMessage message, CancellationToken cancel) => http.GetAsync(new(address.Url!), _ => null, cancel);
}
