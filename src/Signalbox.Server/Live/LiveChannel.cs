using System.Text.Json;
using System.Threading.Channels;

namespace Signalbox.Server.Live;

/// <summary>
/// One channel: the newest messages, and who follows. Publishing never waits: a follower whose queue is full is dropped
/// with the reason.
/// </summary>
internal sealed class LiveChannel(string name, long firstSequence, LiveOptions options)
{
    private readonly Lock gate = new();
    private readonly Queue<LiveMessage> ring = new();
    private readonly List<LiveFollowing> followers = [];
    private long next = firstSequence;
    private DateTimeOffset? deserted;

    public string Name => name;

    /// <summary>The user who followed it first.</summary>
    public required string OpenedBy { get; init; }

    public bool IsFollowed
    {
        get
        {
            lock (gate)
            {
                return followers.Count > 0;
            }
        }
    }

    /// <summary>Followers that were too slow so far.</summary>
    public int Dropped { get; private set; }

    /// <param name="after">The last sequence a client saw.</param>
    public LiveFollowing Join(long? after)
    {
        var queue = Channel.CreateBounded<LiveMessage>(new BoundedChannelOptions(options.WaitingMax) { SingleReader = true });
        lock (gate)
        {
            var oldest = ring.TryPeek(out var first) ? first.Sequence : next;
            var isKnown = after >= oldest - 1 && after < next;
            if (isKnown)
            {
                foreach (var message in ring.Where(message => message.Sequence > after))
                {
                    queue.Writer.TryWrite(message);
                }
            }

            var following = new LiveFollowing(queue, isKnown ? null : next - 1);
            followers.Add(following);
            deserted = null;
            return following;
        }
    }

    public void Leave(LiveFollowing following, DateTimeOffset now)
    {
        lock (gate)
        {
            followers.Remove(following);
            deserted = followers.Count == 0 ? now : null;
        }
    }

    public bool IsDesertedSince(DateTimeOffset time)
    {
        lock (gate)
        {
            return deserted <= time;
        }
    }

    public void Publish(string type, JsonElement data, LiveSubject? subject = null)
    {
        lock (gate)
        {
            var message = new LiveMessage(name, next++, type, data) { Subject = subject };
            ring.Enqueue(message);
            if (ring.Count > options.RingMax)
            {
                ring.Dequeue();
            }

            Dropped += followers.RemoveAll(following => !following.TryTell(message));
        }
    }
}

/// <summary>One client's place in a channel.</summary>
/// <param name="snapshotAt">The sequence a snapshot stands for; null where what was missed is in the queue.</param>
internal sealed class LiveFollowing(Channel<LiveMessage> queue, long? snapshotAt)
{
    public long? SnapshotAt => snapshotAt;

    /// <summary>It was too slow: the queue ends with what was in it.</summary>
    public bool IsDropped { get; private set; }

    public IAsyncEnumerable<LiveMessage> ReadAsync(CancellationToken cancel) => queue.Reader.ReadAllAsync(cancel);

    public bool TryTell(LiveMessage message)
    {
        if (queue.Writer.TryWrite(message))
        {
            return true;
        }

        IsDropped = true;
        queue.Writer.TryComplete();
        return false;
    }
}
