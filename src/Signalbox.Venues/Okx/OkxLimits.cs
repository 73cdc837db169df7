using Signalbox.Venues.Limits;

namespace Signalbox.Venues.Okx;

/// <summary>What is documented for each kind of request; all of it counts over two seconds.</summary>
public static class OkxLimits
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    /// <summary>New and amended orders of one account together, whatever they are about.</summary>
    public static readonly RateWindow AccountOrders = Of("account orders", RateScope.Account, 1_000);

    public static readonly RateWindow Place = Of("place", RateScope.Instrument, 60);
    public static readonly RateWindow PlaceMany = Of("place batch", RateScope.Account, 300);
    public static readonly RateWindow Amend = Of("amend", RateScope.Instrument, 60);
    public static readonly RateWindow Cancel = Of("cancel", RateScope.Instrument, 60);
    public static readonly RateWindow CancelMany = Of("cancel batch", RateScope.Account, 300);
    public static readonly RateWindow PlaceAlgo = Of("place algo", RateScope.Instrument, 20);
    public static readonly RateWindow AmendAlgo = Of("amend algo", RateScope.Instrument, 20);
    public static readonly RateWindow CancelAlgo = Of("cancel algo", RateScope.Instrument, 20);
    public static readonly RateWindow ClosePosition = Of("close position", RateScope.Instrument, 20);

    public static readonly RateWindow Order = Of("order", RateScope.Instrument, 60);
    public static readonly RateWindow OpenOrders = Of("open orders", RateScope.Account, 60);
    public static readonly RateWindow OrderHistory = Of("order history", RateScope.Account, 40);
    public static readonly RateWindow Fills = Of("fills", RateScope.Account, 60);
    public static readonly RateWindow FillHistory = Of("fill history", RateScope.Account, 10);
    public static readonly RateWindow AlgoOrder = Of("algo order", RateScope.Account, 20);
    public static readonly RateWindow OpenAlgoOrders = Of("open algo orders", RateScope.Account, 20);
    public static readonly RateWindow Balances = Of("balances", RateScope.Account, 10);
    public static readonly RateWindow Positions = Of("positions", RateScope.Account, 10);
    public static readonly RateWindow Config = Of("config", RateScope.Account, 5);
    public static readonly RateWindow Leverage = Of("leverage", RateScope.Account, 20);
    public static readonly RateWindow SetLeverage = Of("set leverage", RateScope.Account, 20);
    public static readonly RateWindow PositionMode = Of("position mode", RateScope.Account, 5);
    public static readonly RateWindow Fees = Of("fees", RateScope.Account, 5);

    public static readonly RateWindow Time = Of("time", RateScope.Address, 10);
    public static readonly RateWindow Instruments = Of("instruments", RateScope.Address, 20);
    public static readonly RateWindow Ticker = Of("ticker", RateScope.Address, 20);
    public static readonly RateWindow Book = Of("book", RateScope.Address, 40);
    public static readonly RateWindow Candles = Of("candles", RateScope.Address, 40);
    public static readonly RateWindow Trades = Of("trades", RateScope.Address, 100);

    public static IReadOnlyList<RateCost> One(RateWindow window) => [new(window, 1)];

    public static IReadOnlyList<RateCost> Many(RateWindow window, int count) => [new(window, count)];

    /// <summary>What also counts among the orders of the account.</summary>
    public static IReadOnlyList<RateCost> Orders(RateWindow window, int count = 1) => [new(window, count), new(AccountOrders, count)];

    private static RateWindow Of(string name, RateScope scope, double limit) => RateWindow.Sliding($"{name} 2s", scope, limit, Length);
}
