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

/// <summary>What a reader made of a text: a signal, or the reason why not.</summary>
public readonly record struct Reading(Signal? Signal, Refusal? Refusal)
{
    public static implicit operator Reading(Signal signal) => new(signal, null);

    public static implicit operator Reading(Refusal refusal) => new(null, refusal);
}
