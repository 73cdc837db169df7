using System.Text.Json.Serialization;

namespace Signalbox.Server.Security.Sealing;

/// <summary>As the audit trail shows it.</summary>
internal sealed record RotationDocument(string MasterKey, long Secrets);

/// <summary>As the audit trail shows it.</summary>
internal sealed record ExpiryDocument(DateTimeOffset? ExpiresAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RotationDocument))]
[JsonSerializable(typeof(ExpiryDocument))]
internal sealed partial class VaultJson : JsonSerializerContext;
