using System.Text.Json.Serialization;
using Signalbox.Server.Security.Clients;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Setup;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Security;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(UserSnapshot))]
[JsonSerializable(typeof(ApiToken))]
[JsonSerializable(typeof(PendingSetup))]
[JsonSerializable(typeof(PermissionSnapshot))]
[JsonSerializable(typeof(Publication))]
[JsonSerializable(typeof(Scope[]))]
[JsonSerializable(typeof(TokenReach))]
[JsonSerializable(typeof(ClientSnapshot))]
[JsonSerializable(typeof(AccessTokenDocument))]
[JsonSerializable(typeof(OAuthErrorDocument))]
[JsonSerializable(typeof(PasskeySnapshot))]
[JsonSerializable(typeof(SignInRules))]
internal sealed partial class SecurityJson : JsonSerializerContext;

/// <summary>A permission as the audit event shows it.</summary>
/// <param name="UserId">Whose it is; the name is found by it when the event is read.</param>
internal sealed record PermissionSnapshot(PermissionKind Kind, string UserId, PermissionLevel Level);

/// <summary>A passkey as the audit event shows it.</summary>
internal sealed record PasskeySnapshot(string Name);

/// <summary>A user as the audit event shows it.</summary>
internal sealed record UserSnapshot(string Id, string Name, Role Role, bool Enabled, bool PasswordSet);
