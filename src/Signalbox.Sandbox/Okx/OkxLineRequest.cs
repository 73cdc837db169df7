using System.Text;
using System.Text.Json;

namespace Signalbox.Sandbox.Okx;

/// <summary>A message of a client on a stream: what it wants done, and with which channels or keys.</summary>
internal sealed record OkxLineRequest(string Op, IReadOnlyList<OkxFields> Args)
{
    public static bool IsPing(ReadOnlyMemory<byte> message) => message.Span.SequenceEqual("ping"u8);

    /// <summary>Null when it cannot be read.</summary>
    public static OkxLineRequest? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var args = document.RootElement.TryGetProperty("args", out var given) ? given.GetRawText() : "[]";
            return OkxFields.ReadAll(Encoding.UTF8.GetBytes(args)) is { } fields ? new(document.RootElement.GetProperty("op").GetString() ?? "", fields) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    public static ReadOnlyMemory<byte> Answered(string happened, OkxFields channel) => OkxAnswers.Bytes(json =>
    {
        json.WriteString("event", happened);
        WriteChannel(json, channel["channel"], channel["instType"], channel["instId"]);
        json.WriteString("connId", "sandbox");
    });

    public static ReadOnlyMemory<byte> LoggedIn() => OkxAnswers.Bytes(static json =>
    {
        json.WriteString("event", "login");
        json.WriteString("code", "0");
        json.WriteString("msg", "");
        json.WriteString("connId", "sandbox");
    });

    public static ReadOnlyMemory<byte> Refused(OkxFault fault) => OkxAnswers.Bytes(json =>
    {
        json.WriteString("event", "error");
        json.WriteString("code", fault.Code);
        json.WriteString("msg", fault.Message);
        json.WriteString("connId", "sandbox");
    });

    public static void WriteChannel(Utf8JsonWriter json, string? channel, string? instType, string? instId)
    {
        json.WriteStartObject("arg");
        json.WriteString("channel", channel);
        if (instType is not null)
        {
            json.WriteString("instType", instType);
        }

        if (instId is not null)
        {
            json.WriteString("instId", instId);
        }

        json.WriteEndObject();
    }
}
