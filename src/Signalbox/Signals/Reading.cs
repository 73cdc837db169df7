using System.Text;
using System.Text.Json;
using Signalbox.Signals.Readers.Json;

namespace Signalbox.Signals;

/// <summary>
/// What a reader made of a text: the signals in it, in order, or the reason why not; what had to be mended to read it; and
/// the credentials it holds.
/// </summary>
public sealed record Reading
{
    public IReadOnlyList<Signal> Signals { get; private init; } = [];

    public Refusal? Refusal { get; private init; }

    /// <summary>What was repaired, where a repair was unambiguous: see <see cref="Repairs.Repair"/>.</summary>
    public IReadOnlyList<string> Repairs { get; init; } = [];

    /// <summary>
    /// Credentials the body must be let in by. Each has to be one the strategy allows; none is needed where the language
    /// leaves it out. They are taken out of whatever is stored or echoed.
    /// </summary>
    public IReadOnlyList<BodySecret> Secrets { get; init; } = [];

    /// <summary>What is hidden like a credential but lets nobody in: an account's name at another product.</summary>
    public IReadOnlyList<BodySecret> Hidden { get; init; } = [];

    /// <summary>The same, with more to hide: also in the fields nobody knows.</summary>
    internal Reading WithHidden(IReadOnlyList<BodySecret> found) => this with
    {
        Hidden = [.. Hidden, .. found],
        Signals = [.. Signals.Select(signal => signal with { UnknownFields = Redacted(signal.UnknownFields, found) })],
    };

    private static JsonElement? Redacted(JsonElement? fields, IReadOnlyList<BodySecret> found) =>
        fields is { } known ? JsonBody.Parse(Encoding.UTF8.GetBytes(BodySecret.Redact(known.GetRawText(), found))).Root?.ToElement() : null;

    public static Reading Of(params IReadOnlyList<Signal> signals) => new() { Signals = signals };

    public static Reading Refused(Refusal refusal) => new() { Refusal = refusal };
}
