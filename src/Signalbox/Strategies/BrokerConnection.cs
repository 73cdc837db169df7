using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Strategies;

/// <summary>An account at a broker or exchange; its credentials stay in the vault.</summary>
public sealed record BrokerConnection
{
    public required AccountId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The venue adapter: <c>paper</c>, <c>loopback</c>, and the real ones as they land.</summary>
    public required string Broker { get; init; }

    public required AccountMode Mode { get; init; }

    public ConnectionStatus Status { get; init; } = ConnectionStatus.Enabled;

    [JsonConverter(typeof(ValueListConverter<AssetClass>))]
    public ValueList<AssetClass> AssetClasses { get; init; }

    /// <summary>Whose quantity actions, sizes and protection read: the account's net position or the subscription's own.</summary>
    public PositionScope PositionScope { get; init; } = PositionScope.Account;

    /// <summary>Settings of the adapter that are no secret: addresses, environment.</summary>
    [JsonConverter(typeof(ValueListConverter<VenueSetting>))]
    public ValueList<VenueSetting> Settings { get; init; }
}

public sealed record VenueSetting(string Name, string Value);

[JsonConverter(typeof(SnakeCaseEnumConverter<AccountMode>))]
public enum AccountMode
{
    Paper,
    Live,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<ConnectionStatus>))]
public enum ConnectionStatus
{
    Enabled,
    Disabled,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<PositionScope>))]
public enum PositionScope
{
    Account,
    Subscription,
}
