using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security;
using Signalbox.Server.Security.Clients;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Users;
using Signalbox.Text;

namespace Signalbox.Server.Api.Clients;

/// <summary>OAuth 2.0 for machines: client credentials for a short-lived access token (RFC 6749, section 4.4).</summary>
internal static class OAuthEndpoints
{
    private const string Path = "/oauth/token";

    public static void Map(WebApplication app) => app.MapPost(Path, IssueAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> IssueAsync(HttpContext http, ClientStore clients, ClientAttempts attempts, ClientOptions options, CancellationToken cancel)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Pragma = "no-cache";
        var address = $"from {SenderNetwork.Of(http)}";
        if (attempts.Wait(address, options.FailuresPerMinute) is { } later)
        {
            return TooMany(http, later);
        }

        var (asked, code, sentence) = await ReadAsync(http);
        if (asked is null)
        {
            // Who sends what nobody can read has proven nothing either.
            attempts.Count(address);
            return Refused(400, code, sentence);
        }

        return await AnswerAsync(http, asked, address, (clients, attempts, options), cancel);
    }

    private static async Task<(ClientCredentials? Read, string Code, string Sentence)> ReadAsync(HttpContext http) =>
        !PlainForm.IsOne(http.Request) ? (null, "invalid_request", $"Send the parameters as {PlainForm.Type}.")
        : await PlainForm.ReadAsync(http) is not { } form ? (null, "invalid_request", "The parameters cannot be read. Send the few this address takes, in at most 16 KiB.")
        : ClientCredentials.Of(http.Request.Headers.Authorization.ToString(), form);

    private static async Task<IResult> AnswerAsync(
        HttpContext http, ClientCredentials asked, string address, (ClientStore Clients, ClientAttempts Attempts, ClientOptions Options) with, CancellationToken cancel)
    {
        var (clients, attempts, options) = with;
        if (!StorableText.Is(asked.Id) || await clients.ProveAsync(asked.Id, asked.Secret, cancel) is not { } client)
        {
            // Counted for the address alone: nobody keeps a machine out by failing in its name.
            attempts.Count(address);
            return Unknown(http, asked);
        }

        if (ScopesOf(asked.Scope, client) is not { } scopes)
        {
            return Refused(400, "invalid_scope", $"This client may ask for: {string.Join(' ', client.Scopes.Select(Words.Of))}.");
        }

        if (attempts.Wait(client.Id, options.TokensPerMinute) is { } later)
        {
            return TooMany(http, later);
        }

        attempts.Count(client.Id);
        return await clients.IssueAsync(client, scopes, cancel) is { } issued
            ? Answer(200, new(issued.Text, "Bearer", (long)issued.Life.TotalSeconds, string.Join(' ', issued.Scopes.Select(Words.Of))), SecurityJson.Default.AccessTokenDocument)
            : Unknown(http, asked);
    }

    /// <summary>Null where something is asked for that the client may not do; nothing asked for is all it may.</summary>
    private static IReadOnlyList<Scope>? ScopesOf(string? asked, MachineClient client)
    {
        if (asked is null)
        {
            return client.Scopes;
        }

        var words = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var scopes = client.Scopes.Where(scope => words.Contains(Words.Of(scope))).ToList();
        return words.Length > 0 && words.Distinct(StringComparer.Ordinal).Count() == scopes.Count ? scopes : null;
    }

    private static JsonHttpResult<OAuthErrorDocument> Unknown(HttpContext http, ClientCredentials asked)
    {
        if (asked.IsBasic)
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"Signalbox\", charset=\"UTF-8\"";
        }

        return Refused(401, "invalid_client", "The client is unknown or switched off, or its secret is wrong.");
    }

    private static JsonHttpResult<OAuthErrorDocument> TooMany(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Refused(429, "rate_limited", "Too many requests. Wait as long as the header Retry-After says, in seconds.");
    }

    private static JsonHttpResult<OAuthErrorDocument> Refused(int status, string error, string description) =>
        Answer(status, new(error, description), SecurityJson.Default.OAuthErrorDocument);

    private static JsonHttpResult<T> Answer<T>(int status, T document, JsonTypeInfo<T> type) => TypedResults.Json(document, type, statusCode: status);
}
