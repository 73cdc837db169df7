using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Text;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>Writes answers and frames.</summary>
internal static class HyperliquidWriting
{
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }

    public static Task AnswerAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        var body = Write(write);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    public static Task UnreadableAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return context.Response.WriteAsync("Failed to deserialize the JSON body into the target type", context.RequestAborted);
    }

    public static Task RefuseAsync(HttpContext context, string sentence) => AnswerAsync(context, Refused(sentence));

    /// <summary>An action that was refused as a whole.</summary>
    public static Action<Utf8JsonWriter> Refused(string sentence) => json => json.WriteObject(() =>
    {
        json.WriteString("status", "err");
        json.WriteString("response", sentence);
    });

    /// <summary>An action that was done.</summary>
    public static Action<Utf8JsonWriter> Done() => static json => json.WriteObject(() =>
    {
        json.WriteString("status", "ok");
        json.WriteObject("response", () => json.WriteString("type", "default"));
    });

    public static Action<Utf8JsonWriter> Statuses<T>(string type, IReadOnlyList<T> statuses, Action<Utf8JsonWriter, T> write) => json => json.WriteObject(() =>
    {
        json.WriteString("status", "ok");
        json.WriteObject("response", () =>
        {
            json.WriteString("type", type);
            json.WriteObject("data", () => json.WriteList("statuses", statuses, status => write(json, status)));
        });
    });

    /// <summary>Numbers travel as text.</summary>
    public static void WriteDecimal(this Utf8JsonWriter json, string name, decimal value) => json.WriteString(name, Decimals.Canonical(value));

    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset time) => json.WriteNumber(name, time.ToUnixTimeMilliseconds());

    public static void WriteObject(this Utf8JsonWriter json, Action fields)
    {
        json.WriteStartObject();
        fields();
        json.WriteEndObject();
    }

    public static void WriteObject(this Utf8JsonWriter json, string name, Action fields)
    {
        json.WritePropertyName(name);
        json.WriteObject(fields);
    }

    public static void WriteList<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WritePropertyName(name);
        json.WriteList(items, write);
    }

    public static void WriteList<T>(this Utf8JsonWriter json, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }
}
