using Signalbox.Server.Configuration.Connections;
using Signalbox.Server.Node.Calls;
using Signalbox.Server.Node.Doors;
using Signalbox.Strategies;
using Signalbox.Venues;
using Signalbox.Venues.Loopback;
using Signalbox.Venues.Paper;

namespace Signalbox.Server.Node;

/// <summary>Opens the venue a connection names, with its credentials from the vault.</summary>
internal sealed class VenueOpener(PaperExchange paper, ConnectionStore connections, VenueLimiters limiters, VenueLayer layer, VenueDesks desks, TimeProvider clock, ILogger<VenueOpener> log)
{
    /// <summary>Every venue but the paper one, which is this server's own.</summary>
    private static readonly IReadOnlyList<VenueDoor> Doors =
    [
        new(
            new()
            {
                Name = "loopback",
                Title = "Loopback sandbox",
                Modes = [AccountMode.Paper],
                AssetClasses = Enum.GetValues<Markets.AssetClass>(),
                Credentials = ["key", "secret"],
                Settings = ["address"],
            },
            opening => new LoopbackVenue(
                new() { Address = opening.Address ?? throw opening.Wrong("It has no address."), Key = opening.Secret("key"), Secret = opening.Secret("secret") },
                opening.Clock)),
        BinanceDoor.Door,
        AlpacaDoor.Door,
        CoinbaseDoor.Door,
        KrakenDoor.Door,
        HyperliquidDoor.Door,
        KucoinDoor.Door,
        BybitDoor.Door,
        OkxDoor.Door,
    ];

    public static BrokerDirectory Brokers { get; } = new([BrokerDirectory.Paper, .. Doors.Select(door => door.Broker)]);

    public async Task<IVenue> OpenAsync(BrokerConnection connection, CancellationToken cancel)
    {
        if (connection.Broker == BrokerDirectory.Paper.Name)
        {
            return Watched(connection, layer.Over(await paper.OpenAsync(connection.Id, cancel)), desks.Open(connection.Id, null));
        }

        var door = Doors.FirstOrDefault(door => door.Broker.Name == connection.Broker)
            ?? throw new InvalidOperationException($"There is no adapter for {connection.Broker}.");
        var venue = door.Open(new(connection, await connections.CredentialsAsync(connection.Id, cancel), limiters, clock));
        var place = desks.Open(connection.Id, venue.Desk);
        if (place.Desk is { } desk)
        {
            // Beside the start: a venue that does not answer holds no account up.
            _ = CheckAsync(connection, desk, place);
        }

        return Watched(connection, layer.Over(venue), place);
    }

    private WatchedVenue Watched(BrokerConnection connection, IVenue venue, VenueDesk place) => new(venue, connection.Id, place, desks, clock);

    /// <summary>A key should be able to trade and not to withdraw; people are told when it is otherwise.</summary>
    private async Task CheckAsync(BrokerConnection connection, IVenueDesk desk, VenueDesk place)
    {
        var answer = await desk.PermissionsAsync(CancellationToken.None);
        place.Permissions = new(clock.GetUtcNow(), answer.Value, answer.Failure);
        if (answer.Value is { } permissions)
        {
            if (permissions.Withdraw == true) VenueLog.KeyCanWithdraw(log, connection.Name);
            if (permissions.Trade == false) VenueLog.KeyCannotTrade(log, connection.Name);
        }
        else
        {
            VenueLog.NotChecked(log, connection.Name, desk.Health.Sentence.Length > 0 ? desk.Health.Sentence : answer.Failure!);
        }
    }
}

internal static partial class VenueLog
{
    [LoggerMessage(3201, LogLevel.Critical, "The key of {Connection} can WITHDRAW. Whoever gets hold of this machine could empty the account: make a key that can only trade.")]
    public static partial void KeyCanWithdraw(ILogger log, string connection);

    [LoggerMessage(3202, LogLevel.Error, "The key of {Connection} may not trade: its orders will be refused. Allow trading for it at the venue.")]
    public static partial void KeyCannotTrade(ILogger log, string connection);

    [LoggerMessage(3203, LogLevel.Warning, "What the key of {Connection} may do could not be checked: {Why}")]
    public static partial void NotChecked(ILogger log, string connection, string why);
}
