using System.Security.Cryptography;
using Signalbox.Markets;
using Signalbox.Strategies;
using Signalbox.Venues.Coinbase;

namespace Signalbox.Server.Node.Doors;

/// <summary>
/// Coinbase Advanced Trade. Settings: <c>product</c> (spot, futures, perpetuals) and <c>portfolio</c> (of perpetuals; else the
/// one the key belongs to).
/// </summary>
internal static class CoinbaseDoor
{
    public static readonly VenueDoor Door = new(
        new()
        {
            Name = "coinbase",
            Title = "Coinbase Advanced",
            Modes = [AccountMode.Paper, AccountMode.Live],
            AssetClasses = [AssetClass.Crypto],
            Credentials = ["key", "secret"],
            Settings = ["product", "portfolio", .. VenueDoor.CommonSettings],
        },
        Open);

    private static CoinbaseVenue Open(VenueOpening opening)
    {
        var environment = opening.Environment("sandbox");
        try
        {
            return new(
                new()
                {
                    Key = opening.Secret("key"),
                    Secret = opening.Secret("secret"),
                    Addresses = opening.Address is { } address ? CoinbaseAddresses.At(address) : CoinbaseAddresses.Of(environment),
                    Product = opening.OneOf("product", "spot", "futures", "perpetuals") switch
                    {
                        "futures" => CoinbaseProduct.Futures,
                        "perpetuals" => CoinbaseProduct.Perpetuals,
                        _ => CoinbaseProduct.Spot,
                    },
                    Portfolio = opening.Setting("portfolio"),
                    Route = opening.Route,
                },
                opening.Limiter($"coinbase {environment}"),
                opening.Clock);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException or FormatException)
        {
            // The message of the exception could show the key.
            throw opening.Wrong("Its secret cannot be read. Paste the whole PEM of an EC key, from BEGIN to END, or an Ed25519 key as base64.");
        }
    }
}
