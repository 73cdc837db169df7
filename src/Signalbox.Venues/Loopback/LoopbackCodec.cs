using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Loopback;

/// <summary>Ours to theirs and back: orders, ids, reports.</summary>
internal static class LoopbackCodec
{
    public static byte[] Encode(PlaceOrder order) => JsonSerializer.SerializeToUtf8Bytes(Place(order), LoopbackJson.Default.LoopbackPlace);

    public static byte[] Encode(PlacePair pair) => JsonSerializer.SerializeToUtf8Bytes(
        new LoopbackPair(Place(pair.Stop), Place(pair.Target)), LoopbackJson.Default.LoopbackPair);

    private static LoopbackPlace Place(PlaceOrder order) => new()
    {
        ClientId = ClientId(order.Id),
        Instrument = order.Instrument,
        Side = order.Side,
        Type = order.Type,
        Quantity = order.Quantity,
        LimitPrice = order.LimitPrice,
        StopPrice = order.StopPrice,
        TimeInForce = order.TimeInForce,
        ExpiresAt = order.ExpiresAt,
        ReduceOnly = order.ReduceOnly,
        PostOnly = order.PostOnly,
        VisibleQuantity = order.VisibleQuantity,
    };

    public static byte[] Encode(AmendOrder amendment) => JsonSerializer.SerializeToUtf8Bytes(
        new LoopbackAmend(amendment.VenueOrderId?.Value, ClientId(amendment.Id), amendment.Quantity, amendment.LimitPrice, amendment.StopPrice),
        LoopbackJson.Default.LoopbackAmend);

    public static byte[] Encode(CancelOrder cancellation) => JsonSerializer.SerializeToUtf8Bytes(
        new LoopbackCancel(cancellation.VenueOrderId?.Value, ClientId(cancellation.Id)), LoopbackJson.Default.LoopbackCancel);

    /// <summary>The exchange takes 32 characters of any kind, so ours fit as they are.</summary>
    public static string ClientId(ClientOrderId id) => id.ToString();

    public static OrderReport Decode(LoopbackOrder order) => new()
    {
        ClientOrderId = Ours(order.ClientId),
        VenueOrderId = new(order.OrderId),
        Instrument = order.Instrument,
        Side = order.Side,
        Type = order.Type,
        State = order.State,
        Quantity = order.Quantity,
        FilledQuantity = order.Filled,
        LimitPrice = order.LimitPrice,
        StopPrice = order.StopPrice,
        At = order.UpdatedAt,
        Reason = order.Reason,
    };

    public static FillReport Decode(LoopbackFill fill) => new()
    {
        FillId = new(fill.TradeId),
        ClientOrderId = Ours(fill.ClientId),
        VenueOrderId = new(fill.OrderId),
        Instrument = fill.Instrument,
        Side = fill.Side,
        Quantity = fill.Quantity,
        Price = fill.Price,
        Fee = fill.Fee,
        FeeCurrency = fill.FeeCurrency,
        At = fill.At,
    };

    public static MarketView Decode(LoopbackQuote quote) => new() { Bid = quote.Bid, Ask = quote.Ask, Last = quote.Last, At = quote.At };

    public static OrderEvidence Decode(LoopbackStatus status) =>
        new OrderEvidence.Found(Decode(status.Order), [.. status.Fills.Select(Decode)]);

    public static VenueSnapshot Decode(LoopbackSnapshot snapshot) => new()
    {
        At = snapshot.At,
        OpenOrders = [.. snapshot.Orders.Select(Decode)],
        Positions = snapshot.Positions,
        Balances = snapshot.Balances,
        Fills = [.. snapshot.Fills.Select(Decode)],
    };

    private static ClientOrderId? Ours(string? clientId) => ClientOrderId.TryParse(clientId, out var id) ? id : null;
}
