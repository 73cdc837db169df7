using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Text;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>Writes answers and frames.</summary>
internal static class KucoinJson
{
    private const string Done = "200000";

    /// <param name="data">Writes the content: one value.</param>
    public static Task AnswerAsync(HttpContext context, Action<Utf8JsonWriter> data) => SendAsync(context, 200, json =>
    {
        json.WriteString("code", Done);
        json.WritePropertyName("data");
        data(json);
    });

    public static Task RefuseAsync(HttpContext context, KucoinFault fault) => SendAsync(context, fault.Status, json =>
    {
        json.WriteString("code", fault.Code);
        json.WriteString("msg", fault.Message);
    });

    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    public static void WriteObject(this Utf8JsonWriter json, Action write)
    {
        json.WriteStartObject();
        write();
        json.WriteEndObject();
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

    /// <summary>Numbered pages, as most lists have them.</summary>
    public static void WritePage<T>(this Utf8JsonWriter json, KucoinCall call, IReadOnlyList<T> items, int usual, int most, Action<T> write)
    {
        var (page, size) = ((int)Math.Max(1, call.Whole("currentPage") ?? 1), (int)Math.Clamp(call.Whole("pageSize") ?? usual, 1, most));
        json.WriteObject(() =>
        {
            json.WriteNumber("currentPage", page);
            json.WriteNumber("pageSize", size);
            json.WriteNumber("totalNum", items.Count);
            json.WriteNumber("totalPage", (items.Count + size - 1) / size);
            json.WritePropertyName("items");
            json.WriteList(items.Skip((page - 1) * size).Take(size), write);
        });
    }

    /// <summary>Most numbers travel as text.</summary>
    public static void WriteDecimal(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } known) json.WriteString(name, Decimals.Canonical(known));
        else json.WriteNull(name);
    }

    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset time) => json.WriteNumber(name, time.ToUnixTimeMilliseconds());

    public static void WriteNanoseconds(this Utf8JsonWriter json, string name, DateTimeOffset time) =>
        json.WriteNumber(name, (time - DateTimeOffset.UnixEpoch).Ticks * 100);

    private static Task SendAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var body = Write(write);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
