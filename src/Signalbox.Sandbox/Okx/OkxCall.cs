using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Text;

namespace Signalbox.Sandbox.Okx;

/// <summary>One request: a query, or a body of one object or a list of them.</summary>
internal sealed class OkxCall
{
    private OkxCall(HttpContext context, string body, IReadOnlyList<OkxFields>? items)
    {
        Context = context;
        Body = body;
        Items = items;
    }

    public HttpContext Context { get; }

    /// <summary>As it came, for the signature.</summary>
    public string Body { get; }

    /// <summary>Path and query, for the signature.</summary>
    public string Target => Context.Request.Path.Value + Context.Request.QueryString.Value;

    /// <summary>Null when the body cannot be read.</summary>
    public IReadOnlyList<OkxFields>? Items { get; }

    public string? this[string name] => Context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    public string Header(string name) => Context.Request.Headers[name].ToString();

    public long? Whole(string name) => long.TryParse(this[name], CultureInfo.InvariantCulture, out var value) ? value : null;

    public static async Task<OkxCall> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        return new(context, body, body.Length == 0 ? [] : OkxFields.ReadAll(Encoding.UTF8.GetBytes(body)));
    }
}

/// <summary>The fields of one object of a body, as text whatever they were.</summary>
internal sealed class OkxFields(IReadOnlyDictionary<string, string> fields)
{
    public string? this[string name] => fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public decimal? Number(string name) => Decimals.TryParse(this[name], out var value) ? value : null;

    public bool Flag(string name) => this[name] is "true" or "True";

    public bool Has(string name) => fields.ContainsKey(name);

    /// <summary>Of an object or a list of them; null when it is neither.</summary>
    public static IReadOnlyList<OkxFields>? ReadAll(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Select(Read)] : [Read(document.RootElement)];
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static OkxFields Read(JsonElement item) => new(item.EnumerateObject().ToDictionary(each => each.Name, each => each.Value.ToString(), StringComparer.Ordinal));
}
