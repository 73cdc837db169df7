using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Signalbox.Text;

namespace Signalbox.Sandbox.Kraken;

/// <summary>One request: the parameters of its query and of its body, which is a form or JSON.</summary>
internal sealed class KrakenCall
{
    private readonly Dictionary<string, string> parameters = new(StringComparer.Ordinal);

    private KrakenCall(HttpContext context, string body)
    {
        Context = context;
        Body = body;
        Read(Query);
        if (context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
        {
            ReadJson(body);
        }
        else
        {
            Read(body);
        }
    }

    public HttpContext Context { get; }

    /// <summary>As it came, because it was signed so.</summary>
    public string Body { get; }

    public string Query => (Context.Request.QueryString.Value ?? "").TrimStart('?');

    /// <summary>Lists keep their JSON.</summary>
    public string? this[string name] => parameters.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public static async Task<KrakenCall> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return new(context, await reader.ReadToEndAsync(context.RequestAborted));
    }

    public decimal? Number(string name) => Decimals.TryParse(this[name], out var value) ? value : null;

    public long? Whole(string name) => long.TryParse(this[name], CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The objects of a list, each as names and values; null when it cannot be read.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? Items(string name)
    {
        try
        {
            using var document = JsonDocument.Parse(this[name] ?? "");
            return [.. document.RootElement.EnumerateArray().Select(each => each.ValueKind == JsonValueKind.Object
                ? each.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.ToString(), StringComparer.Ordinal)
                : new Dictionary<string, string> { [""] = each.ToString() })];
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private void Read(string text)
    {
        foreach (var pair in new QueryStringEnumerable(text))
        {
            parameters[pair.DecodeName().ToString()] = pair.DecodeValue().ToString();
        }
    }

    private void ReadJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            foreach (var field in document.RootElement.EnumerateObject())
            {
                parameters[field.Name] = field.Value.ToString();
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // A body that is no JSON has no parameters, so whoever needs one refuses.
        }
    }
}
