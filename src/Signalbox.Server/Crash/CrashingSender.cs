using Signalbox.Server.Notifications;
using Signalbox.Server.Notifications.Senders;

namespace Signalbox.Server.Crash;

/// <summary>Passes the points that lie beside a notification.</summary>
internal sealed class CrashingSender(ISender sender, CrashPlan plan) : ISender
{
    public async Task<Delivery> SendAsync(DestinationAddress address, NotificationMessage message, CancellationToken cancel)
    {
        plan.Pass(CrashPoint.BeforeNotification);
        var ended = await sender.SendAsync(address, message, cancel);
        plan.Pass(CrashPoint.AfterNotification);
        return ended;
    }
}
