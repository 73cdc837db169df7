using Signalbox.Server.Configuration.Changes;

namespace Signalbox.Server.Configuration.Gates;

/// <summary>A row of the table <c>gate_secrets</c>.</summary>
internal sealed record GateSecretRow : IVersionedRow
{
    public required string Name { get; init; }

    public required string SecretSealed { get; init; }

    public long Version { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public Stored<GateSecret> Stored =>
        new(new(Name), Version, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt));
}

/// <summary>A secret that gates send to scorers, by its name; the secret itself stays in the vault.</summary>
public sealed record GateSecret(string Name);
