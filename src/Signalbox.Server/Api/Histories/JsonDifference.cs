using System.Text.Json;

namespace Signalbox.Server.Api.Histories;

/// <summary>What is different between two documents.</summary>
internal static class JsonDifference
{
    private const int ChangesMax = 200;

    public static IReadOnlyList<ValueChangeDocument> Of(JsonElement? before, JsonElement? after)
    {
        var changes = new List<ValueChangeDocument>();
        Compare("", before, after, changes);
        return changes;
    }

    private static void Compare(string path, JsonElement? before, JsonElement? after, List<ValueChangeDocument> changes)
    {
        if (changes.Count == ChangesMax || (before is { } left && after is { } right && JsonElement.DeepEquals(left, right)) || (before is null && after is null))
        {
            return;
        }

        if (IsObject(before) && IsObject(after))
        {
            foreach (var name in Names(before!.Value).Union(Names(after!.Value), StringComparer.Ordinal))
            {
                Compare(path.Length == 0 ? name : $"{path}.{name}", Field(before.Value, name), Field(after.Value, name), changes);
            }
        }
        else if (path.Length == 0)
        {
            // Created or deleted: its values one by one, against nothing.
            foreach (var name in Names((after ?? before)!.Value))
            {
                Compare(name, before is { } old ? Field(old, name) : null, after is { } made ? Field(made, name) : null, changes);
            }
        }
        else
        {
            changes.Add(new(path, before, after));
        }
    }

    private static bool IsObject(JsonElement? element) => element is { ValueKind: JsonValueKind.Object };

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(field => field.Name);

    private static JsonElement? Field(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;
}
