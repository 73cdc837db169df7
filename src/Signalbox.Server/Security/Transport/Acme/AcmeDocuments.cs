using System.Text.Json.Serialization;

namespace Signalbox.Server.Security.Transport.Acme;

internal sealed record DirectoryDocument(Uri? NewNonce, Uri? NewAccount, Uri? NewOrder, DirectoryMeta? Meta);

internal sealed record DirectoryMeta(string? TermsOfService, bool ExternalAccountRequired);

internal sealed record NewAccountDocument(bool? TermsOfServiceAgreed, IReadOnlyList<string>? Contact);

internal sealed record NewOrderDocument(IReadOnlyList<IdentifierDocument> Identifiers);

internal sealed record IdentifierDocument(string? Type, string? Value);

internal sealed record OrderDocument(string? Status, IReadOnlyList<Uri>? Authorizations, Uri? Finalize, Uri? Certificate, ProblemDocument? Error);

internal sealed record AuthorizationDocument(string? Status, IdentifierDocument? Identifier, IReadOnlyList<ChallengeDocument>? Challenges);

internal sealed record ChallengeDocument(string? Type, Uri? Url, string? Token, string? Status, ProblemDocument? Error);

internal sealed record FinalizeDocument(string Csr);

/// <summary>An error as authorities write it (RFC 7807).</summary>
internal sealed record ProblemDocument(string? Type, string? Detail, IReadOnlyList<ProblemDocument>? Subproblems, IdentifierDocument? Identifier);

/// <summary>A public key. Its members stand in the order in which RFC 7638 hashes them.</summary>
internal sealed record JwkDocument(string Crv, string Kty, string X, string Y);

/// <param name="Jwk">Before there is an account.</param>
/// <param name="Kid">The account's address, from then on.</param>
internal sealed record JwsHeader(string Alg, JwkDocument? Jwk, string? Kid, string Nonce, string Url);

internal sealed record JwsDocument(string Protected, string Payload, string Signature);

/// <summary>What is sent as the payload that starts the check of a challenge.</summary>
internal sealed record StartDocument;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DirectoryDocument))]
[JsonSerializable(typeof(NewAccountDocument))]
[JsonSerializable(typeof(NewOrderDocument))]
[JsonSerializable(typeof(OrderDocument))]
[JsonSerializable(typeof(AuthorizationDocument))]
[JsonSerializable(typeof(FinalizeDocument))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(JwkDocument))]
[JsonSerializable(typeof(JwsHeader))]
[JsonSerializable(typeof(JwsDocument))]
[JsonSerializable(typeof(StartDocument))]
internal sealed partial class AcmeJson : JsonSerializerContext;
