using System.Text;
using System.Text.Json;
using Signalbox.Server.Configuration.Changes;

namespace Signalbox.Server.Api.Input;

/// <summary>Where in a file of JSON the fields stand that errors are about.</summary>
internal static class JsonLines
{
    /// <summary>The errors with the line of their field; of a field that is missing, the line of what it is missing from.</summary>
    /// <param name="text">A file that was read as JSON before.</param>
    /// <param name="root">What errors call the file itself.</param>
    public static IReadOnlyList<FieldError> Locate(IReadOnlyList<FieldError> errors, string text, string root)
    {
        var lines = Find(Encoding.UTF8.GetBytes(text), root, errors.SelectMany(error => SelfAndOuter(error.Path)).ToHashSet(StringComparer.Ordinal));
        return [.. errors.Select(error => error.Line is null && SelfAndOuter(error.Path).FirstOrDefault(lines.ContainsKey) is { } nearest ? error with { Line = lines[nearest] } : error)];
    }

    private static Dictionary<string, int> Find(byte[] text, string root, HashSet<string> wanted)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var open = new Stack<(string Path, int Next)>();
        var reader = new Utf8JsonReader(text);
        var (path, line, counted) = (root, 1, 0);
        while (reader.Read())
        {
            line += text.AsSpan(counted, (int)reader.TokenStartIndex - counted).Count((byte)'\n');
            counted = (int)reader.TokenStartIndex;
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }

            path = PathOf(reader, open, path);
            if (wanted.Contains(path))
            {
                found.TryAdd(path, line);
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                open.Push((path, reader.TokenType == JsonTokenType.StartArray ? 0 : InObject));
            }
        }

        return found;
    }

    private const int InObject = -1;

    /// <summary>Of a name: its own path. Of a value: that of its name, or its place in the list.</summary>
    private static string PathOf(in Utf8JsonReader reader, Stack<(string Path, int Next)> open, string before)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            return $"{open.Peek().Path}.{reader.GetString()}";
        }

        if (!open.TryPeek(out var holder) || holder.Next == InObject)
        {
            return before;
        }

        open.Pop();
        open.Push(holder with { Next = holder.Next + 1 });
        return $"{holder.Path}[{holder.Next}]";
    }

    private static IEnumerable<string> SelfAndOuter(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOfAny(['.', '['], end - 1))
        {
            yield return path[..end];
        }
    }
}
