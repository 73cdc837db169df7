using System.Text.Json;
using Signalbox.Server.Guidance;
using Signalbox.Signals.Readers.SignalboxJson;
using Signalbox.Tests.Signals.Readers;
using Xunit;

namespace Signalbox.Tests.Signals;

/// <summary>The schema names exactly the fields that are read and written, and accepts and refuses what their reader does.</summary>
public sealed class SignalSchemaTests
{
    private static readonly JsonElement Signal = JsonDocument.Parse(SignalSchema.Text).RootElement.GetProperty("$defs").GetProperty("signal");

    private static readonly SchemaValidator Schema = new(JsonDocument.Parse(SignalSchema.Text).RootElement);

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
            Assert.True(Schema.Accepts(json.RootElement), json.RootElement.GetRawText());
            Gather(json.RootElement, "", written);
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhatItAccepts_IsRead_AndWhatItRefuses_IsNot()
    {
        var (accepted, refused) = (0, 0);
        for (var seed = 0; seed < 6_000; seed++)
        {
            var body = new SchemaMutations(seed).Next();
            using var json = JsonDocument.Parse(body);
            var (reader, reading) = Reads.Body(body);
            var isRead = reader == "signalbox-json" && reading.Refusal is null;
            Assert.True(Schema.Accepts(json.RootElement) == isRead, $"seed {seed}: {(isRead ? "read and refused by the schema" : $"{reading.Refusal?.Code} {reading.Refusal?.Message}")}\n{body}");
            (accepted, refused) = isRead ? (accepted + 1, refused) : (accepted, refused + 1);
        }

        Assert.True(accepted > 1_000 && refused > 1_000, $"{accepted} accepted, {refused} refused");
    }

    private static void Gather(JsonElement value, string path, HashSet<string> written)
    {
        foreach (var field in value.EnumerateObject())
        {
            var name = path + field.Name;
            written.Add(name);
            if (field.Value.ValueKind == JsonValueKind.Array)
            {
                field.Value.EnumerateArray().ToList().ForEach(inner => Gather(inner, $"{name}[0].", written));
            }

            if (field.Value.ValueKind == JsonValueKind.Object && field.Name != "extras")
            {
                Gather(field.Value, $"{name}.", written);
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

    private static bool IsContainer(JsonElement field) => field.TryGetProperty("items", out _) || field.TryGetProperty("properties", out _) || field.GetRawText().Contains("\"object\"", StringComparison.Ordinal);

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
