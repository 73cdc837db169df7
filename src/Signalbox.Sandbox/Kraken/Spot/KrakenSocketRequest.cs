using System.Text.Json;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>A message of a client: a method and what it is about.</summary>
internal sealed record KrakenSocketRequest(string Method, string? Channel, IReadOnlyList<string> Symbols, string? Token, long? Depth)
{
    /// <summary>Null when it cannot be read.</summary>
    public static KrakenSocketRequest? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            var about = root.TryGetProperty("params", out var given) ? given : default;
            return new(
                root.GetProperty("method").GetString() ?? "", Text(about, "channel"),
                about.ValueKind == JsonValueKind.Object && about.TryGetProperty("symbol", out var symbols) ? [.. symbols.EnumerateArray().Select(each => each.ToString())] : [],
                Text(about, "token"),
                about.ValueKind == JsonValueKind.Object && about.TryGetProperty("depth", out var depth) ? depth.GetInt64() : null);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The answer to it, which is no news.</summary>
    public static ReadOnlyMemory<byte> Answer(DateTimeOffset now, string method, string? channel, string? symbol, string? error) => KrakenJson.Write(json =>
    {
        json.WriteString("method", method);
        if (error is not null)
        {
            json.WriteString("error", error);
        }
        else if (channel is not null)
        {
            json.WriteObject("result", () =>
            {
                json.WriteString("channel", channel);
                if (symbol is not null)
                {
                    json.WriteString("symbol", symbol);
                }

                json.WriteBoolean("snapshot", true);
            });
        }

        if (method != "pong")
        {
            json.WriteBoolean("success", error is null);
        }

        json.WriteTime("time_in", now);
        json.WriteTime("time_out", now);
    });

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

    private static string? Text(JsonElement about, string name) =>
        about.ValueKind == JsonValueKind.Object && about.TryGetProperty(name, out var value) ? value.ToString() : null;
}
