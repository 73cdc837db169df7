using System.Globalization;
using Signalbox.Text;
using Signalbox.Venues.Loopback;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Loopback;

/// <summary>The engine's orders and fills as the protocol writes them.</summary>
internal static class LoopbackReports
{
    public static LoopbackOrder Of(Order order) => new()
    {
        OrderId = order.Number.ToString(CultureInfo.InvariantCulture),
        ClientId = order.Terms.ClientId,
        Instrument = order.Terms.Instrument,
        Side = order.Side,
        Type = order.Terms.Type,
        State = order.State,
        Quantity = order.Quantity,
        Filled = order.Filled,
        LimitPrice = order.LimitPrice,
        StopPrice = order.StopPrice,
        UpdatedAt = order.ChangedAt,
        Reason = order.Reason is { } reason ? Words.Of(reason) : null,
    };

    public static LoopbackFill Of(OrderFilled fill, DateTimeOffset at) => new()
    {
        TradeId = fill.Trade.ToString(CultureInfo.InvariantCulture),
        OrderId = fill.Order.ToString(CultureInfo.InvariantCulture),
        ClientId = fill.ClientId,
        Instrument = fill.Instrument,
        Side = fill.Side,
        Quantity = fill.Quantity,
        Price = fill.Price,
        Fee = fill.Fee,
        FeeCurrency = fill.FeeCurrency,
        At = at,
    };

    public static LoopbackStatus Status(Order order) => new(Of(order), [.. order.Fills.Select(fill => Of(fill.What, fill.At))]);

    public static LoopbackQuote Quote(OrderBook book, DateTimeOffset now) =>
        new(book.Listing.Instrument.Id, book.BestBid, book.BestAsk, book.Last, now);
}
