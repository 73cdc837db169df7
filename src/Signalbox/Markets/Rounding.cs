namespace Signalbox.Markets;

/// <summary>Moves prices to the tick and quantities to the lot, always in the direction that never widens risk.</summary>
public static class Rounding
{
    /// <summary>Quantities only ever shrink: a smaller order risks less.</summary>
    public static Quantity DownToLot(Quantity quantity, Quantity lot) =>
        lot.IsZero ? quantity : new(Math.Truncate(quantity.Value / lot.Value) * lot.Value);

    /// <summary>A buy never pays more than asked and a sale never receives less.</summary>
    public static Price Limit(Side side, Price price, Price tick) => side == Side.Buy ? Down(price, tick) : Up(price, tick);

    /// <summary>A protective stop triggers no later than asked: a sell stop rounds up, a buy stop down.</summary>
    public static Price ProtectiveStop(Side side, Price price, Price tick) => side == Side.Sell ? Up(price, tick) : Down(price, tick);

    /// <summary>An entry stop triggers no earlier than asked: a buy stop rounds up, a sell stop down.</summary>
    public static Price EntryStop(Side side, Price price, Price tick) => side == Side.Buy ? Up(price, tick) : Down(price, tick);

    public static Price Down(Price price, Price tick) =>
        tick.Value == 0 ? price : new(Math.Floor(price.Value / tick.Value) * tick.Value);

    public static Price Up(Price price, Price tick) =>
        tick.Value == 0 ? price : new(Math.Ceiling(price.Value / tick.Value) * tick.Value);
}
