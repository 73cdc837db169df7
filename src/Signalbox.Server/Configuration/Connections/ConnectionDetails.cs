using Signalbox.Strategies;

namespace Signalbox.Server.Configuration.Connections;

/// <summary>A connection as people may see it: of the credentials only which ones are set.</summary>
public sealed record ConnectionDetails(BrokerConnection Connection, IReadOnlyList<string> CredentialNames);
