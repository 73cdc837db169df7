using Signalbox.Markets;
using Signalbox.Strategies;
using Signalbox.Venues.Alpaca;

namespace Signalbox.Server.Node.Doors;

/// <summary>
/// Alpaca, stocks, options and coins in one account. Settings: <c>feed</c> (iex, sip), <c>optionFeed</c> (indicative, opra),
/// <c>options</c> (the stocks whose contracts are listed, with commas), <c>fractions</c> (no, yes).
/// </summary>
internal static class AlpacaDoor
{
    public static readonly VenueDoor Door = new(
        new()
        {
            Name = "alpaca",
            Title = "Alpaca",
            Modes = [AccountMode.Paper, AccountMode.Live],
            AssetClasses = [AssetClass.Stocks, AssetClass.Options, AssetClass.Crypto],
            Credentials = ["key", "secret"],
            Settings = ["feed", "optionFeed", "options", "fractions", .. VenueDoor.CommonSettings],
        },
        Open);

    private static AlpacaVenue Open(VenueOpening opening)
    {
        var environment = opening.Environment("paper");
        return new(
            new()
            {
                Key = opening.Secret("key"),
                Secret = opening.Secret("secret"),
                Addresses = opening.Address is { } address ? AlpacaAddresses.At(address) : AlpacaAddresses.Of(environment),
                StockFeed = opening.OneOf("feed", "iex", "sip"),
                OptionFeed = opening.OneOf("optionFeed", "indicative", "opra"),
                OptionUnderlyings = opening.Setting("options")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
                Fractions = opening.OneOf("fractions", "no", "yes") == "yes",
                Route = opening.Route,
            },
            opening.Limiter($"alpaca {environment}"),
            opening.Clock);
    }
}
