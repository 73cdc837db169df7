using System.Text.Json;
using Signalbox.Identity;

namespace Signalbox.Server.Intake;

/// <summary>What became of the signals of one body, in their order.</summary>
internal static class BatchResults
{
    public static string StatusOf(IReadOnlyList<(SignalId Id, ResultList Results)> items)
    {
        if (items.Any(item => item.Results.Status == "pending"))
        {
            return "pending";
        }

        var first = items[0].Results.Status;
        return items.All(item => item.Results.Status == first) ? first : "partial";
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<(SignalId Id, ResultList Results)> items)
    {
        json.WriteStartArray("batch");
        foreach (var (id, results) in items)
        {
            json.WriteStartObject();
            json.WriteString("id", id.Value);
            json.WriteString("status", results.Status);
            results.WriteCode(json);
            results.Write(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
