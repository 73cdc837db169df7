using Signalbox.Journal;

namespace Signalbox.Server.Archives;

/// <summary>Follows the events of one archive and proves each from the one before it.</summary>
internal sealed class ArchiveWalk(string name, ArchiveOpening opening)
{
    private readonly Dictionary<string, ArchiveHead> ends = opening.After.ToDictionary(head => head.Stream, StringComparer.Ordinal);
    private long events;

    public void Visit(JournalEvent stored)
    {
        var before = ends.GetValueOrDefault(stored.Stream.Value) ?? ArchiveHead.Of(stored.Stream, 0, HashChain.Origin);
        if (stored.Version != before.Version + 1 || !HashChain.Follows(Convert.FromHexString(before.Hash), stored))
        {
            throw ArchiveFile.Broken(name, $"event {stored.Version} of {stored.Stream} does not follow from the one before it");
        }

        ends[stored.Stream.Value] = ArchiveHead.Of(stored.Stream, stored.Version, stored.Hash);
        events++;
    }

    public void End(ArchiveClosing closing, byte[] digest)
    {
        if (!AnchorSigner.IsSigned(closing.Anchored()))
        {
            throw ArchiveFile.Broken(name, "its signature does not fit its closing");
        }

        if (closing.Events != events || closing.Digest != Convert.ToHexStringLower(digest)
            || !closing.Heads.ToHashSet().SetEquals(ends.Values))
        {
            throw ArchiveFile.Broken(name, "its closing tells of other events");
        }
    }
}
