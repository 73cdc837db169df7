using System.Text.Json;

namespace Signalbox.Sandbox.Binance;

/// <summary>A message of a client: a method, and its parameters as an object or as a list.</summary>
internal sealed record BinanceSocketRequest(long Id, string Method, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<string> Names)
{
    /// <summary>Null when it cannot be read.</summary>
    public static BinanceSocketRequest? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            var parameters = root.TryGetProperty("params", out var given) ? given : default;
            return new(
                root.TryGetProperty("id", out var id) && id.TryGetInt64(out var number) ? number : 0,
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
