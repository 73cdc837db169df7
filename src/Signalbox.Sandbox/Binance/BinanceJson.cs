using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Text;

namespace Signalbox.Sandbox.Binance;

/// <summary>Writes answers and frames.</summary>
internal static class BinanceJson
{
    public static Task AnswerAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var body = Write(write);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=UTF-8";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    public static Task RefuseAsync(HttpContext context, BinanceFault fault) => AnswerAsync(context, fault.Status, json => WriteFault(json, fault));

    public static void WriteFault(Utf8JsonWriter json, BinanceFault fault)
    {
        json.WriteStartObject();
        json.WriteNumber("code", fault.Code);
        json.WriteString("msg", fault.Message);
        json.WriteEndObject();
    }

    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Numbers travel as text.</summary>
    public static void WriteDecimal(this Utf8JsonWriter json, string name, decimal value) => json.WriteString(name, Decimals.Canonical(value));

    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset time) => json.WriteNumber(name, time.ToUnixTimeMilliseconds());

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
