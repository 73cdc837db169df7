using System.Text.Json;

namespace Signalbox.Sandbox.Bybit;

/// <summary>A message of a client on a stream.</summary>
internal sealed record BybitRequest(string Id, string Operation, IReadOnlyList<string> Arguments)
{
    /// <summary>What cannot be read is an operation nobody knows.</summary>
    public static BybitRequest Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            return new(
                root.TryGetProperty("req_id", out var id) ? id.ToString() : "",
                root.TryGetProperty("op", out var operation) ? operation.ToString() : "",
                root.TryGetProperty("args", out var arguments) && arguments.ValueKind == JsonValueKind.Array ? [.. arguments.EnumerateArray().Select(each => each.ToString())] : []);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return new("", "", []);
        }
    }

    public ReadOnlyMemory<byte> Answer(bool isFine, string message = "") => BybitAnswers.Write(json =>
    {
        json.WriteBoolean("success", isFine);
        json.WriteString("ret_msg", message);
        json.WriteString("conn_id", "sandbox");
        json.WriteString("req_id", Id);
        json.WriteString("op", Operation);
    });
}
