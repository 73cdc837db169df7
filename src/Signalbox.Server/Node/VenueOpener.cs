using Signalbox.Server.Configuration.Connections;
using Signalbox.Strategies;
using Signalbox.Venues;
using Signalbox.Venues.Loopback;
using Signalbox.Venues.Paper;

namespace Signalbox.Server.Node;

/// <summary>Opens the venue a connection names, with its credentials from the vault.</summary>
internal sealed class VenueOpener(PaperExchange paper, ConnectionStore connections, TimeProvider clock)
{
    public static BrokerDirectory Brokers { get; } = new(
        BrokerDirectory.Paper,
        new BrokerDescription
        {
            Name = "loopback",
            Title = "Loopback sandbox",
            Modes = [AccountMode.Paper],
            AssetClasses = Enum.GetValues<Markets.AssetClass>(),
            Credentials = ["key", "secret"],
            Settings = ["address"],
        });

    public async Task<IVenue> OpenAsync(BrokerConnection connection, CancellationToken cancel) => connection.Broker switch
    {
        "paper" => await paper.OpenAsync(connection.Id, cancel),
        "loopback" => await LoopbackAsync(connection, cancel),
        _ => throw new InvalidOperationException($"There is no adapter for {connection.Broker}."),
    };

    private async Task<IVenue> LoopbackAsync(BrokerConnection connection, CancellationToken cancel)
    {
        var secrets = await connections.CredentialsAsync(connection.Id, cancel);
        var address = connection.Settings.FirstOrDefault(setting => setting.Name == "address")?.Value
            ?? throw new InvalidOperationException($"The connection {connection.Name} has no address.");
        return new LoopbackVenue(new() { Address = new(address), Key = secrets["key"], Secret = secrets["secret"] }, clock);
    }
}
