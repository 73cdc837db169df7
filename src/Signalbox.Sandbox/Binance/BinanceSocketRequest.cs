using System.Text.Json;

namespace Signalbox.Sandbox.Binance;

/// <summary>A message of a client: a method, and its parameters as an object or as a list.</summary>
internal sealed record BinanceSocketRequest(string Id, string Method, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<string> Names)
{
    public static readonly BinanceSocketRequest None = new("null", "", new Dictionary<string, string>(), []);

    /// <summary>A client names its requests by numbers or by texts, and gets them back as they were.</summary>
    public void WriteId(Utf8JsonWriter json)
    {
        json.WritePropertyName("id");
        json.WriteRawValue(Id);
    }

    /// <summary>Null when it cannot be read.</summary>
    public static BinanceSocketRequest? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            var parameters = root.TryGetProperty("params", out var given) ? given : default;
            return new(
                root.TryGetProperty("id", out var id) ? id.GetRawText() : "null",
                root.GetProperty("method").GetString() ?? "",
                parameters.ValueKind == JsonValueKind.Object ? parameters.EnumerateObject().ToDictionary(each => each.Name, each => each.Value.ToString()) : [],
                parameters.ValueKind == JsonValueKind.Array ? [.. parameters.EnumerateArray().Select(each => each.ToString())] : []);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
