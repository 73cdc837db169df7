using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Signalbox.Text;
using Signalbox.Venues.Wire;

namespace Signalbox.Sandbox.Binance;

/// <summary>One request as Binance reads it: parameters of the query and the form body together, the query first.</summary>
internal sealed class BinanceCall
{
    private readonly Dictionary<string, string> parameters = new(StringComparer.Ordinal);

    private BinanceCall(HttpContext context, string query, string body)
    {
        Context = context;
        Read(body);
        Read(query);
        Payload = Unsigned(query) + Unsigned(body);
    }

    public HttpContext Context { get; }

    /// <summary>What was signed: query and body without the signature, one after the other.</summary>
    public string Payload { get; }

    public string? this[string name] => parameters.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public static async Task<BinanceCall> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        return new(context, (context.Request.QueryString.Value ?? "").TrimStart('?'), body);
    }

    public decimal? Number(string name) => Decimals.TryParse(this[name], out var value) ? value : null;

    public long? Whole(string name) => long.TryParse(this[name], CultureInfo.InvariantCulture, out var value) ? value : null;

    public DateTimeOffset? Time(string name) => Whole(name) is { } milliseconds ? UnixTime.FromMilliseconds(milliseconds) : null;

    /// <summary>The first of these that is there and is no number.</summary>
    public string? Illegal(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (this[name] is { } text && !Decimals.TryParse(text, out _))
            {
                return name;
            }
        }

        return null;
    }

    public bool Flag(string name) => this[name] is "true" or "TRUE";

    private void Read(string text)
    {
        foreach (var pair in new QueryStringEnumerable(text))
        {
            parameters[pair.DecodeName().ToString()] = pair.DecodeValue().ToString();
        }
    }

    private static string Unsigned(string text) => string.Join('&', text.Split('&').Where(pair => !pair.StartsWith("signature=", StringComparison.Ordinal)));
}
