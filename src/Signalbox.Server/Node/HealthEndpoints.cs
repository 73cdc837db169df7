using System.Text.Json.Serialization;

namespace Signalbox.Server.Node;

/// <summary>For whoever watches the process: is it alive, and does it take signals.</summary>
internal static class HealthEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/healthz", () => TypedResults.Json(new HealthDocument("alive", null), HealthJson.Default.HealthDocument))
            .AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/readyz", (Readiness readiness) => readiness.WhyNot is { } why
                ? TypedResults.Json(new HealthDocument("not ready", why), HealthJson.Default.HealthDocument, statusCode: StatusCodes.Status503ServiceUnavailable)
                : TypedResults.Json(new HealthDocument("ready", null), HealthJson.Default.HealthDocument))
            .AllowAnonymous().ExcludeFromDescription();
    }
}

/// <summary>Whether the node takes signals, and why not.</summary>
internal sealed class Readiness
{
    private string? whyNot = "The server is starting.";

    public string? WhyNot => Volatile.Read(ref whyNot);

    public void Set(string? reason) => Volatile.Write(ref whyNot, reason);
}

internal sealed record HealthDocument(string Status, string? Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthDocument))]
internal sealed partial class HealthJson : JsonSerializerContext;
