using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Alpaca;

/// <summary>What Alpaca answers about orders and the account, in our words. Null is always an answer that is not what the documentation says.</summary>
public static class AlpacaCodec
{
    public static VenueOutcome? Accepted(WireReply reply) => WireJson.Read(reply, AlpacaJson.Default.AlpacaOrder) switch
    {
        { Id: { Length: > 0 } id, Status: "rejected" } => new VenueOutcome.Rejected(RejectReason.Other, "rejected", $"The venue rejected order {id}."),
        { Id: { Length: > 0 } id } => new VenueOutcome.Accepted(new(id)),
        _ => null,
    };

    /// <summary>A cancel is answered with nothing.</summary>
    public static VenueOutcome? Done(WireReply _) => new VenueOutcome.Accepted(null);

    /// <summary>Several were to be cancelled: done when each was; otherwise some may still be open.</summary>
    public static VenueOutcome? AllDone(WireReply reply) =>
        reply.Body.IsEmpty ? new VenueOutcome.Accepted(null)
        : WireJson.Read(reply, AlpacaJson.Default.ListAlpacaEnded) is not { } ended ? null
        : ended.Find(each => each.Status is < 200 or >= 300) is { } failed
            ? new VenueOutcome.Unknown($"The venue answered {failed.Status} for order {failed.Id}.")
            : new VenueOutcome.Accepted(null);

    public static OrderReport? Order(ReadOnlySpan<byte> json) => Seen(json)?.Report;

    /// <summary>An order, when it was sent, and the number of the one that took its place.</summary>
    public static AlpacaSeen? Seen(ReadOnlySpan<byte> json) => WireJson.Read(json, AlpacaJson.Default.AlpacaOrder) is { } order && Decode(order) is { } report
        ? new(report, UnixTime.FromText(order.SubmittedAt ?? order.CreatedAt), order.ReplacedBy is { Length: > 0 } next ? new VenueOrderId(next) : null)
        : null;

    /// <summary>A page of orders, newest first. Legs stand beside their order; an order of several contracts is nothing but its legs.</summary>
    public static AlpacaPage? Orders(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, AlpacaJson.Default.ListAlpacaOrder) is { } orders && WireJson.All(orders.SelectMany(Flattened).Select(Decode)) is { } reports
            ? new(reports, orders.Count < AlpacaRequests.OrdersOfAPage ? null : orders.Min(order => UnixTime.FromText(order.SubmittedAt ?? order.CreatedAt)))
            : null;

    /// <summary>A page of fills, oldest first, and how the next page is asked for.</summary>
    public static AlpacaFills? Fills(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, AlpacaJson.Default.ListAlpacaActivity) is { } activities
        && WireJson.All(activities.Where(each => each.ActivityType is null or "FILL").Select(Decode)) is { } fills
            ? new(fills, activities.Count >= AlpacaRequests.FillsOfAPage ? activities[^1].Id : null)
            : null;

    public static IReadOnlyList<AlpacaHolding>? Holdings(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, AlpacaJson.Default.ListAlpacaPosition) is { } positions ? WireJson.All(positions.Select(Decode)) : null;

    public static AlpacaMoney? Money(ReadOnlySpan<byte> json) => WireJson.Read(json, AlpacaJson.Default.AlpacaAccount) is { Cash: { } cash } account
        ? new(account.Currency is { Length: > 0 } currency ? currency : "USD", cash, account.BuyingPower ?? cash)
        : null;

    public static KeyPermissions? Permissions(ReadOnlySpan<byte> json) => WireJson.Read(json, AlpacaJson.Default.AlpacaAccount) is { Id: not null } account
        ? new()
        {
            Read = true,
            Trade = account is { TradingBlocked: not true, AccountBlocked: not true, TradeSuspendedByUser: not true, Status: null or "ACTIVE" },
            // Keys are not told apart by what they may do.
            Withdraw = null,
        }
        : null;

    /// <summary>The most that may be borrowed: the account's multiplier.</summary>
    public static decimal? Multiplier(ReadOnlySpan<byte> json) => WireJson.Read(json, AlpacaJson.Default.AlpacaAccount)?.Multiplier;

    public static DateTimeOffset? Time(ReadOnlySpan<byte> json) => WireJson.Read(json, AlpacaJson.Default.AlpacaClock) is { Timestamp: { Length: > 0 } text }
        ? UnixTime.FromText(text)
        : null;

