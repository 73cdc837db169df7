using System.Collections.Concurrent;
using Signalbox.Journal;
using Signalbox.Server.Node;
using Signalbox.Server.Notifications.Senders;
using Signalbox.Server.Security.Sealing;

namespace Signalbox.Server.Notifications;

/// <summary>
/// Tells incidents to whoever asked for it. Each destination is served by itself, one message at a time: a slow one delays no other.
/// What it sends is taken from the <see cref="Outbox"/> and settled there, so a crash at any moment repeats a message at most.
/// </summary>
internal sealed class NotificationPost(
    IncidentWatch watch, Outbox outbox, Vault vault, AllSenders senders, NotificationAlarm alarm, NotificationOptions options, Readiness readiness, Bell bell,
    TimeProvider clock, ILogger<NotificationPost> log) : BackgroundService
{
    private readonly ConcurrentDictionary<string, Task> underway = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var next = await LookAsync(stoppingToken);
                await bell.WaitAsync(next, clock, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(underway.Values);
        }
    }

    /// <summary>Returns when to look again.</summary>
    private async Task<TimeSpan> LookAsync(CancellationToken cancel)
    {
        var next = options.Pace.LookEvery;
        try
        {
            // Before it is ready, the accounts are still being loaded, and what is told first would be half of it.
            if (readiness.WhyNot is null)
            {
                await watch.LookAsync(cancel);
                foreach (var due in await outbox.DueAsync(cancel))
                {
                    var wait = due.NextAt - clock.GetUtcNow();
                    if (wait <= TimeSpan.Zero)
                    {
                        Begin(due.Destination, cancel);
                    }
                    else if (wait < next)
                    {
                        next = wait;
                    }
                }
            }
        }
        catch (JournalException failure)
        {
            NotificationLog.NotRead(log, failure.Message);
        }
        catch (Exception defect) when (!cancel.IsCancellationRequested)
        {
            NotificationLog.Broke(log, defect);
        }

        return next;
    }

    private void Begin(string destination, CancellationToken cancel)
    {
        if (underway.ContainsKey(destination))
        {
            return;
        }

        // It is noted before it begins: one that is over at once must not be noted afterwards, for ever.
        var noted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        underway[destination] = ServeAsync(destination, noted.Task, cancel);
        noted.SetResult();
    }

    private async Task ServeAsync(string destination, Task noted, CancellationToken cancel)
    {
        await noted;
        var isServed = await TryServeAsync(destination, cancel);
        underway.TryRemove(destination, out _);
        if (isServed)
        {
            // More may have come meanwhile. After a failure of the store it is looked at again in its time, not at once.
            bell.Ring();
        }
    }

    private async Task<bool> TryServeAsync(string destination, CancellationToken cancel)
    {
        try
        {
            if (await outbox.ClaimAsync(destination, cancel) is { } batch)
            {
                await SendAsync(batch, cancel);
            }

            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The server stops; what was not settled is sent when it is back.
        }
        catch (JournalException failure)
        {
            NotificationLog.NotRead(log, failure.Message);
        }
        catch (Exception defect)
        {
            NotificationLog.Broke(log, defect);
        }

        return false;
    }

    private async Task SendAsync(Batch batch, CancellationToken cancel)
    {
        var destination = batch.Row.Destination;
        var message = destination.Kind == DestinationKind.Heartbeat
            ? NotificationText.Test(destination, options.PublicAddress, clock.GetUtcNow())
            : NotificationText.Of(batch.Incidents, batch.Folded, options.PublicAddress, clock.GetUtcNow());
        switch (await DeliverAsync(batch.Row, message, cancel))
        {
            case Delivery.Delivered:
                // Also while the server stops: else it would be sent again when it is back.
                await outbox.DeliveredAsync(batch, CancellationToken.None);
                break;
            case Delivery.Failed failed:
                NotificationLog.NotDelivered(log, destination.Kind, destination.Id, failed.Why);
                if (await outbox.FailedAsync(batch, failed.Why, failed.RetryAfter, cancel) is { } line)
                {
                    await alarm.LookAsync(line, cancel);
                }

                break;
        }
    }

    private async Task<Delivery> DeliverAsync(DestinationRow row, NotificationMessage message, CancellationToken cancel)
    {
        try
        {
            return await senders.SendAsync(row.Destination.Kind, DestinationAddress.Open(row.Id, row.AddressSealed, vault), message, cancel);
        }
        catch (VaultException)
        {
            return new Delivery.Failed("Its address in the vault could not be opened. Enter it again.");
        }
    }
}

internal static partial class NotificationLog
{
    [LoggerMessage(7501, LogLevel.Warning, "Notifications wait: {Why} They are looked at again in a moment.")]
    public static partial void NotRead(ILogger log, string why);

    [LoggerMessage(7502, LogLevel.Error, "Notifications stopped by a defect and go on in a moment; trading goes on.")]
    public static partial void Broke(ILogger log, Exception defect);

    [LoggerMessage(7503, LogLevel.Warning, "A notification did not reach the {Kind} destination {Destination}: {Why}")]
    public static partial void NotDelivered(ILogger log, DestinationKind kind, string destination, string why);

    [LoggerMessage(7504, LogLevel.Error, "The alert {Code} could not be written: {Why}")]
    public static partial void NotRaised(ILogger log, string code, string why);
}
