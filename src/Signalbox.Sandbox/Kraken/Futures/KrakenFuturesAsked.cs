using System.Text.Json;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>A message of a client.</summary>
internal sealed record KrakenFuturesAsked(string? Event, string? Feed, IReadOnlyList<string> Products, string? Key, string? Challenge, string? Signed)
{
    /// <summary>Null when it cannot be read.</summary>
    public static KrakenFuturesAsked? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            string? Text(string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
            return new(
                Text("event"), Text("feed"), root.TryGetProperty("product_ids", out var products) ? [.. products.EnumerateArray().Select(each => each.ToString())] : [],
                Text("api_key"), Text("original_challenge"), Text("signed_challenge"));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
