using System.Text;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Repairs;

namespace Signalbox.Signals;

/// <summary>A body as it can be read: mended where that is unambiguous, decoded and parsed once for all readers.</summary>
public sealed class SignalText
{
    private readonly Mended mended;

    private readonly ReadOnlyMemory<byte> body;

    public SignalText(ReadOnlyMemory<byte> body) => (this.body, mended) = (body, Mended.Of(body));

    public ReadOnlyMemory<byte> Utf8 => mended.Utf8;

    public JsonBody Json => mended.Json;

    /// <summary>Codes of <see cref="Repair"/>: what was mended.</summary>
    public IReadOnlyList<string> Repairs => mended.Repairs;

    /// <summary>It begins like JSON, so nobody meant it as plain text.</summary>
    public bool LooksLikeJson => mended.LooksLikeJson;

    /// <summary>JSON as it came in: also a number, a text or null by itself.</summary>
    public bool IsWholeJson => JsonBody.Parse(body).Root is not null;

    public bool IsBlank => Utf8.Span.Trim(" \t\r\n"u8).IsEmpty;

    /// <summary>For the languages that are no JSON.</summary>
    public string Plain => field ??= Encoding.UTF8.GetString(Utf8.Span);

    /// <summary>The root object's fields, for a reader to decide whether the text is its own; null where the root is no object.</summary>
    public JsonFields? RootFields => Json.Root is { Kind: System.Text.Json.JsonValueKind.Object } root ? field ??= new(root) : null;
}
