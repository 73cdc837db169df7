using System.Text.Json;
using System.Text.Json.Nodes;

namespace Signalbox.Server.Configuration.Audit;

/// <summary>Puts the names users have now beside their ids in what is read of permissions; the trail keeps the ids alone.</summary>
internal static class PermissionNames
{
    public static AdministrationEvent Read(AdministrationEvent happened, IReadOnlyDictionary<string, string> names) =>
        happened is PermissionGranted or PermissionRevoked ? happened with { Before = Named(happened.Before, names), After = Named(happened.After, names) } : happened;

    private static JsonElement? Named(JsonElement? row, IReadOnlyDictionary<string, string> names)
    {
        if (row is not { ValueKind: JsonValueKind.Object } found || JsonObject.Create(found) is not { } named || named["userId"]?.GetValue<string>() is not { } id)
        {
            return row;
        }

        // Also in entries of before, which kept the name: the user may have been erased since.
        named["userName"] = names.GetValueOrDefault(id, PersonalSealing.Erased);
        return JsonElement.Parse(named.ToJsonString());
    }
}
