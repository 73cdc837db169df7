namespace Signalbox.Server.Notifications.Senders;

/// <summary>How a sending ended.</summary>
internal abstract record Delivery
{
    /// <param name="How">What the other side said, in a sentence.</param>
    internal sealed record Delivered(string How) : Delivery;

    /// <param name="Why">What happened and what to do, without the address.</param>
    /// <param name="RetryAfter">What the other side asked for; null: nothing.</param>
    internal sealed record Failed(string Why, TimeSpan? RetryAfter = null) : Delivery;
}

/// <summary>Sends a message to an address of its kind.</summary>
internal interface ISender
{
    Task<Delivery> SendAsync(DestinationAddress address, NotificationMessage message, CancellationToken cancel);
}

/// <summary>What stands between a message and its sender: nothing, outside of crash tests.</summary>
internal sealed record SenderLayer(Func<ISender, ISender> Over)
{
    public static readonly SenderLayer None = new(sender => sender);
}

/// <summary>The sender of each kind, each within a bound in time.</summary>
internal sealed class AllSenders(NotificationHttp http, NotificationConnections connections, NotificationOptions options, SenderLayer layer)
{
    private readonly Dictionary<DestinationKind, ISender> senders = new()
    {
        [DestinationKind.Webhook] = new WebhookSender(http),
        [DestinationKind.Slack] = new SlackSender(http),
        [DestinationKind.Discord] = new DiscordSender(http),
        [DestinationKind.Telegram] = new TelegramSender(http),
        [DestinationKind.Ntfy] = new NtfySender(http),
        [DestinationKind.Email] = new EmailSender(connections, options),
        [DestinationKind.Heartbeat] = new HeartbeatSender(http),
    };

    public async Task<Delivery> SendAsync(DestinationKind kind, DestinationAddress address, NotificationMessage message, CancellationToken cancel)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        within.CancelAfter(options.SendWithin);
        try
        {
            return await layer.Over(senders[kind]).SendAsync(address, message, within.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Delivery.Failed($"It took longer than {options.SendWithin.TotalSeconds:0} seconds.");
        }
    }
}
