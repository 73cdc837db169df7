using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Journal;

namespace Signalbox.Server.Archives;

/// <summary>The first line of an archive: what it holds, and where it goes on.</summary>
/// <param name="Previous">SHA-256 of the archive before it, in hex; zeros for the first.</param>
/// <param name="After">Where each stream ended there.</param>
internal sealed record ArchiveOpening(int Format, ArchiveKind Kind, string Month, string Previous, IReadOnlyList<ArchiveHead> After)
{
    public const int FormatNow = 1;
}

/// <summary>Where a stream ended.</summary>
internal sealed record ArchiveHead(string Stream, long Version, string Hash)
{
    public static ArchiveHead Of(StreamId stream, long version, ReadOnlyMemory<byte> hash) => new(stream.Value, version, Convert.ToHexStringLower(hash.Span));
}

/// <summary>An event as it was hashed.</summary>
/// <param name="Payload">Byte for byte as it is in the journal; null where it is no JSON on one line.</param>
/// <param name="Raw">Then these are its bytes, in base64.</param>
internal sealed record ArchivedEvent(
    string Stream, long Version, long Epoch, DateTimeOffset At, string Type, string Hash,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Payload = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Raw = null)
{
    public JournalEvent ToEvent() => new(
        new(Stream), Version, Epoch, At, Type,
        Raw is null ? Encoding.UTF8.GetBytes(Payload?.GetRawText() ?? "") : Convert.FromBase64String(Raw), Convert.FromHexString(Hash));

    /// <summary>The payload is put in as it is: written anew, it could have other bytes.</summary>
    public static byte[] Line(JournalEvent stored)
    {
        var line = new ArchivedEvent(stored.Stream.Value, stored.Version, stored.Epoch, stored.At, stored.Type, Convert.ToHexStringLower(stored.Hash.Span));
        if (!IsJsonLine(stored.Payload.Span))
        {
            return JsonSerializer.SerializeToUtf8Bytes(line with { Raw = Convert.ToBase64String(stored.Payload.Span) }, ArchiveJson.Default.ArchivedEvent);
        }

        return [.. JsonSerializer.SerializeToUtf8Bytes(line, ArchiveJson.Default.ArchivedEvent)[..^1], .. ",\"payload\":"u8, .. stored.Payload.Span, (byte)'}'];
    }

    private static bool IsJsonLine(ReadOnlySpan<byte> payload)
    {
        if (payload.Length == 0 || payload[0] != '{' || payload[^1] != '}' || payload.IndexOfAny((byte)'\r', (byte)'\n') >= 0)
        {
            return false;
        }

        var reader = new Utf8JsonReader(payload);
        try
        {
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>
/// The last line: what came before it, and where the streams end now, signed. The signature is an anchor's, with the digest in
/// the place of the anchor before.
/// </summary>
/// <param name="Digest">SHA-256 of all lines before this one, in hex.</param>
internal sealed record ArchiveClosing(DateTimeOffset ClosedAt, long Events, string Digest, IReadOnlyList<ArchiveHead> Heads, string PublicKey, string Signature)
{
    public static ArchiveClosing Of(JournalAnchored anchored, long events) => new(
        anchored.Anchor.At, events, Convert.ToHexStringLower(anchored.Anchor.Previous.Span),
        [.. anchored.Anchor.Heads.Select(head => ArchiveHead.Of(head.Stream, head.Version, head.Hash))],
        Convert.ToBase64String(anchored.PublicKey.Span), Convert.ToBase64String(anchored.Signature.Span));

    public JournalAnchored Anchored() => new(
        new(ClosedAt, Convert.FromHexString(Digest), [.. Heads.Select(head => new AnchoredHead(new(head.Stream), head.Version, Convert.FromHexString(head.Hash)))]),
        Convert.FromBase64String(PublicKey), Convert.FromBase64String(Signature));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ArchiveOpening))]
[JsonSerializable(typeof(ArchivedEvent))]
[JsonSerializable(typeof(ArchiveClosing))]
[JsonSerializable(typeof(IReadOnlyList<ArchiveHead>))]
[JsonSerializable(typeof(ArchiveNote))]
[JsonSerializable(typeof(RetentionRules))]
internal sealed partial class ArchiveJson : JsonSerializerContext;
