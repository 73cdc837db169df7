using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Server.Security;

namespace Signalbox.Server.Cli;

/// <summary>What a first start leaves behind, so that the next step needs no copying of secrets.</summary>
/// <param name="WebhookUrl">The address of the demo strategy's webhook, with its secret.</param>
/// <param name="ApiToken">A token for the API, in the name of the demo's user.</param>
/// <param name="SetupUrl">Where the owner is set up; works once, for a day.</param>
public sealed record FirstStart(string? WebhookUrl, string? ApiToken, string? SetupUrl);

/// <summary>The file in the data folder that holds it; only its owner may read it.</summary>
public static class FirstStartFile
{
    public const string Name = "first-start.json";

    public static void Write(string dataFolder, FirstStart content) =>
        OwnerOnlyFile.Write(PathIn(dataFolder), JsonSerializer.SerializeToUtf8Bytes(content, FirstStartJson.Default.FirstStart), replace: true);

    /// <summary>Null where there is no such file, or none that can be read.</summary>
    public static FirstStart? Read(string dataFolder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(PathIn(dataFolder)), FirstStartJson.Default.FirstStart);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string PathIn(string dataFolder) => Path.Combine(dataFolder, Name);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(FirstStart))]
internal sealed partial class FirstStartJson : JsonSerializerContext;
