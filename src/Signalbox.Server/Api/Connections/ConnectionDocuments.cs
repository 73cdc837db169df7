using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Markets;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Connections;
using Signalbox.Server.Security.Permissions;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Connections;

/// <summary>A connection as a client sends it, whole.</summary>
public sealed record ConnectionInput(
    [property: Required] string? Name = null,
    [property: Required, Description("See the list of brokers. Stays the same once it is created.")] string? Broker = null,
    [property: Required, Description("A paper account never turns into a live one.")] AccountMode? Mode = null,
    [property: Description("Absent: enabled.")] ConnectionStatus Status = ConnectionStatus.Enabled,
    [property: Description("Absent: all the broker has.")] IReadOnlyList<AssetClass>? AssetClasses = null,
    [property: Description("Whose quantity actions, sizes and protection read: the account's net position (the default) or the subscription's own.")] PositionScope PositionScope = PositionScope.Account,
    [property: Description("Settings of the broker; none is a secret.")] Dictionary<string, string>? Settings = null,
    [property: Description("The broker's secrets. Never shown again. Absent when replacing: those there are stay.")] Dictionary<string, string>? Credentials = null,
    [property: Description("Required when replacing: the version you read.")] long? Version = null);

/// <summary>A connection as it stands; its credentials show only as names.</summary>
public sealed record ConnectionDocument(
    string Id, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    string Name, string Broker, AccountMode Mode, ConnectionStatus Status, IReadOnlyList<AssetClass> AssetClasses,
    PositionScope PositionScope, Dictionary<string, string> Settings,
    [property: Description("Which credentials are set.")] IReadOnlyList<string> CredentialNames,
    [property: Description("How far your permission reaches here. Settings and credential names are shown to those who manage it.")] PermissionLevel Permission)
{
    public static ConnectionDocument Of(Stored<ConnectionDetails> stored, Sight sight)
    {
        var connection = stored.Value.Connection;
        var manages = sight.May(connection.Id, PermissionLevel.Manage);
        return new(
            connection.Id.Value, stored.Version, stored.CreatedAt, stored.UpdatedAt, connection.Name, connection.Broker, connection.Mode,
            connection.Status, [.. connection.AssetClasses], connection.PositionScope,
            manages ? connection.Settings.ToDictionary(setting => setting.Name, setting => setting.Value) : [],
            manages ? stored.Value.CredentialNames : [], sight.LevelAt(connection.Id));
    }
}

/// <summary>A venue this server can connect to.</summary>
public sealed record BrokerDocument(
    string Name, string Title, IReadOnlyList<AccountMode> Modes, IReadOnlyList<AssetClass> AssetClasses,
    IReadOnlyList<string> Credentials, IReadOnlyList<string> OptionalCredentials, IReadOnlyList<string> Settings)
{
    public static BrokerDocument Of(BrokerDescription broker) => new(
        broker.Name, broker.Title, broker.Modes, broker.AssetClasses, broker.Credentials, broker.OptionalCredentials, broker.Settings);
}

/// <summary>All of them.</summary>
public sealed record BrokersDocument(IReadOnlyList<BrokerDocument> Items);
