using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Signalbox.Journal;

namespace Signalbox.Server.Archives;

/// <summary>Writes one archive: every stream of a kind from where the one before ended up to the end of a month.</summary>
internal sealed class ArchiveCopy(IJournal journal, AnchorSigner signer)
{
    private const byte LineFeed = (byte)'\n';

    /// <summary>How many events there are, and where the streams end.</summary>
    /// <param name="opening">What the first line says.</param>
    public async Task<ArchiveClosing> WriteAsync(Stream file, ArchiveOpening opening, DateTimeOffset now, CancellationToken cancel)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
        await LineAsync(packed, digest, JsonSerializer.SerializeToUtf8Bytes(opening, ArchiveJson.Default.ArchiveOpening), cancel);
        var ends = new SortedDictionary<string, ArchiveHead>(opening.After.ToDictionary(head => head.Stream), StringComparer.Ordinal);
        var events = 0L;
        foreach (var head in (await journal.HeadsAsync(cancel)).Where(head => opening.Kind.Holds(head.Stream)).OrderBy(head => head.Stream.Value, StringComparer.Ordinal))
        {
            await foreach (var stored in OfMonthAsync(head.Stream, ends.GetValueOrDefault(head.Stream.Value)?.Version ?? 0, ArchiveMonth.Read(opening.Month).End, cancel))
            {
                await LineAsync(packed, digest, ArchivedEvent.Line(stored), cancel);
                ends[head.Stream.Value] = ArchiveHead.Of(head.Stream, stored.Version, stored.Hash);
                events++;
            }
        }

        var anchor = new Anchor(now, digest.GetHashAndReset(), [.. ends.Values.Select(end => new AnchoredHead(new(end.Stream), end.Version, Convert.FromHexString(end.Hash)))]);
        var closing = ArchiveClosing.Of(signer.Sign(anchor), events);
        await LineAsync(packed, digest, JsonSerializer.SerializeToUtf8Bytes(closing, ArchiveJson.Default.ArchiveClosing), cancel);
        return closing;
    }

    /// <summary>Versions without gaps: an event whose clock was behind comes with the month of those before it.</summary>
    private async IAsyncEnumerable<JournalEvent> OfMonthAsync(
        StreamId stream, long after, DateTimeOffset end, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var stored in journal.ReadAsync(stream, after, cancel))
        {
            if (stored.At >= end)
            {
                yield break;
            }

            yield return stored;
        }
    }

    private static async Task LineAsync(Stream packed, IncrementalHash digest, byte[] line, CancellationToken cancel)
    {
        byte[] whole = [.. line, LineFeed];
        digest.AppendData(whole);
        await packed.WriteAsync(whole, cancel);
    }
}
