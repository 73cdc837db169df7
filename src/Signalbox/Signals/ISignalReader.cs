namespace Signalbox.Signals;

/// <summary>One signal language. Readers stand in one list, in order; the first that recognises a text reads it.</summary>
public interface ISignalReader
{
    /// <summary>The language's name, kept with every signal it reads.</summary>
    string Name { get; }

    bool Recognises(SignalText text);

    Reading Read(SignalText text);
}