    internal static OrderReport? Decode(AlpacaOrder order)
    {
        if (AlpacaWords.TypeOf(order.Type ?? order.OrderType) is not { } type || AlpacaWords.StateOf(order.Status) is not { } state
            || AlpacaWords.SideOf(order.Side) is not { } side || order is not { Symbol: { Length: > 0 } symbol, Id: { Length: > 0 } id })
        {
            return null;
        }

        var ours = AlpacaIds.Read(order.ClientOrderId);
        var filled = order.FilledQty ?? 0;
        return new()
        {
            ClientOrderId = ours,
            ForeignClientId = ours is null ? order.ClientOrderId : null,
            VenueOrderId = new(id),
            Instrument = new(AlpacaSymbols.Of(symbol, order.AssetClass)),
            Side = side,
            Type = type,
            State = state,
            // An order for an amount of money has no quantity but what has filled.
            Quantity = new(order.Qty ?? filled),
            FilledQuantity = new(filled),
            AveragePrice = filled > 0 ? AlpacaWords.PriceOf(order.FilledAvgPrice) : null,
            LimitPrice = AlpacaWords.PriceOf(order.LimitPrice),
            StopPrice = AlpacaWords.PriceOf(order.StopPrice),
            TimeInForce = AlpacaWords.LifeOf(order.TimeInForce),
            ReduceOnly = order.PositionIntent is "buy_to_close" or "sell_to_close" && ours is not null,
            At = UnixTime.FromText(order.UpdatedAt ?? order.SubmittedAt ?? order.CreatedAt),
            Reason = state is VenueOrderState.Working or VenueOrderState.Filled ? null : order.Status,
        };
    }

    internal static FillId FillId(string order, decimal filled) => new($"{order}:{Decimals.Canonical(filled)}");

    private static IEnumerable<AlpacaOrder> Flattened(AlpacaOrder order)
    {
        var isOfLegs = order.OrderClass == "mleg" || order is { Symbol: null or "", Legs.Count: > 0 };
        var legs = (order.Legs ?? []).Select(leg => isOfLegs ? leg with { Type = leg.Type ?? order.Type ?? order.OrderType, TimeInForce = leg.TimeInForce ?? order.TimeInForce } : leg);
        return isOfLegs ? legs.SelectMany(Flattened) : legs.SelectMany(Flattened).Prepend(order);
    }

    private static FillReport? Decode(AlpacaActivity told) =>
        AlpacaWords.SideOf(told.Side) is { } side && told is { OrderId: { Length: > 0 } order, Symbol: { Length: > 0 } symbol, Qty: > 0 and var quantity, Price: { } price, CumQty: { } filled }
            ? new()
            {
                FillId = FillId(order, filled),
                VenueOrderId = new(order),
                Instrument = new(AlpacaSymbols.OfActivity(symbol)),
                Side = side,
                Quantity = new(quantity),
                Price = new(price),
                At = UnixTime.FromText(told.TransactionTime),
            }
            : null;

    private static AlpacaHolding? Decode(AlpacaPosition told)
    {
        if (told is not { Symbol: { Length: > 0 } symbol, Qty: { } quantity })
        {
            return null;
        }

        // The sign stands in the side too, and some answers leave it out of the quantity.
        var signed = told.Side == "short" ? -Math.Abs(quantity) : quantity;
        return new(new(AlpacaSymbols.Of(symbol, told.AssetClass)), new(signed), new(Math.Abs(told.QtyAvailable ?? quantity)), new(told.AvgEntryPrice ?? 0))
        {
            IsCoin = told.AssetClass == "crypto",
            Cost = told.CostBasis ?? 0,
            UnrealisedProfit = told.UnrealizedPl is { } profit ? new Money(profit) : null,
        };
    }
}

/// <param name="ReplacedBy">The number of the order that took its place.</param>
public sealed record AlpacaSeen(OrderReport Report, DateTimeOffset SentAt, VenueOrderId? ReplacedBy);

/// <param name="Before">The next page is of orders sent before; null after the last.</param>
public sealed record AlpacaPage(IReadOnlyList<OrderReport> Orders, DateTimeOffset? Before);

/// <param name="Next">How the next page is asked for; null after the last.</param>
public sealed record AlpacaFills(IReadOnlyList<FillReport> Fills, string? Next);

/// <param name="Cash">What is left in cash; negative where it is borrowed.</param>
/// <param name="BuyingPower">What new orders may cost.</param>
public sealed record AlpacaMoney(string Currency, decimal Cash, decimal BuyingPower);

/// <param name="Quantity">Signed: short is negative.</param>
/// <param name="Available">What no open order holds.</param>
public sealed record AlpacaHolding(InstrumentId Instrument, Quantity Quantity, Quantity Available, Price AveragePrice)
{
    /// <summary>Coins are money held; everything else is a position.</summary>
    public bool IsCoin { get; init; }

    /// <summary>What it cost, with the sign of the position.</summary>
    public decimal Cost { get; init; }

    public Money? UnrealisedProfit { get; init; }
}
