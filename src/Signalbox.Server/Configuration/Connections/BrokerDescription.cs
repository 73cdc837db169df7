using Signalbox.Markets;
using Signalbox.Strategies;

namespace Signalbox.Server.Configuration.Connections;

/// <summary>What a venue adapter needs to know of a connection.</summary>
public sealed record BrokerDescription
{
    /// <summary>As connections name it: <c>paper</c>.</summary>
    public required string Name { get; init; }

    /// <summary>As people name it.</summary>
    public required string Title { get; init; }

    public required IReadOnlyList<AccountMode> Modes { get; init; }

    public required IReadOnlyList<AssetClass> AssetClasses { get; init; }

    /// <summary>Secrets every connection must have.</summary>
    public IReadOnlyList<string> Credentials { get; init; } = [];

    /// <summary>Secrets a connection may have.</summary>
    public IReadOnlyList<string> OptionalCredentials { get; init; } = [];

    /// <summary>Settings a connection may have; none is a secret.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}

/// <summary>The venue adapters this program has.</summary>
public sealed class BrokerDirectory(params IReadOnlyList<BrokerDescription> brokers)
{
    public static readonly BrokerDescription Paper = new()
    {
        Name = "paper",
        Title = "Paper account",
        Modes = [AccountMode.Paper],
        AssetClasses = Enum.GetValues<AssetClass>(),
    };

    public static readonly BrokerDirectory PaperOnly = new(Paper);

    public IReadOnlyList<BrokerDescription> Brokers => brokers;

    public BrokerDescription? Find(string name) => brokers.FirstOrDefault(broker => broker.Name == name);
}
