using Signalbox.Server.Configuration.Limits;
using Signalbox.Server.Security.Webhooks;
using Signalbox.Strategies;

namespace Signalbox.Server.Configuration;

/// <summary>What intake needs, all of one version: the catalogue and the hashes of the webhook secrets.</summary>
public sealed record ConfigurationPicture(Catalogue Catalogue, WebhookGate Webhooks)
{
    public static readonly ConfigurationPicture Empty = new(Catalogue.Empty, WebhookGate.Closed);

    public ConfiguredLimits Limits { get; init; } = ConfiguredLimits.None;
}
