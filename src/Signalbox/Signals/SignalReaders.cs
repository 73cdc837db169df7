namespace Signalbox.Signals;

/// <summary>Every language we speak, in the order they are tried.</summary>
public sealed class SignalReaders(IReadOnlyList<ISignalReader> inOrder)
{
    public static readonly SignalReaders All = new([new Readers.TradersPost.TradersPostReader()]);

    /// <summary>The first reader that recognises the text reads it.</summary>
    public (string? Reader, Reading Reading) Read(SignalText text)
    {
        foreach (var reader in inOrder)
        {
            if (reader.Recognises(text))
            {
                return (reader.Name, reader.Read(text));
            }
        }

        return (null, Reading.Refused(NotUnderstood(text)));
    }

    private static Refusal NotUnderstood(SignalText text)
    {
        if (text.Utf8.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return new("empty-json", "The body is empty. Send a JSON object with ticker and action.");
        }

        return text.Json.Error is { } error
            ? new("malformed-json", $"The body is not valid JSON ({error}). Check quotes, commas and braces.")
            : new("invalid-payload", "The body is JSON but no signal. Send an object with ticker and action.");
    }
}
