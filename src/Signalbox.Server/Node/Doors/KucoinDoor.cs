using Signalbox.Markets;
using Signalbox.Strategies;
using Signalbox.Venues;
using Signalbox.Venues.Kucoin;
using Signalbox.Venues.Kucoin.Futures;
using Signalbox.Venues.Kucoin.Spot;

namespace Signalbox.Server.Node.Doors;

/// <summary>KuCoin spot and futures: the setting <c>product</c> is <c>spot</c> or <c>futures</c>.</summary>
internal static class KucoinDoor
{
    public static readonly VenueDoor Door = new(
        new()
        {
            Name = "kucoin",
            Title = "KuCoin",
            Modes = [AccountMode.Paper, AccountMode.Live],
            AssetClasses = [AssetClass.Crypto],
            Credentials = ["key", "secret", "passphrase"],
            Settings = ["product", "keyVersion", .. VenueDoor.CommonSettings],
        },
        Open);

    private static IVenue Open(VenueOpening opening)
    {
        var isFutures = opening.OneOf("product", "spot", "futures") == "futures";
        var environment = EnvironmentOf(opening);
        var options = new KucoinOptions
        {
            Key = opening.Secret("key"),
            Secret = opening.Secret("secret"),
            Passphrase = opening.Secret("passphrase"),
            KeyVersion = opening.OneOf("keyVersion", "3", "2") == "2" ? 2 : 3,
            Addresses = opening.Address is { } address ? KucoinAddresses.At(address)
                : isFutures ? KucoinAddresses.Futures(environment)
                : KucoinAddresses.Spot(environment),
            Route = opening.Route,
        };
        return isFutures
            ? new KucoinFuturesVenue(options, opening.Limiter($"kucoin-futures {environment}"), opening.Clock)
            : new KucoinSpotVenue(options, opening.Limiter($"kucoin-spot {environment}"), opening.Clock);
    }

    /// <summary>The venue has no place to rehearse any more: without an address of one, a paper account has nowhere to go.</summary>
    private static string EnvironmentOf(VenueOpening opening) => opening.Mode == AccountMode.Live ? opening.OneOf("environment", "live", "live-eu")
        : opening.Address is not null ? "sandbox"
        : throw opening.Wrong("KuCoin closed its public sandbox. Start ours (signalbox sandbox kucoin) and set its address, or make the account a live one.");
}
