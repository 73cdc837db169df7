using System.Text.Json.Serialization;

namespace Signalbox.Server.Security.Clients;

/// <summary>RFC 6749, section 5.1.</summary>
internal sealed record AccessTokenDocument(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] long ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope);

/// <summary>RFC 6749, section 5.2.</summary>
internal sealed record OAuthErrorDocument(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description);
