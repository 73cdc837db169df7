using Signalbox.Markets;
using Signalbox.Strategies;
using Signalbox.Venues;
using Signalbox.Venues.Okx;

namespace Signalbox.Server.Node.Doors;

/// <summary>
/// OKX: the setting <c>product</c> is <c>spot</c>, <c>swap</c> or <c>futures</c>, <c>region</c> is where the account was opened,
/// and <c>margin</c> how orders are paid that do not say it themselves.
/// </summary>
internal static class OkxDoor
{
    public static readonly VenueDoor Door = new(
        new()
        {
            Name = "okx",
            Title = "OKX",
            Modes = [AccountMode.Paper, AccountMode.Live],
            AssetClasses = [AssetClass.Crypto],
            Credentials = ["key", "secret", "passphrase"],
            Settings = ["product", "region", "margin", .. VenueDoor.CommonSettings],
        },
        Open);

    private static OkxVenue Open(VenueOpening opening)
    {
        var (region, environment) = (opening.OneOf("region", "global", "eea", "us"), opening.Environment("demo"));
        var options = new OkxOptions
        {
            Key = opening.Secret("key"),
            Secret = opening.Secret("secret"),
            Passphrase = opening.Secret("passphrase"),
            Product = opening.OneOf("product", "spot", "swap", "futures") switch
            {
                "swap" => OkxProduct.Swap,
                "futures" => OkxProduct.Futures,
                _ => OkxProduct.Spot,
            },
            Addresses = opening.Address is { } address ? OkxAddresses.At(address) : OkxAddresses.Of(region, environment),
            Margin = opening.OneOf("margin", "usual", "cross", "isolated") switch
            {
                "cross" => MarginMode.Cross,
                "isolated" => MarginMode.Isolated,
                _ => null,
            },
            Route = opening.Route,
        };
        return new(options, opening.Limiter($"okx {region} {environment}"), opening.Clock);
    }
}
