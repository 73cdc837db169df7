using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Signalbox.Journal;

namespace Signalbox.Server.Archives;

/// <summary>An archive that was proven: its events follow from each other, and its closing is signed and fits them.</summary>
internal sealed record ArchiveFile(ArchiveOpening Opening, ArchiveClosing Closing)
{
    private const int LineCharsMax = 16 * 1024 * 1024;

    /// <summary>Where the streams ended, to hold a journal against; streams nothing happened in have no event to compare.</summary>
    public Anchor Anchor
    {
        get
        {
            var anchor = Closing.Anchored().Anchor;
            return anchor with { Heads = [.. anchor.Heads.Where(head => head.Version > 0)] };
        }
    }

    /// <summary>Reads all of it; throws <see cref="InvalidDataException"/> where anything is not as it was written.</summary>
    public static async Task<ArchiveFile> ReadAsync(string path, CancellationToken cancel)
    {
        var name = Path.GetFileName(path);
        try
        {
            await using var file = File.OpenRead(path);
            await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
            using var reader = new StreamReader(unpacked, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return await ReadAsync(name, reader, cancel);
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or IOException or UnauthorizedAccessException or DecoderFallbackException or CryptographicException)
        {
            throw new InvalidDataException($"The archive {name} cannot be read.", unreadable);
        }
    }

    private static async Task<ArchiveFile> ReadAsync(string name, StreamReader reader, CancellationToken cancel)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var line = await LineAsync(name, reader, cancel);
        var opening = JsonSerializer.Deserialize(line, ArchiveJson.Default.ArchiveOpening) is { Format: ArchiveOpening.FormatNow } read
            ? read
            : throw Broken(name, "it was written by another version of Signalbox");
        var walk = new ArchiveWalk(name, opening);
        while (true)
        {
            digest.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
            line = await LineAsync(name, reader, cancel);
            if (line.StartsWith("{\"closedAt\"", StringComparison.Ordinal))
            {
                break;
            }

            walk.Visit(JsonSerializer.Deserialize(line, ArchiveJson.Default.ArchivedEvent)!.ToEvent());
        }

        var closing = JsonSerializer.Deserialize(line, ArchiveJson.Default.ArchiveClosing)!;
        walk.End(closing, digest.GetHashAndReset());
        return await UnpackedAsync(name, reader, cancel) is null ? new(opening, closing) : throw Broken(name, "something follows its closing");
    }

    public static InvalidDataException Broken(string name, string why) => new($"The archive {name} was changed or is damaged: {why}.");

    private static async Task<string> LineAsync(string name, StreamReader reader, CancellationToken cancel) =>
        await UnpackedAsync(name, reader, cancel) is { Length: > 0 and <= LineCharsMax } line ? line : throw Broken(name, "its closing is missing");

    private static async Task<string?> UnpackedAsync(string name, StreamReader reader, CancellationToken cancel)
    {
        try
        {
            return await reader.ReadLineAsync(cancel);
        }
        catch (InvalidDataException)
        {
            throw Broken(name, "it is not packed as archives are");
        }
    }
}
