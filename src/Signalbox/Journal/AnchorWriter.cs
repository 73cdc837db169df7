namespace Signalbox.Journal;

/// <summary>
/// Anchors the journal once a minute when any stream changed. Several nodes may anchor the same journal: who comes
/// second reads what the other wrote and lists only what is left.
/// </summary>
public sealed class AnchorWriter(IJournal journal, AnchorSigner signer, TimeProvider clock, Action<JournalException> failed)
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private const int AttemptsMax = 5;

    private readonly Dictionary<StreamId, long> anchored = [];

    private StreamHead last = new(StreamId.Anchors, 0, 0, HashChain.Origin);

    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            try
            {
                await WriteAsync(cancel);
            }
            catch (JournalException failure)
            {
                // The next minute's anchor covers what this one should have.
                failed(failure);
            }
        }
    }

    /// <summary>Writes one anchor; false when nothing changed since the last one, or other nodes were faster every time.</summary>
    public async Task<bool> WriteAsync(CancellationToken cancel)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            await CatchUpAsync(cancel);
            var changed = await ChangedAsync(cancel);
            if (changed.Count == 0)
            {
                return false;
            }

            if (await AppendAsync(changed, cancel))
            {
                return true;
            }
        }

        return false;
    }

    private async Task CatchUpAsync(CancellationToken cancel)
    {
        if (await journal.HeadAsync(StreamId.Anchors, cancel) is not { } head || head.Version == last.Version)
        {
            return;
        }

        // Anchors of earlier runs are not read: the first one of this run lists everything.
        if (last.Version > 0)
        {
            await foreach (var stored in journal.ReadAsync(StreamId.Anchors, last.Version, cancel))
            {
                Remember(AnchorCodec.Events.Read(stored).Anchor);
                head = head with { Version = stored.Version, Hash = stored.Hash };
            }
        }

        last = head;
    }

    private async Task<List<AnchoredHead>> ChangedAsync(CancellationToken cancel)
    {
        var heads = await journal.HeadsAsync(cancel);
        return [.. heads
            .Where(head => head.Stream != StreamId.Anchors && head.Version > anchored.GetValueOrDefault(head.Stream))
            .Select(head => new AnchoredHead(head.Stream, head.Version, head.Hash))];
    }

    private async Task<bool> AppendAsync(List<AnchoredHead> changed, CancellationToken cancel)
    {
        var anchor = new Anchor(clock.GetUtcNow(), last.Hash, changed);
        var draft = AnchorCodec.Events.Write(signer.Sign(anchor), anchor.At);
        var unit = new AppendUnit
        {
            Stream = StreamId.Anchors,
            ExpectedVersion = last.Version,
            Epoch = last.Epoch,
            Events = [draft],
        };
        var results = await journal.AppendAsync([unit], cancel);
        if (results[0].Status != AppendStatus.Committed)
        {
            return false;
        }

        Remember(anchor);
        var version = last.Version + 1;
        last = last with { Version = version, Hash = HashChain.Next(last.Hash.Span, StreamId.Anchors, version, last.Epoch, draft) };
        return true;
    }

    private void Remember(Anchor anchor)
    {
        foreach (var head in anchor.Heads)
        {
            anchored[head.Stream] = head.Version;
        }
    }
}
