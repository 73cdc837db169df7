using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Signalbox.Server.Api.Strategies;

public sealed record BodySecretsInput(
    [property: Required, Description("All of them; an empty list asks bodies for none. Only their hashes are kept.")] IReadOnlyList<string>? Secrets = null,
    [property: Description("Required: the version of the strategy you read.")] long? Version = null);

/// <param name="Count">How many are entered.</param>
/// <param name="Version">The strategy's.</param>
public sealed record BodySecretsDocument(int Count, long Version);
