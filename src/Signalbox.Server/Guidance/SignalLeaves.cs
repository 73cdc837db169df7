using System.Globalization;
using System.Text.Json;
using Signalbox.Signals;
using Signalbox.Signals.Readers.SignalboxJson;

namespace Signalbox.Server.Guidance;

/// <summary>The single values of what a body was read as, to be found again in the body.</summary>
internal sealed class SignalLeaves
{
    private readonly List<(string Path, string Text)> leaves = [];
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly HashSet<string> unknown = new(StringComparer.Ordinal);

    public SignalLeaves(IReadOnlyList<Signal> signals)
    {
        foreach (var (index, signal) in signals.Index())
        {
            var prefix = signals.Count == 1 ? "" : $"[{index}].";
            using var canonical = JsonDocument.Parse(SignalboxJsonWriter.Write(signal));
            Gather(canonical.RootElement, prefix);
            if (signal.UnknownFields is { ValueKind: JsonValueKind.Object } fields)
            {
                unknown.UnionWith(fields.EnumerateObject().Select(field => prefix + field.Name));
            }
        }
    }

    /// <summary>Whether nobody knows the field of a JSON body, or one that it lies in.</summary>
    public bool IsUnknown(string path) =>
        unknown.Contains(path) || unknown.Any(each => path.StartsWith(each + ".", StringComparison.Ordinal) || path.StartsWith(each + "[", StringComparison.Ordinal));

    /// <summary>What a value set: rather the field of the same name, else the first of the same value that nothing was found for yet.</summary>
    public (string Path, string Text)? Take(string text, string path)
    {
        var same = leaves.Where(leaf => IsSame(leaf.Text, text)).ToList();
        var name = path[(path.LastIndexOf('.') + 1)..];
        (string Path, string Text)? found = same.Find(leaf => leaf.Path == path) is { Path: not null } exact ? exact
            : name.Length > 0 && same.Find(leaf => leaf.Path.Contains(name, StringComparison.OrdinalIgnoreCase)) is { Path: not null } alike ? alike
            : !IsFlag(text) && same.Find(leaf => !used.Contains(leaf.Path)) is { Path: not null } first ? first
            : null;
        if (found is { } taken)
        {
            used.Add(taken.Path);
        }

        return found;
    }

    /// <summary>The signal itself, alone or as an item of a batch.</summary>
    private static bool IsRoot(string path) => path.Length == 0 || path.EndsWith('.');

    private static bool IsFlag(string text) => text is "true" or "false";

    private void Gather(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in element.EnumerateObject().Where(field => !(IsRoot(path) && field.Name == SignalboxJsonReader.VersionField)))
                {
                    Gather(field.Value, IsRoot(path) ? path + field.Name : $"{path}.{field.Name}");
                }

                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index())
                {
                    Gather(item, $"{path}[{index}]");
                }

                break;
            case JsonValueKind.Null:
                break;
            default:
                leaves.Add((path, element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText()));
                break;
        }
    }

    private static bool IsSame(string canonical, string written) =>
        Number(written) is { } number ? Number(canonical) == number
        : Word(canonical) == Word(written) || (written.Length > 9 && Time(written) is { } time && Time(canonical) == time);

    private static decimal? Number(string text) =>
        decimal.TryParse(text.Trim('%', '$', '@', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string Word(string text) => text.Trim().ToUpperInvariant().Replace('-', '_').Replace(' ', '_');
}
