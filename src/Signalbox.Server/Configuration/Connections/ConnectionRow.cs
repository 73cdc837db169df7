using Signalbox.Markets;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Strategies;
using Signalbox.Text;

namespace Signalbox.Server.Configuration.Connections;

/// <summary>A row of the table <c>broker_connections</c>.</summary>
internal sealed record ConnectionRow : IVersionedRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Broker { get; init; }

    public required string Mode { get; init; }

    public required string Status { get; init; }

    public required string AssetClasses { get; init; }

    public required string PositionScope { get; init; }

    public required string Settings { get; init; }

    public required string CredentialNames { get; init; }

    public string? CredentialsSealed { get; init; }

    public long Version { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public Stored<ConnectionDetails> Stored =>
        new(ToDetails(), Version, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt));

    public ConnectionDetails ToDetails() => new(ToConnection(), ConfigurationJson.Read(CredentialNames, ConfigurationJson.Default.StringArray));

    public BrokerConnection ToConnection() => new()
    {
        Id = new(Id),
        Name = Name,
        Broker = Broker,
        Mode = StoredWords.Read<AccountMode>(Mode),
        Status = StoredWords.Read<ConnectionStatus>(Status),
        AssetClasses = ValueList.Create<AssetClass>(ConfigurationJson.Read(AssetClasses, ConfigurationJson.Default.AssetClassArray)),
        PositionScope = StoredWords.Read<PositionScope>(PositionScope),
        Settings = ValueList.Create<VenueSetting>(ConfigurationJson.Read(Settings, ConfigurationJson.Default.VenueSettingArray)),
    };
}
