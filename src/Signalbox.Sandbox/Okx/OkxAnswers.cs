using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Text;

namespace Signalbox.Sandbox.Okx;

/// <summary>Writes answers and frames: everything is text.</summary>
internal static class OkxAnswers
{
    public static Task AnswerAsync<T>(HttpContext context, IEnumerable<T> items, Action<Utf8JsonWriter, T> write) =>
        SendAsync(context, 200, json => WriteBody(json, "0", "", items, write));

    /// <summary>Rows of bare values, as candles are told.</summary>
    public static Task AnswerRowsAsync<T>(HttpContext context, IEnumerable<T> rows, Action<Utf8JsonWriter, T> write) => SendAsync(context, 200, json =>
    {
        json.WriteString("code", "0");
        json.WriteString("msg", "");
        json.WriteStartArray("data");
        foreach (var row in rows)
        {
            json.WriteStartArray();
            write(json, row);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    });

    public static void WriteNumberTextValue(this Utf8JsonWriter json, long number) => json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));

    public static Task RefuseAsync(HttpContext context, OkxFault fault) =>
        SendAsync(context, fault.Status, json => WriteBody<string>(json, fault.Code, fault.Message, [], static (_, _) => { }));

    /// <summary>How each of the things that were asked for ended; the whole is named by whether all, some or none did.</summary>
    public static Task TellAsync(HttpContext context, IReadOnlyList<OkxEnded> ended)
    {
        var failed = ended.Count(each => each.Fault is not null);
        var (code, message) = failed == 0 ? ("0", "") : failed == ended.Count ? ("1", "All operations failed") : ("2", "Bulk operation partially succeeded.");
        return SendAsync(context, 200, json => WriteBody(json, code, message, ended, Write));
    }

    public static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> write)
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

    public static void WriteDecimal(this Utf8JsonWriter json, string name, decimal? value) => json.WriteString(name, value is { } known ? Decimals.Canonical(known) : "");

    public static void WriteNumberText(this Utf8JsonWriter json, string name, long number) => json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));

    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset time) => json.WriteNumberText(name, time.ToUnixTimeMilliseconds());

    public static void WriteObjects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, OkxEnded ended)
    {
        json.WriteString(ended.IsAlgo ? "algoId" : "ordId", ended.Number);
        json.WriteString(ended.IsAlgo ? "algoClOrdId" : "clOrdId", ended.ClientId);
        json.WriteString("tag", "");
        json.WriteString("sCode", ended.Fault?.Code ?? "0");
        json.WriteString("sMsg", ended.Fault?.Message ?? "");
    }

    private static void WriteBody<T>(Utf8JsonWriter json, string code, string message, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteString("code", code);
        json.WriteString("msg", message);
        json.WriteObjects("data", items, write);
    }

    private static Task SendAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var body = Bytes(write);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}

/// <summary>How one order of a command ended.</summary>
internal sealed record OkxEnded(string Number, string ClientId, bool IsAlgo, OkxFault? Fault);
