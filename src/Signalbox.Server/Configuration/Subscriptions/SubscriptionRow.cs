using Signalbox.Server.Configuration.Changes;
using Signalbox.Strategies;
using Signalbox.Strategies.Gates;
using Signalbox.Text;

namespace Signalbox.Server.Configuration.Subscriptions;

/// <summary>A row of the table <c>subscriptions</c>.</summary>
internal sealed record SubscriptionRow : IVersionedRow
{
    public required string Id { get; init; }

    public required string StrategyId { get; init; }

    public required string AccountId { get; init; }

    public long Enabled { get; init; }

    public required string AllowedTickers { get; init; }

    public required string Overrides { get; init; }

    public required string SignalMaySet { get; init; }

    public required string Rules { get; init; }

    public required string Gates { get; init; }

    public long Version { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public Stored<Subscription> Stored =>
        new(ToSubscription(), Version, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt));

    public Subscription ToSubscription() => new()
    {
        Id = new(Id),
        Strategy = new(StrategyId),
        Account = new(AccountId),
        Enabled = Enabled != 0,
        AllowedTickers = ValueList.Create<string>(ConfigurationJson.Read(AllowedTickers, ConfigurationJson.Default.StringArray)),
        Overrides = ConfigurationJson.Read(Overrides, ConfigurationJson.Default.TradeTerms),
        SignalMaySet = ConfigurationJson.Read(SignalMaySet, ConfigurationJson.Default.SignalMaySet),
        Rules = ConfigurationJson.Read(Rules, ConfigurationJson.Default.TradeRules),
        Gates = ValueList.Create<Gate>(ConfigurationJson.Read(Gates, ConfigurationJson.Default.GateArray)),
    };
}
