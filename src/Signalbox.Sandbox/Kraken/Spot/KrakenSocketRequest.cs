using System.Text.Json;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>A message of a client: a method, the number that answers repeat, and what it is about.</summary>
internal sealed record KrakenSocketRequest(string Method, long? RequestId, JsonElement About)
{
    public string? Channel => Text("channel");

    public string? Token => Text("token");

    /// <summary>Null for what is no whole number.</summary>
    public long? Whole(string name) => long.TryParse(Text(name), System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Lists keep their JSON; null and what is not there are the same.</summary>
    public string? Text(string name) => TextOf(About, name);

    public IReadOnlyList<string> Texts(string name) => About.ValueKind == JsonValueKind.Object && About.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(each => each.ToString())]
        : [];

    public static string? TextOf(JsonElement about, string name) =>
        about.ValueKind == JsonValueKind.Object && about.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    /// <summary>Null when it cannot be read.</summary>
    public static KrakenSocketRequest? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            return new(
                root.GetProperty("method").GetString() ?? "",
                root.TryGetProperty("req_id", out var number) && number.TryGetInt64(out var known) ? known : null,
                root.TryGetProperty("params", out var given) ? given.Clone() : default);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The answer to it, which is no news.</summary>
    /// <param name="write">The result of what was done.</param>
    public ReadOnlyMemory<byte> Answer(DateTimeOffset now, string? error, Action<Utf8JsonWriter>? write) => Answer(now, Method == "ping" ? "pong" : Method, RequestId, error, write);

    public static ReadOnlyMemory<byte> Unreadable(DateTimeOffset now) => Answer(now, "unknown", null, "Malformed request", null);

    public static ReadOnlyMemory<byte> Greeting() => KrakenJson.Write(json =>
    {
        json.WriteString("channel", "status");
        json.WriteString("type", "update");
        json.WriteObjects("data", ["online"], system =>
        {
            json.WriteString("api_version", "v2");
            json.WriteNumber("connection_id", 1);
            json.WriteString("system", system);
            json.WriteString("version", "2.0.0");
        });
    });

    private static ReadOnlyMemory<byte> Answer(DateTimeOffset now, string method, long? requestId, string? error, Action<Utf8JsonWriter>? write) => KrakenJson.Write(json =>
    {
        json.WriteString("method", method);
        if (requestId is { } number)
        {
            json.WriteNumber("req_id", number);
        }

        if (error is not null)
        {
            json.WriteString("error", error);
        }
        else if (write is not null)
        {
            json.WriteObject("result", () => write(json));
        }

        if (method != "pong")
        {
            json.WriteBoolean("success", error is null);
        }

        json.WriteTime("time_in", now);
        json.WriteTime("time_out", now);
    });
}
