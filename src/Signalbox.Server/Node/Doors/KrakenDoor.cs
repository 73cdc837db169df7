using Signalbox.Markets;
using Signalbox.Strategies;
using Signalbox.Venues;
using Signalbox.Venues.Kraken;
using Signalbox.Venues.Kraken.Futures;
using Signalbox.Venues.Kraken.Spot;

namespace Signalbox.Server.Node.Doors;

/// <summary>Kraken spot and futures: the setting <c>product</c> is <c>spot</c> or <c>futures</c>. Each has keys of its own.</summary>
internal static class KrakenDoor
{
    public static readonly VenueDoor Door = new(
        new()
        {
            Name = "kraken",
            Title = "Kraken",
            Modes = [AccountMode.Paper, AccountMode.Live],
            AssetClasses = [AssetClass.Crypto],
            Credentials = ["key", "secret"],
            Settings = ["product", "tier", .. VenueDoor.CommonSettings],
        },
        Open);

    private static IVenue Open(VenueOpening opening)
    {
        var isFutures = opening.OneOf("product", "spot", "futures") == "futures";
        if (!isFutures && opening is { Mode: AccountMode.Paper, Address: null })
        {
            throw opening.Wrong("Kraken spot has no rehearsal environment: give the address of a sandbox, use a paper account, or rehearse on futures.");
        }

        var environment = isFutures ? opening.Environment("demo") : opening.Environment("live");
        var options = new KrakenOptions
        {
            Key = opening.Secret("key"),
            Secret = opening.Secret("secret"),
            Addresses = opening.Address is { } address ? KrakenAddresses.At(address, isFutures)
                : isFutures ? KrakenAddresses.Futures(environment)
                : KrakenAddresses.Spot(environment),
            Tier = KrakenTier.Named(opening.OneOf("tier", "starter", "intermediate", "pro")),
            Route = opening.Route,
        };
        try
        {
            return isFutures
                ? new KrakenFuturesVenue(options, opening.Limiter($"kraken-futures {environment}"), opening.Clock)
                : new KrakenSpotVenue(options, opening.Limiter($"kraken-spot {environment}"), opening.Clock);
        }
        catch (FormatException)
        {
            // The message of the exception could show the secret.
            throw opening.Wrong("Its secret cannot be read: it is the private key that Kraken shows once, a long text of letters, digits, + and /.");
        }
    }
}
