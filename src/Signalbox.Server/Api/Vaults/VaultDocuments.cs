using System.ComponentModel;
using Signalbox.Server.Security.Sealing;

namespace Signalbox.Server.Api.Vaults;

/// <summary>The vault, without anything secret.</summary>
public sealed record VaultDocument(
    [property: Description("Where the master key comes from.")] string Source,
    [property: Description("Names the master key; it is derived from it and tells nothing of it.")] string KeyId,
    DateTimeOffset KeySince,
    [property: Description("A quarter after it was made.")] DateTimeOffset ReplaceBy,
    [property: Description("The master key or one of the secrets should be replaced.")] bool IsDue,
    [property: Description("False: put a new key in front at its source first, then rotate.")] bool MakesKeys,
    [property: Description("What expires or is oldest first; at most 500.")] IReadOnlyList<SecretDateDocument> Secrets);

/// <summary>How old a secret is.</summary>
public sealed record SecretDateDocument(
    SecretKind Kind,
    [property: Description("Of the connection or strategy, or the name of the gate's secret.")] string Id,
    string Name,
    [property: Description("Since when it is the one it is.")] DateTimeOffset SetAt,
    [property: Description("When the venue or you want it replaced; absent: no date was given.")] DateTimeOffset? ExpiresAt,
    [property: Description("It is older than a quarter, or expires within 14 days.")] bool IsDue);

public sealed record ExpiryInput(
    [property: Description("Absent: it has no date to expire at.")] DateTimeOffset? ExpiresAt = null);

/// <summary>What a rotation did.</summary>
public sealed record RotatedDocument(string KeyId, [property: Description("Secrets that were sealed again.")] long Secrets);
