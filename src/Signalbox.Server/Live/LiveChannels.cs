using System.Collections.Concurrent;
using System.Text.Json;

namespace Signalbox.Server.Live;

/// <summary>The channels that somebody follows, or followed a moment ago.</summary>
internal sealed class LiveChannels(LiveOptions options, TimeProvider clock)
{
    /// <summary>Fewer messages than this in a millisecond: a channel begun later starts higher, also after a restart.</summary>
    private const long SequencesPerMs = 1_000;

    private readonly ConcurrentDictionary<string, LiveChannel> channels = new(StringComparer.Ordinal);

    /// <summary>Followers dropped because they were slow, of the channels that exist.</summary>
    public int Dropped => channels.Values.Sum(channel => channel.Dropped);

    public int Count => channels.Count;

    /// <summary>Null when there are too many already, of this user's or of everybody's.</summary>
    /// <param name="user">Who follows it: the first one has opened it, also after it is followed by nobody.</param>
    public LiveChannel? Open(ChannelName name, string user)
    {
        if (channels.TryGetValue(name.Text, out var open))
        {
            return open;
        }

        return channels.Count >= options.ChannelsMax || channels.Values.Count(channel => channel.OpenedBy == user) >= options.ChannelsPerUserMax
            ? null
            : channels.GetOrAdd(name.Text, text => new(text, clock.GetUtcNow().ToUnixTimeMilliseconds() * SequencesPerMs, options) { OpenedBy = user });
    }

    public bool IsFollowed(string name) => channels.TryGetValue(name, out var channel) && channel.IsFollowed;

    /// <summary>The followed channels of a kind.</summary>
    public IEnumerable<ChannelName> Followed(string kind)
    {
        foreach (var channel in channels.Values)
        {
            if (channel.IsFollowed && ChannelName.Read(channel.Name) is { } name && name.Kind == kind)
            {
                yield return name;
            }
        }
    }

    /// <summary>Tells the followers; where there never was one, nobody.</summary>
    public void Publish(string name, string type, JsonElement data, LiveSubject? subject = null)
    {
        if (channels.TryGetValue(name, out var channel))
        {
            channel.Publish(type, data, subject);
        }
    }

    public bool Exists(string name) => channels.ContainsKey(name);

    public void CloseDeserted()
    {
        var since = clock.GetUtcNow() - options.Linger;
        foreach (var channel in channels.Values.Where(channel => channel.IsDesertedSince(since)))
        {
            channels.TryRemove(new(channel.Name, channel));
        }
    }
}
