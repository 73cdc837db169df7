using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>The account's past in our words: how orders ended that the venue has forgotten, and what their fills cost.</summary>
internal static class KrakenFuturesHistory
{
    public static KrakenHistory? Page(WireReply reply) =>
        WireJson.Read(reply, KrakenFuturesJson.Default.KrakenHistory) is { Elements: not null } page ? page : null;

    /// <summary>Every event of a page that has an order or a trigger; null when one cannot be read.</summary>
    public static IReadOnlyList<KrakenPastOrder>? Orders(KrakenHistory page) => WireJson.All(page.Elements!.SelectMany(static item => (item.Event ?? []).Select(each =>
    {
        var told = WireJson.Read(each.Value, KrakenFuturesJson.Default.KrakenHistoryEvent);
        return (told?.Order ?? told?.NewOrder ?? told?.OrderTrigger ?? told?.NewOrderTrigger) is { Uid: not null } order
            ? new KrakenPastOrder(each.Key, order, told!.Reason, UnixTime.FromMilliseconds(item.Timestamp))
            : null;
    })));

    public static IEnumerable<KrakenHistoryExecution> Executions(KrakenHistory page) => page.Elements!
        .SelectMany(static item => (item.Event ?? []).Values)
        .Select(static told => WireJson.Read(told, KrakenFuturesJson.Default.KrakenHistoryEvent)?.Execution)
        .OfType<KrakenHistoryExecution>();

    /// <summary>How an order that is open no more ended, by what was told of it last and what it filled.</summary>
    public static OrderReport? Report(KrakenPastOrder past, decimal filled)
    {
        var order = past.Order;
        if (KrakenWords.SideOf(order.Direction) is not { } side || order.Tradeable is not { } symbol)
        {
            return null;
        }

        var isTrigger = past.What.StartsWith("OrderTrigger", StringComparison.Ordinal);
        var type = isTrigger
            ? (Type: order.LimitPrice > 0 ? OrderType.StopLimit : OrderType.Stop, TakesProfit: false, PostOnly: false)
            : KrakenFuturesWords.TypeOf(order.OrderType, order.LimitPrice > 0) ?? (OrderType.Limit, false, false);
        var state = past.What switch
        {
            "OrderCancelled" or "OrderTriggerCancelled" => VenueOrderState.Cancelled,
            "OrderRejected" => VenueOrderState.Rejected,
            _ when filled >= order.Quantity && filled > 0 => VenueOrderState.Filled,
            _ => (VenueOrderState?)null,
        };
        return state is not { } ended ? null : new()
        {
            ClientOrderId = KrakenIds.Read(order.ClientId),
            VenueOrderId = new(order.Uid!),
            Instrument = new(symbol.ToUpperInvariant()),
            Side = side,
            Type = type.Type,
            PostOnly = type.PostOnly,
            ReduceOnly = order.ReduceOnly,
            State = ended == VenueOrderState.Cancelled && past.Reason == "full_fill" ? VenueOrderState.Filled : ended,
            Quantity = new(order.Quantity),
            FilledQuantity = new(filled),
            LimitPrice = KrakenWords.PriceOf(order.LimitPrice),
            StopPrice = KrakenWords.PriceOf(order.TriggerOptions?.TriggerPrice),
            At = past.At,
            Reason = past.Reason is { Length: > 0 } ? past.Reason : null,
        };
    }
}

/// <param name="What">The event: <c>OrderPlaced</c>, <c>OrderCancelled</c> and their like.</param>
internal sealed record KrakenPastOrder(string What, KrakenHistoryOrder Order, string? Reason, DateTimeOffset At);
