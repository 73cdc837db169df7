using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Text;

namespace Signalbox.Sandbox;

/// <summary>Writes answers and frames of protocols that speak JSON.</summary>
internal static class JsonAnswer
{
    public static Task SendAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var body = Write(write);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=UTF-8";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
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
    public static void Amount(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } known) json.WriteString(name, Decimals.Canonical(known));
        else json.WriteNull(name);
    }

    public static void Item(this Utf8JsonWriter json, Action write)
    {
        json.WriteStartObject();
        write();
        json.WriteEndObject();
    }

    public static void Item(this Utf8JsonWriter json, string name, Action write)
    {
        json.WritePropertyName(name);
        json.Item(write);
    }

    public static void Items<T>(this Utf8JsonWriter json, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    public static void Items<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WritePropertyName(name);
        json.Items(items, write);
    }
}
