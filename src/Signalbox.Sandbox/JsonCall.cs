using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Text;

namespace Signalbox.Sandbox;

/// <summary>One request whose body is a JSON object, or nothing. Names with points reach into objects: <c>stop_loss.stop_price</c>.</summary>
internal sealed class JsonCall
{
    private readonly JsonElement body;

    private JsonCall(HttpContext context, JsonElement body, bool isReadable)
    {
        Context = context;
        this.body = body;
        IsReadable = isReadable;
    }

    public HttpContext Context { get; }

    /// <summary>False for a body that is no JSON object.</summary>
    public bool IsReadable { get; }

    public static async Task<JsonCall> ReadAsync(HttpContext context)
    {
        using var kept = new MemoryStream();
        await context.Request.Body.CopyToAsync(kept, context.RequestAborted);
        return kept.Length == 0 ? new(context, default, isReadable: true) : Read(context, kept.ToArray());
    }

    public static JsonElement? Object(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string? Query(string name) => Context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    public string? Route(string name) => Context.Request.RouteValues[name]?.ToString();

    public JsonElement? Element(string name)
    {
        var at = body;
        foreach (var part in name.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at))
            {
                return null;
            }
        }

        return at.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : at;
    }

    public bool Has(string name) => Element(name) is not null;

    public string? Text(string name) => Element(name) is { } element && element.ToString() is { Length: > 0 } text ? text : null;

    public decimal? Number(string name) => Decimals.TryParse(Text(name), out var value) ? value : null;

    public bool Flag(string name) => Element(name)?.ValueKind == JsonValueKind.True;

    private static JsonCall Read(HttpContext context, byte[] text) =>
        Object(text) is { } read ? new(context, read, isReadable: true) : new(context, default, isReadable: false);
}
