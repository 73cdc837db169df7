using System.Text.Json;

namespace Signalbox.Server.Intake;

/// <summary>What was mended in a body to read it; said only where something was.</summary>
internal static class RepairList
{
    public static void Write(Utf8JsonWriter json, IReadOnlyCollection<string> repairs)
    {
        if (repairs.Count == 0)
        {
            return;
        }

        json.WriteStartArray("repairs");
        foreach (var repair in repairs)
        {
            json.WriteStringValue(repair);
        }

        json.WriteEndArray();
    }
}
