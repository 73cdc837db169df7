using System.Security.Cryptography;
using Signalbox.Markets;
using Signalbox.Strategies;
using Signalbox.Venues.Bybit;

namespace Signalbox.Server.Node.Doors;

/// <summary>
/// A unified account at Bybit: the setting <c>product</c> is <c>spot</c>, <c>linear</c> or <c>inverse</c>, and <c>region</c>
/// says which of the venue's sites the account was opened at.
/// </summary>
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
            Settings = ["product", "region", .. VenueDoor.CommonSettings],
        },
        Open);

    private static BybitVenue Open(VenueOpening opening)
    {
        var product = opening.OneOf("product", "spot", "linear", "inverse") switch
        {
            "spot" => BybitProduct.Spot,
            "linear" => BybitProduct.Linear,
            _ => BybitProduct.Inverse,
        };
        var environment = opening.Environment("testnet", "demo");
        var region = opening.OneOf("region", [.. BybitAddresses.Regions]);
        var options = new BybitOptions
        {
            Key = opening.Secret("key"),
            Secret = opening.Secret("secret"),
            Product = product,
            Addresses = opening.Address is { } address ? BybitAddresses.At(address) : BybitAddresses.For(environment, region),
            Route = opening.Route,
        };
        try
        {
            // The products of one account share its limits, whatever connections there are to them.
            return new BybitVenue(options, opening.Limiter($"bybit {environment} {region}"), opening.Clock);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException or FormatException)
        {
            // The message of the exception could show the key.
            throw opening.Wrong("Its secret looks like a private key and cannot be read. Paste the whole PEM, unencrypted, from BEGIN to END.");
        }
    }
}
