using System.Security.Cryptography;
using Signalbox.Markets;
using Signalbox.Strategies;
using Signalbox.Venues;
using Signalbox.Venues.Bybit;

namespace Signalbox.Server.Node.Doors;

/// <summary>A unified account at Bybit: the setting <c>product</c> is <c>spot</c>, <c>linear</c> or <c>inverse</c>.</summary>
internal static class BybitDoor
{
    public static readonly VenueDoor Door = new(
        new()
        {
            Name = "bybit",
            Title = "Bybit",
            Modes = [AccountMode.Paper, AccountMode.Live],
            AssetClasses = [AssetClass.Crypto],
            Credentials = ["key", "secret"],
            Settings = ["product", .. VenueDoor.CommonSettings],
        },
        Open);

    private static IVenue Open(VenueOpening opening)
    {
        var product = opening.OneOf("product", "spot", "linear", "inverse") switch
        {
            "spot" => BybitProduct.Spot,
            "linear" => BybitProduct.Linear,
            _ => BybitProduct.Inverse,
        };
        var environment = opening.Environment("testnet", "demo");
        var options = new BybitOptions
        {
            Key = opening.Secret("key"),
            Secret = opening.Secret("secret"),
            Product = product,
            Addresses = opening.Address is { } address ? BybitAddresses.At(address) : BybitAddresses.For(environment),
            Route = opening.Route,
        };
        try
        {
            // The products of one account share its limits, whatever connections there are to them.
            return new BybitVenue(options, opening.Limiter($"bybit {environment}"), opening.Clock);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException or FormatException)
        {
            // The message of the exception could show the key.
            throw opening.Wrong("Its secret looks like a private key and cannot be read. Paste the whole PEM, unencrypted, from BEGIN to END.");
        }
    }
}
