using System.Security.Cryptography;
using Signalbox.Markets;
using Signalbox.Strategies;
using Signalbox.Venues;
using Signalbox.Venues.Binance;
using Signalbox.Venues.Binance.Spot;
using Signalbox.Venues.Binance.Usdm;

namespace Signalbox.Server.Node.Doors;

/// <summary>Binance spot and USD-M futures: the setting <c>product</c> is <c>spot</c> or <c>usdm</c>.</summary>
internal static class BinanceDoor
{
    public static readonly VenueDoor Door = new(
        new()
        {
            Name = "binance",
            Title = "Binance",
            Modes = [AccountMode.Paper, AccountMode.Live],
            AssetClasses = [AssetClass.Crypto],
            Credentials = ["key", "secret"],
            Settings = ["product", .. VenueDoor.CommonSettings],
        },
        Open);

    private static IVenue Open(VenueOpening opening)
    {
        var isFutures = opening.OneOf("product", "spot", "usdm") == "usdm";
        var environment = opening.Environment("testnet", "demo");
        var options = new BinanceOptions
        {
            Key = opening.Secret("key"),
            Secret = opening.Secret("secret"),
            Addresses = opening.Address is { } address ? BinanceAddresses.At(address, isFutures)
                : isFutures ? BinanceAddresses.Usdm(environment)
                : BinanceAddresses.Spot(environment),
            Route = opening.Route,
        };
        try
        {
            return isFutures
                ? new BinanceUsdmVenue(options, opening.Limiter($"binance-usdm {environment}"), opening.Clock)
                : new BinanceSpotVenue(options, opening.Limiter($"binance-spot {environment}"), opening.Clock);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException or FormatException)
        {
            // The message of the exception could show the key.
            throw opening.Wrong("Its secret looks like a private key and cannot be read. Paste the whole PEM, unencrypted, from BEGIN to END.");
        }
    }
}
