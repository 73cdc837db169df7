using System.Text.Json;
using Signalbox.Server.Configuration.Changes;

namespace Signalbox.Server.Api.Input;

/// <summary>A body as JSON that every part of the server can read, or the sentence that says why it is none.</summary>
internal static class JsonBody
{
    private const string HalfText = "holds what is no text: half a character (an escape such as \\ud83d without its second part), or bytes that are not UTF-8.";
    private const string NoText = $"The body {HalfText}";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public static async Task<(JsonDocument? Document, string? Problem)> ParseAsync(Stream body, CancellationToken cancel)
    {
        try
        {
            var document = await JsonDocument.ParseAsync(body, Strict, cancel);
            var problem = document.RootElement.ValueKind != JsonValueKind.Object ? "The body must be a JSON object."
                : HasNoText(document.RootElement) ? NoText
                : null;
            return (document, problem);
        }
        catch (JsonException malformed)
        {
            return (null, Sentence(malformed, "body"));
        }
        catch (InvalidOperationException)
        {
            // Comparing the names of an object is the one step of parsing that reads texts, and that is how it fails.
            return (null, NoText);
        }
    }

    /// <summary>The same for a file that came as text in a body; what is wrong with it stands at the path.</summary>
    public static (JsonDocument? Document, FieldError? Problem) ParseFile(string text, string path)
    {
        try
        {
            var document = JsonDocument.Parse(text, Strict);
            return document.RootElement.ValueKind != JsonValueKind.Object ? (document, new(path, "The file must be a JSON object.", 1))
                : HasNoText(document.RootElement) ? (document, new(path, $"The file {HalfText}"))
                : (document, null);
        }
        catch (JsonException malformed)
        {
            return (null, new(path, Sentence(malformed, "file"), malformed.LineNumber is { } line ? (int)line + 1 : null));
        }
        catch (InvalidOperationException)
        {
            return (null, new(path, $"The file {HalfText}"));
        }
    }

    // JSON can escape one half of a character that UTF-16 writes in two, and its strings and names are bytes to the parser: it
    // notices only when the text is asked for.
    private static bool HasNoText(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(field => !CanBeText(() => field.Name) || HasNoText(field.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HasNoText),
        JsonValueKind.String => !CanBeText(element.GetString),
        _ => false,
    };

    private static bool CanBeText(Func<string?> text)
    {
        try
        {
            return text() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // The parser's own message quotes the body, which may hold a password.
    private static string Sentence(JsonException malformed, string what) => malformed.LineNumber is { } line && malformed.BytePositionInLine is { } at
        ? $"The {what} is not valid JSON: see line {line + 1}, byte {at + 1}."
        : $"The {what} is not valid JSON, or names a field twice.";
}
