using System.Collections.Frozen;
using Signalbox.Server.Configuration.Limits;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Webhooks;
using Signalbox.Strategies;

namespace Signalbox.Server.Configuration;

/// <summary>What intake and gates need, all of one version: the catalogue, the hashes of the webhook secrets, the sealed secrets of scorers.</summary>
public sealed record ConfigurationPicture(Catalogue Catalogue, WebhookGate Webhooks)
{
    /// <summary>By name, as only the vault opens them.</summary>
    public IReadOnlyDictionary<string, string> GateSecrets { get; init; } = FrozenDictionary<string, string>.Empty;

    public static readonly ConfigurationPicture Empty = new(Catalogue.Empty, WebhookGate.Closed);

    /// <summary>Who may do what at which strategy and account.</summary>
    public PermissionBook Permissions { get; init; } = PermissionBook.Empty;

    public ConfiguredLimits Limits { get; init; } = ConfiguredLimits.None;
}
