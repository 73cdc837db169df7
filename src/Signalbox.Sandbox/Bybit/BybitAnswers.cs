using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Text;

namespace Signalbox.Sandbox.Bybit;

/// <summary>Writes answers and frames. Numbers and times travel as text almost everywhere.</summary>
internal static class BybitAnswers
{
    /// <param name="write">The members of <c>result</c>.</param>
    public static Task AnswerAsync(HttpContext context, DateTimeOffset now, Action<Utf8JsonWriter> write) => SendAsync(context, now, BybitNothing, write, null);

    public static Task RefuseAsync(HttpContext context, DateTimeOffset now, BybitFault fault) => SendAsync(context, now, fault, null, null);

    /// <param name="extra">The members of <c>retExtInfo</c>.</param>
    public static Task AnswerAsync(HttpContext context, DateTimeOffset now, Action<Utf8JsonWriter> write, Action<Utf8JsonWriter> extra) =>
        SendAsync(context, now, BybitNothing, write, extra);

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

    public static void WriteDecimal(this Utf8JsonWriter json, string name, decimal value) => json.WriteString(name, Decimals.Canonical(value));

    /// <summary>Milliseconds as text.</summary>
    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset time) =>
        json.WriteString(name, time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    public static void WriteObject(this Utf8JsonWriter json, string name, Action write)
    {
        json.WritePropertyName(name);
        json.WriteStartObject();
        write();
        json.WriteEndObject();
    }

    /// <summary>A list of objects.</summary>
    public static void WriteObjects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static readonly BybitFault BybitNothing = new(0, "OK");

    private static Task SendAsync(HttpContext context, DateTimeOffset now, BybitFault said, Action<Utf8JsonWriter>? result, Action<Utf8JsonWriter>? extra)
    {
        var body = Write(json =>
        {
            json.WriteNumber("retCode", said.Code);
            json.WriteString("retMsg", said.Message);
            json.WriteObject("result", () => result?.Invoke(json));
            json.WriteObject("retExtInfo", () => extra?.Invoke(json));
            json.WriteNumber("time", now.ToUnixTimeMilliseconds());
        });
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
