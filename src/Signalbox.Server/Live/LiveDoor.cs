using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Requests;

namespace Signalbox.Server.Live;

/// <summary>
/// The open connections of the live feed. A connection lives as long as its caller would come in as the same: session, token,
/// user and role. After anything was administered each is looked at before it is told anything more, and whoever is told
/// nothing is looked at in the background. What ended elsewhere, or by time, is found within <see cref="LiveOptions.StandingFrame"/>.
/// </summary>
internal sealed class LiveDoor(CallerStanding standing, AdministrationNews news, LiveOptions options, TimeProvider clock, ILogger<LiveDoor> log) : BackgroundService
{
    private readonly ConcurrentDictionary<string, LiveGuest> guests = new(StringComparer.Ordinal);

    /// <summary>Those whose connection is open.</summary>
    public IEnumerable<LiveGuest> Guests => guests.Values;

    public async Task EnterAsync(HubCallerContext context)
    {
        if (context.User is not { } user || Caller.Of(user) is not { } caller)
        {
            context.Abort();
            return;
        }

        var guest = new LiveGuest(caller, context.Abort);
        guests[context.ConnectionId] = guest;

        // Between its admission and now it was not in the list that is looked through.
        await HoldsAsync(guest, context.ConnectionAborted);
    }

    public LiveGuest? Find(string connection) => guests.GetValueOrDefault(connection);

    public void Leave(string connection) => guests.TryRemove(connection, out _);

    /// <summary>Whether it may be told anything; it is ended where it may not.</summary>
    public async ValueTask<bool> HoldsAsync(LiveGuest guest, CancellationToken cancel)
    {
        var writes = news.Writes;
        if (!guest.IsOver && (guest.SeenAt != writes || guest.EndsAt <= clock.GetUtcNow()))
        {
            await LookAsync(guest, writes, cancel);
        }

        return !guest.IsOver;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = clock.CreateTimer(_ => news.Wake(), null, options.StandingFrame, options.StandingFrame);
        while (true)
        {
            await news.NextAsync(stoppingToken);
            try
            {
                foreach (var guest in guests.Values)
                {
                    await LookAsync(guest, news.Writes, stoppingToken);
                }
            }
            catch (JournalException failure)
            {
                LiveLog.NotAsked(log, failure.Message);
            }
            catch (Exception defect) when (!stoppingToken.IsCancellationRequested)
            {
                LiveLog.DoorBroke(log, defect);
            }
        }
    }

    private async Task LookAsync(LiveGuest guest, long writes, CancellationToken cancel)
    {
        if (await standing.HoldsAsync(guest.Caller, cancel))
        {
            guest.SeenAt = writes;
        }
        else
        {
            guest.End();
        }
    }
}
