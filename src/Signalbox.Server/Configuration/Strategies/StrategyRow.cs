using Signalbox.Markets;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security.Webhooks;
using Signalbox.Strategies;
using Signalbox.Strategies.Gates;
using Signalbox.Text;

namespace Signalbox.Server.Configuration.Strategies;

/// <summary>A row of the table <c>strategies</c>.</summary>
internal sealed record StrategyRow : IVersionedRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string AssetClass { get; init; }

    public required string TradingStyle { get; init; }

    public long Enabled { get; init; }

    public required string Defaults { get; init; }

    public required string AllowedTickers { get; init; }

    public long SignalValiditySeconds { get; init; }

    public required string Gates { get; init; }

    /// <summary>JSON of the trading windows; null: none.</summary>
    public string? Windows { get; init; }

    public required string SecretHash { get; init; }

    public required string SecretSealed { get; init; }

    /// <summary>The SHA-256 of each credential that bodies may carry, as a JSON array of hexadecimal text.</summary>
    public required string BodySecrets { get; init; }

    /// <summary>What is asked of callers beyond the secret, as JSON.</summary>
    public required string WebhookProtection { get; init; }

    public long WebhookVersion { get; init; }

    public string? FormerSecretHash { get; init; }

    public long? FormerSecretUntil { get; init; }

    public string? BearerHash { get; init; }

    public string? SigningSealed { get; init; }

    public long Version { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public WebhookKey WebhookKey => new(new(Id), Convert.FromHexString(SecretHash))
    {
        BodySecretHashes = [.. BodySecretHashes.Select(hash => (ReadOnlyMemory<byte>)Convert.FromHexString(hash))],
        Former = FormerSecretHash is { } former ? new(Convert.FromHexString(former), DateTimeOffset.FromUnixTimeMilliseconds(FormerSecretUntil ?? 0)) : null,
        Protection = Protection,
        Sources = [.. Protection.Sources.Select(AllowedSource.Of)],
        BearerHash = BearerHash is { } bearer ? (ReadOnlyMemory<byte>?)Convert.FromHexString(bearer) : null,
        SigningSealed = SigningSealed,
    };

    public WebhookProtection Protection => ConfigurationJson.Read(WebhookProtection, ConfigurationJson.Default.WebhookProtection);

    public WebhookStanding Webhook => new(
        Protection, SigningSealed is not null, BearerHash is not null,
        FormerSecretHash is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(FormerSecretUntil ?? 0), WebhookVersion);

    public IReadOnlyList<string> BodySecretHashes => ConfigurationJson.Read(BodySecrets, ConfigurationJson.Default.StringArray);

    public Stored<Strategy> Stored =>
        new(ToStrategy(), Version, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt));

    public Strategy ToStrategy() => new()
    {
        Id = new(Id),
        Name = Name,
        Enabled = Enabled != 0,
        AssetClass = StoredWords.Read<AssetClass>(AssetClass),
        TradingStyle = StoredWords.Read<TradingStyle>(TradingStyle),
        Defaults = ConfigurationJson.Read(Defaults, ConfigurationJson.Default.TradeTerms),
        AllowedTickers = ValueList.Create<string>(ConfigurationJson.Read(AllowedTickers, ConfigurationJson.Default.StringArray)),
        SignalValiditySeconds = (int)SignalValiditySeconds,
        Gates = ValueList.Create<Gate>(ConfigurationJson.Read(Gates, ConfigurationJson.Default.GateArray)),
        Windows = Windows is null ? null : ConfigurationJson.Read(Windows, ConfigurationJson.Default.TradingWindows),
    };
}
