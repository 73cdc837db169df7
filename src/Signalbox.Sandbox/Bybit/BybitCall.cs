using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Signalbox.Text;

namespace Signalbox.Sandbox.Bybit;

/// <summary>One request as Bybit reads it: the query of a question, the JSON body of a command.</summary>
internal sealed class BybitCall
{
    private readonly BybitFields fields;

    private BybitCall(HttpContext context, string payload, BybitFields fields)
    {
        Context = context;
        Payload = payload;
        this.fields = fields;
    }

    public HttpContext Context { get; }

    /// <summary>What is signed besides time, key and window.</summary>
    public string Payload { get; }

    public BybitFields Fields => fields;

    public string? this[string name] => fields[name];

    public static async Task<BybitCall> ReadAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            var query = (context.Request.QueryString.Value ?? "").TrimStart('?');
            return new(context, query, BybitFields.OfQuery(query));
        }

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        return new(context, body, BybitFields.OfBody(body));
    }
}

/// <summary>Named values of a request, or of one order in a batch. Null and empty are not there.</summary>
internal sealed class BybitFields(IReadOnlyDictionary<string, string> values, IReadOnlyList<BybitFields> items)
{
    public string? this[string name] => values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The orders of a batch.</summary>
    public IReadOnlyList<BybitFields> Items => items;

    public decimal? Number(string name) => Decimals.TryParse(this[name], out var value) ? value : null;

    public long? Whole(string name) => long.TryParse(this[name], CultureInfo.InvariantCulture, out var value) ? value : null;

    public bool Flag(string name) => this[name] is "true" or "True";

    public static BybitFields OfQuery(string query)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(query))
        {
            values[pair.DecodeName().ToString()] = pair.DecodeValue().ToString();
        }

        return new(values, []);
    }

    /// <summary>What is no JSON has no fields, so the first one that is needed is told as wrong.</summary>
    public static BybitFields OfBody(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body.Length == 0 ? "{}" : body);
            return Of(document.RootElement);
        }
        catch (JsonException)
        {
            return new(new Dictionary<string, string>(), []);
        }
    }

    private static BybitFields Of(JsonElement json)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        List<BybitFields> items = [];
        if (json.ValueKind != JsonValueKind.Object)
        {
            return new(values, items);
        }

        foreach (var each in json.EnumerateObject())
        {
            if (each.Value.ValueKind == JsonValueKind.Array && each.Name == "request")
            {
                items.AddRange(each.Value.EnumerateArray().Select(Of));
            }
            else
            {
                values[each.Name] = each.Value.ValueKind switch
                {
                    JsonValueKind.True => "true",
                    JsonValueKind.False => "false",
                    JsonValueKind.Null => "",
                    _ => each.Value.ToString(),
                };
            }
        }

        return new(values, items);
    }
}
