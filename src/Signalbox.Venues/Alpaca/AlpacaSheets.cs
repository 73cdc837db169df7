using Signalbox.Markets;

namespace Signalbox.Venues.Alpaca;

internal static class AlpacaSheets
{
    public static readonly VenueSheet Account = new()
    {
        Venue = "Alpaca",
        Product = "stocks, options, coins",
        Connection = "alpaca",
        Capabilities = AlpacaCapabilities.Account,
        OrderTypes = [OrderType.Market, OrderType.Limit, OrderType.Stop, OrderType.StopLimit, OrderType.TrailingStop],
        Environments = ["live", "paper"],
        Keys = ["key and secret"],
        AttachedExits = true,
        Notes = "One account trades all three. Stocks take every order type; option contracts take orders for the day only and no trailing stops; coins take market, limit and stop-limit orders, gtc or ioc. "
            + "Brackets are native for stocks. Stocks are traded in whole shares unless the setting fractions says otherwise: orders for fractions are good for the day only. "
            + "Contracts of the stocks named in the setting options are listed; their quotes are asked for, not streamed. Fills come without fees.",
    };
}
