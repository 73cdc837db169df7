namespace Signalbox.Venues.Binance.Usdm;

/// <summary>An order that waited for its price and the one it became are one order to us.</summary>
internal static class BinanceUsdmMerge
{
    public static OrderReport Became(OrderReport waited, OrderReport order) => order with
    {
        ClientOrderId = waited.ClientOrderId,
        ForeignClientId = waited.ForeignClientId,
        Type = waited.Type,
        TakesProfit = waited.TakesProfit,
        StopPrice = waited.StopPrice,
        State = order.State == VenueOrderState.Working ? VenueOrderState.Triggered : order.State,
    };
}
