using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Signalbox.Server.Api.Clients;

/// <summary>Who asks for an access token, and for what: RFC 6749, sections 2.3.1 and 4.4.2.</summary>
/// <param name="IsBasic">The credentials came in the header, so a refusal names the header's scheme.</param>
internal sealed record ClientCredentials(string Id, string Secret, string? Scope, bool IsBasic)
{
    private const int CharsMax = 500;

    /// <summary>The error's code and sentence where the request cannot be read.</summary>
    public static (ClientCredentials? Read, string Code, string Sentence) Of(string authorization, IEnumerable<KeyValuePair<string, StringValues>> form)
    {
        var fields = form.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        if (fields.Values.Any(value => value.Count > 1 || value.ToString().Length > CharsMax))
        {
            return (null, "invalid_request", "Every parameter may be there once, with at most 500 characters.");
        }

        string? Field(string name) => fields.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
        if (Field("grant_type") is not { } grant)
        {
            return (null, "invalid_request", "The parameter grant_type is required: client_credentials.");
        }

        if (grant != "client_credentials")
        {
            return (null, "unsupported_grant_type", "The only grant_type here is client_credentials.");
        }

        var basic = authorization.Length > 0 ? Basic(authorization) : null;
        if (authorization.Length > 0 && Field("client_secret") is not null)
        {
            return (null, "invalid_request", "Send the client's secret in the header or in the body, not in both.");
        }

        return basic is var (id, secret) ? (new(id, secret, Field("scope"), true), "", "")
            : authorization.Length > 0 ? (new("", "", null, true), "", "")
            : (new(Field("client_id") ?? "", Field("client_secret") ?? "", Field("scope"), false), "", "");
    }

    private static (string Id, string Secret)? Basic(string authorization)
    {
        Span<byte> decoded = stackalloc byte[2 * CharsMax];
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header) || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            || header.Parameter is not { Length: <= 2 * CharsMax } parameter || !Convert.TryFromBase64String(parameter, decoded, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(decoded[..length]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (Decoded(text[..colon]), Decoded(text[(colon + 1)..]));
    }

    // Both halves are form-encoded before they are joined.
    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
