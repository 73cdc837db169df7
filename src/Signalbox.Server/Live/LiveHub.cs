using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Live;

/// <summary>
/// The live feed. A client follows a channel as a stream; it is given what it missed, or the channel as it stands, and then
/// every message as it comes. A refusal is a message too, the last one.
/// </summary>
internal sealed class LiveHub(LiveChannels channels, LiveSnapshots snapshots, LiveSight sights, LiveDoor door, LiveOptions options, TimeProvider clock) : Hub
{
    private const string Following = "following";

    public override Task OnConnectedAsync() => door.EnterAsync(Context);

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        door.Leave(Context.ConnectionId);
        return Task.CompletedTask;
    }

    /// <param name="channel">Such as <c>signals</c> or <c>quote:paper:BTCUSDT</c>.</param>
    /// <param name="after">The last sequence this client saw of it.</param>
    public async IAsyncEnumerable<LiveMessage> Watch(string channel, long? after, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (door.Find(Context.ConnectionId) is not { } guest || !await door.HoldsAsync(guest, cancel))
        {
            yield return Last(channel, "refused", ApiErrors.Unauthenticated);
            yield break;
        }

        var caller = guest.Caller;
        if (Admit(channel, caller, out var name, out var opened) is { } refusal)
        {
            yield return Last(channel, "refused", refusal);
            yield break;
        }

        var place = opened.Join(after);
        Count(1);
        try
        {
            if (place.SnapshotAt is { } sequence)
            {
                yield return new(name.Text, sequence, "snapshot", await snapshots.OfAsync(name, sights.Of(caller), cancel));
            }

            await foreach (var message in place.ReadAsync(cancel))
            {
                if (!await door.HoldsAsync(guest, cancel) || !sights.Sees(sights.Of(caller), name))
                {
                    yield return Last(channel, "refused", ApiErrors.Unauthenticated);
                    yield break;
                }

                if (await sights.ShowAsync(message, sights.Of(caller), cancel) is { } shown)
                {
                    yield return shown;
                }
            }

            if (place.IsDropped)
            {
                yield return Last(channel, "dropped", ApiError.Of("too-slow", $"{options.WaitingMax} messages were waiting. Follow the channel again to go on."));
            }
        }
        finally
        {
            Count(-1);
            opened.Leave(place, clock.GetUtcNow());
        }
    }

    private static LiveMessage Last(string channel, string type, ApiError why) => new(channel, 0, type, LiveElements.One(why, ApiJson.Default.ApiError));

    private ApiError? Admit(string channel, Caller caller, out ChannelName name, out LiveChannel opened)
    {
        (name, opened) = (null!, null!);
        if (ChannelName.Read(channel) is not { } read)
        {
            return ApiError.Of("unknown-channel", $"There is no such channel. The kinds are {string.Join(", ", ChannelName.Kinds)}.");
        }

        if (read.Kind == ChannelName.Audit && !caller.Scopes.Contains(Scope.Audit))
        {
            return ApiErrors.Forbidden;
        }

        if (!sights.Sees(sights.Of(caller), read))
        {
            return ApiError.Of("not-found", "There is nothing of this name.");
        }

        if (Volatile.Read(ref Followed().Value) >= options.ChannelsPerConnectionMax)
        {
            return ApiError.Of("too-many-channels", $"A connection may follow {options.ChannelsPerConnectionMax} channels.");
        }

        if (channels.Open(read, caller.User.Id) is not { } found)
        {
            return ApiError.Of("too-many-channels", "This server, or this user, has as many channels as it may. Follow fewer, or try again in a minute.");
        }

        (name, opened) = (read, found);
        return null;
    }

    private void Count(int change) => Interlocked.Add(ref Followed().Value, change);

    private StrongBox<int> Followed()
    {
        lock (Context.Items)
        {
            if (Context.Items.TryGetValue(Following, out var known) && known is StrongBox<int> box)
            {
                return box;
            }

            box = new(0);
            Context.Items[Following] = box;
            return box;
        }
    }
}
