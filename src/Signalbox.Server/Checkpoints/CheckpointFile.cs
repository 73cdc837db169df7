using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Journal;

namespace Signalbox.Server.Checkpoints;

/// <summary>
/// A signed statement, kept outside the journal, of where every stream ended at one moment. It names the file before it by
/// its hash, so that none can be taken out of the row unnoticed.
/// </summary>
/// <param name="Previous">SHA-256 of the file before, in hex; zeros for the first.</param>
public sealed record CheckpointFile(
    int Format, DateTimeOffset At, string Previous, IReadOnlyList<CheckpointHead> Heads, string PublicKey, string Signature)
{
    private const int FormatNow = 1;
    private const long BytesMax = 64 * 1024 * 1024;

    public static CheckpointFile Of(JournalAnchored anchored) => new(
        FormatNow, anchored.Anchor.At, Hex(anchored.Anchor.Previous),
        [.. anchored.Anchor.Heads.Select(head => new CheckpointHead(head.Stream.Value, head.Version, Hex(head.Hash)))],
        Convert.ToBase64String(anchored.PublicKey.Span), Convert.ToBase64String(anchored.Signature.Span));

    /// <summary>The statement in it; throws <see cref="InvalidDataException"/> where it is none, or was changed.</summary>
    public static JournalAnchored Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length <= BytesMax
                && JsonSerializer.Deserialize(File.ReadAllBytes(path), CheckpointJson.Default.CheckpointFile) is { Format: FormatNow } file
                && file.Anchored() is var anchored && AnchorSigner.IsSigned(anchored))
            {
                return anchored;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The checkpoint {path} cannot be read.", unreadable);
        }

        throw new InvalidDataException($"The checkpoint {path} was changed: its signature does not fit its content.");
    }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, CheckpointJson.Default.CheckpointFile);

    /// <summary>What people compare a key by.</summary>
    public static string PrintOf(ReadOnlySpan<byte> publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey))[..16];

    private JournalAnchored Anchored() => new(
        new(At, Convert.FromHexString(Previous), [.. Heads.Select(head => new AnchoredHead(new(head.Stream), head.Version, Convert.FromHexString(head.Hash)))]),
        Convert.FromBase64String(PublicKey), Convert.FromBase64String(Signature));

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);
}

public sealed record CheckpointHead(string Stream, long Version, string Hash);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CheckpointFile))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
