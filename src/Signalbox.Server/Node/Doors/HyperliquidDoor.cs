using Signalbox.Markets;
using Signalbox.Strategies;
using Signalbox.Venues.Hyperliquid;
using Signalbox.Venues.Signing;

namespace Signalbox.Server.Node.Doors;

/// <summary>
/// Hyperliquid: the setting <c>product</c> is <c>perpetuals</c> or <c>spot</c>. The key is the address of the account, the
/// secret the private key of an agent wallet the account approved.
/// </summary>
internal static class HyperliquidDoor
{
    public static readonly VenueDoor Door = new(
        new()
        {
            Name = "hyperliquid",
            Title = "Hyperliquid",
            Modes = [AccountMode.Paper, AccountMode.Live],
            AssetClasses = [AssetClass.Crypto],
            Credentials = ["key", "secret"],
            Settings = ["product", "vault", "dex", .. VenueDoor.CommonSettings],
        },
        Open);

    private static HyperliquidVenue Open(VenueOpening opening)
    {
        var product = opening.OneOf("product", "perpetuals", "spot") == "spot" ? HyperliquidProduct.Spot : HyperliquidProduct.Perpetuals;
        var environment = opening.Environment("testnet");
        var options = new HyperliquidOptions
        {
            Product = product,
            Account = AddressOf(opening, "key", opening.Secret("key")),
            PrivateKey = opening.Secret("secret"),
            Vault = opening.Setting("vault") is { } vault ? AddressOf(opening, "vault", vault) : null,
            Dex = opening.Setting("dex") ?? "",
            Addresses = opening.Address is { } address ? HyperliquidAddresses.At(address, environment == "live") : HyperliquidAddresses.Of(environment),
            Route = opening.Route,
        };
        try
        {
            return new HyperliquidVenue(options, opening.Limiter($"hyperliquid {environment}"), opening.Clock);
        }
        catch (FormatException)
        {
            // The message of the exception is not needed, and the key must not be in it.
            throw opening.Wrong("Its secret is no private key. Enter the 64 hexadecimal digits of the agent wallet's key.");
        }
    }

    // An agent's address has no money and no orders; every question about it is answered with nothing.
    private static string AddressOf(VenueOpening opening, string name, string text) => EthereumAddress.TryParse(text.Trim(), out var address)
        ? address.ToString()
        : throw opening.Wrong($"Its {name} is no address. Enter the address of the account that is traded, 0x and 40 hexadecimal digits: not that of the agent wallet.");
}
