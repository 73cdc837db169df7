namespace Signalbox.Signals;

/// <summary>One signal language. Readers stand in one list, in order; the first that recognises a text reads it.</summary>
public interface ISignalReader
{
    /// <summary>The language's name, kept with every signal it reads.</summary>
    string Name { get; }

    bool Recognises(SignalText text);

    Reading Read(SignalText text);
}

/// <summary>A body as it arrived; JSON is parsed once and shared by the readers.</summary>
public sealed class SignalText(ReadOnlyMemory<byte> utf8)
{
    private readonly Lazy<ParsedJson> json = new(() => ParsedJson.Parse(utf8));

    public ReadOnlyMemory<byte> Utf8 => utf8;

    public ParsedJson Json => json.Value;
}

/// <summary>
/// What a reader made of a text: the signals in it, in order, or the reason why not; and what had to be mended to read it.
/// </summary>
public sealed record Reading
{
    public IReadOnlyList<Signal> Signals { get; private init; } = [];

    public Refusal? Refusal { get; private init; }

    /// <summary>What was repaired, where a repair was unambiguous: smart quotes, a trailing comma.</summary>
    public IReadOnlyList<string> Repairs { get; init; } = [];

    public static Reading Of(params IReadOnlyList<Signal> signals) => new() { Signals = signals };

    public static Reading Refused(Refusal refusal) => new() { Refusal = refusal };
}
