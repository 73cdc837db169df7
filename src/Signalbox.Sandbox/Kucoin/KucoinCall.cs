using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Text;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>One request: what was signed, and its parameters, which stand in the query or in a JSON body.</summary>
internal sealed class KucoinCall
{
    private readonly JsonElement? body;

    private KucoinCall(HttpContext context, string text)
    {
        Context = context;
        Text = text;
        body = Parse(text);
    }

    public HttpContext Context { get; }

    public string Text { get; }

    /// <summary>Path and query, as they came.</summary>
    public string Target => Context.Request.Path.Value + Context.Request.QueryString.Value;

    public JsonElement? Body => body;

    public string? this[string name] => Context.Request.RouteValues.TryGetValue(name, out var routed) && routed?.ToString() is { Length: > 0 } part ? part
        : Context.Request.Query[name].ToString() is { Length: > 0 } asked ? asked
        : Of(body, name);

    public static async Task<KucoinCall> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return new(context, await reader.ReadToEndAsync(context.RequestAborted));
    }

    public decimal? Number(string name) => Decimals.TryParse(this[name], out var value) ? value : null;

    public long? Whole(string name) => long.TryParse(this[name], CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A parameter of one object: bare or quoted, as the venue takes both.</summary>
    public static string? Of(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
        && value.ToString() is { Length: > 0 } text
            ? value.ValueKind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => text }
            : null;

    private static JsonElement? Parse(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
