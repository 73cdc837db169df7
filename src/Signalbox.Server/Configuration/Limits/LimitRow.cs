using Signalbox.Risk.Limits;
using Signalbox.Server.Configuration.Changes;

namespace Signalbox.Server.Configuration.Limits;

/// <summary>A row of the table <c>risk_limits</c>.</summary>
internal sealed record LimitRow : IVersionedRow
{
    public required string Scope { get; init; }

    public required string Limits { get; init; }

    public long Version { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public Stored<ScopedLimits> Stored =>
        new(ToLimits(), Version, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt));

    public ScopedLimits ToLimits() => new(RiskScope.From(Scope), ConfigurationJson.Read(Limits, ConfigurationJson.Default.RiskLimits));
}
