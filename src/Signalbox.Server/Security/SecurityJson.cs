using System.Text.Json.Serialization;
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
[JsonSerializable(typeof(Scope[]))]
[JsonSerializable(typeof(SignInRules))]
internal sealed partial class SecurityJson : JsonSerializerContext;

/// <summary>A user as the audit event shows it.</summary>
internal sealed record UserSnapshot(string Id, string Name, Role Role, bool Enabled, bool PasswordSet);
