using System.Text.Json;
using Signalbox.Server.Guidance;
using Signalbox.Signals.Readers.SignalboxJson;
using Signalbox.Tests.Signals.Readers;
using Xunit;

namespace Signalbox.Tests.Signals;

/// <summary>The schema names exactly the fields that are read and written, and their words.</summary>
public sealed class SignalSchemaTests
{
    private static readonly JsonElement Signal = JsonDocument.Parse(SignalSchema.Text).RootElement.GetProperty("$defs").GetProperty("signal");

    [Fact]
    public void EveryFieldItNames_IsRead()
    {
        foreach (var (path, field) in Fields(Signal, ""))
        {
            // A value of no field's kind: whoever reads the field refuses it by its path.
            var refusal = Reads.Refusal(Wrap(path, IsContainer(field) ? "true" : "[1]"));
            Assert.True(refusal?.Field == path, $"{path}: {refusal?.Field} {refusal?.Message}");
        }
    }

    [Fact]
    public void EverythingWeWrite_FollowsIt()
    {
        var names = Fields(Signal, "").Select(field => field.Path).ToHashSet(StringComparer.Ordinal);
        var written = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 0; seed < 2_000; seed++)
        {
            using var json = JsonDocument.Parse(SignalboxJsonWriter.Write(new RandomSignals(seed).Next()));
            Check(json.RootElement, Signal, "", written);
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    private static void Check(JsonElement value, JsonElement schema, string path, HashSet<string> written)
    {
        foreach (var field in value.EnumerateObject())
        {
            var name = path + field.Name;
            var known = schema.GetProperty("properties").GetProperty(field.Name);
            written.Add(name);
            if (known.TryGetProperty("enum", out var words))
            {
                Assert.Contains(words.EnumerateArray(), word => word.GetString() == field.Value.GetString());
            }
            else if (known.TryGetProperty("items", out var item))
            {
                Assert.All(field.Value.EnumerateArray(), each => Check(each, item, $"{name}[0].", written));
            }
            else if (known.TryGetProperty("properties", out _))
            {
                Check(field.Value, known, $"{name}.", written);
            }
            else if (known.TryGetProperty("pattern", out var pattern))
            {
                Assert.Matches(pattern.GetString()!, field.Value.GetString()!);
            }
        }
    }

    private static IEnumerable<(string Path, JsonElement Schema)> Fields(JsonElement schema, string path)
    {
        foreach (var field in schema.GetProperty("properties").EnumerateObject())
        {
            yield return (path + field.Name, field.Value);
            var inner = field.Value.TryGetProperty("items", out var item) ? Fields(item, $"{path}{field.Name}[0].")
                : field.Value.TryGetProperty("properties", out _) ? Fields(field.Value, $"{path}{field.Name}.")
                : [];
            foreach (var each in inner)
            {
                yield return each;
            }
        }
    }

    private static bool IsContainer(JsonElement field) => field.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() is "object" or "array";

    /// <summary>A signal whose one field at the path has the value; what must stand beside it does.</summary>
    private static string Wrap(string path, string value)
    {
        if (path == "v")
        {
            return $$"""{"action":"buy","v":{{value}} }""";
        }

        var parts = path.Split('.');
        var inner = $"\"{parts[^1]}\":{value}";
        if (parts.Length > 1)
        {
            var beside = parts[0] == "size" && parts[^1] != "quantity" ? "\"quantity\":1," : parts[0] == "order" && parts[^1] != "type" ? "\"type\":\"market\"," : "";
            inner = parts[0].EndsWith("takeProfit", StringComparison.Ordinal) && parts.Length == 3
                ? $$"""
                "takeProfit":{"targets":[{{{inner}}}]}
                """.Trim()
                : $"\"{parts[0]}\":{{{beside}{inner}}}";
        }

        return path == "action" ? $$"""{"v":1,{{inner}} }""" : $$"""{"v":1,"action":"buy",{{inner}} }""";
    }
}
