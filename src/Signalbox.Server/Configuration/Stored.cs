namespace Signalbox.Server.Configuration;

/// <summary>A row of the configuration as it stands.</summary>
/// <param name="Version">The configuration version that wrote it; a change names the version it was made from.</param>
public sealed record Stored<T>(T Value, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
