using System.Text.Json.Serialization.Metadata;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>One page of a list; what follows is asked for with the cursor.</summary>
public sealed record BybitPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>What Bybit answers and streams, in our words. Null is always something that is not what the documentation says.</summary>
public static class BybitCodec
{
    private static readonly BybitJson Json = BybitJson.Default;

    public static VenueOutcome? Accepted(WireReply reply) =>
        WireJson.Read(reply, Json.BybitAnswerBybitPlaced) is { RetCode: 0, Result.OrderId: { Length: > 0 } id } ? new VenueOutcome.Accepted(new(id)) : null;

    /// <summary>Settings and cancellations of many: nothing more is read than that the venue did it.</summary>
    public static VenueOutcome? Done(WireReply reply) => WireJson.Read(reply, Json.BybitSaid) is { RetCode: 0 } ? new VenueOutcome.Accepted(null) : null;

    public static BybitPage<OrderReport>? Orders(ReadOnlySpan<byte> json) => Page(json, Json.BybitAnswerBybitListBybitOrder, Decode);

    /// <summary>Fills alone; fees for holding and moves between accounts are left out.</summary>
    public static BybitPage<FillReport>? Fills(ReadOnlySpan<byte> json) =>
        Read(json, Json.BybitAnswerBybitListBybitExecution) is { List: { } list } page ? FillsOf(list) is { } fills ? new(fills, Cursor(page.NextPageCursor)) : null : null;

    public static BybitPage<VenuePosition>? Positions(ReadOnlySpan<byte> json) =>
        Read(json, Json.BybitAnswerBybitListBybitPosition) is { List: { } list } page
            ? new([.. list.Where(each => each is { Symbol: not null, Size: > 0 }).Select(Decode)], Cursor(page.NextPageCursor))
            : null;

    public static IReadOnlyList<VenueBalance>? Balances(ReadOnlySpan<byte> json) =>
        Read(json, Json.BybitAnswerBybitListBybitWallet) is { List: [{ Coin: { } coins }, ..] } ? [.. coins.Where(coin => coin.Coin is not null).Select(Decode)] : null;

    public static BybitPage<Instrument>? Instruments(BybitProduct product, ReadOnlySpan<byte> json) =>
        Read(json, Json.BybitAnswerBybitListBybitInstrument) is { List: { } list } page
            ? new([.. list.Select(each => BybitInstruments.Decode(product, each)).OfType<Instrument>()], Cursor(page.NextPageCursor))
            : null;

    public static MarketView? Quote(ReadOnlySpan<byte> json, DateTimeOffset now) =>
        Read(json, Json.BybitAnswerBybitListBybitTicker) is { List: [{ Symbol: not null } ticker, ..] }
            ? new() { Bid = BybitWords.PriceOf(ticker.Bid1Price), Ask = BybitWords.PriceOf(ticker.Ask1Price), Last = BybitWords.PriceOf(ticker.LastPrice), At = now }
            : null;

    public static TradingFees? Fees(InstrumentId instrument, ReadOnlySpan<byte> json) =>
        Read(json, Json.BybitAnswerBybitListBybitFee) is { List: [{ MakerFeeRate: { } maker, TakerFeeRate: { } taker }, ..] } ? new(instrument, maker, taker) : null;

    public static KeyPermissions? Permissions(ReadOnlySpan<byte> json) => Read(json, Json.BybitAnswerBybitKey) is not { Permissions: { } may } key
        ? null
        : new()
        {
            Read = true,
            Trade = key.ReadOnly == 0 && (Has(may, "Spot", "SpotTrade") || Has(may, "ContractTrade", "Order")),
            Withdraw = key.ReadOnly == 0 && Has(may, "Wallet", "Withdraw"),
            AddressRestricted = key.Ips is { Count: > 0 } ips && !ips.Contains("*"),
            ExpiresAt = UnixTime.FromText(key.ExpiredAt) is var ends && ends > DateTimeOffset.UnixEpoch ? ends : null,
        };

    public static DateTimeOffset? Time(ReadOnlySpan<byte> json) =>
        Read(json, Json.BybitAnswerBybitTime) is { TimeNano: { } nano and > 0 } ? UnixTime.FromNanoseconds((long)nano) : null;

    public static IReadOnlyList<MarketTrade>? Trades(ReadOnlySpan<byte> json) => Read(json, Json.BybitAnswerBybitListBybitTrade) is { List: { } list }
        ? [.. list.Where(each => each is { Symbol: not null, ExecId: not null, Price: > 0, Size: > 0 }).Select(each => new MarketTrade(
            new(each.Symbol!), each.ExecId!, new(each.Price!.Value), new(each.Size!.Value), BybitWords.SideOf(each.Side), UnixTime.FromMilliseconds(each.Time)))]
        : null;

    /// <summary>A frame of the topic <c>order</c>.</summary>
    public static IReadOnlyList<OrderReport>? StreamedOrders(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, Json.BybitFrameBybitOrder) is { Data: { } data } ? All(data.Select(Decode)) : null;

    /// <summary>A frame of the topic <c>execution</c>.</summary>
    public static IReadOnlyList<FillReport>? StreamedFills(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, Json.BybitFrameBybitExecution) is { Data: { } data } ? FillsOf(data) : null;

    private static T? Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<BybitAnswer<T>> type)
        where T : class => WireJson.Read(json, type) is { RetCode: 0 } answer ? answer.Result : null;

    private static BybitPage<TOurs>? Page<TTheirs, TOurs>(ReadOnlySpan<byte> json, JsonTypeInfo<BybitAnswer<BybitList<TTheirs>>> type, Func<TTheirs, TOurs?> decode)
        where TTheirs : class
        where TOurs : class =>
        Read(json, type) is { List: { } list } page && All(list.Select(decode)) is { } items ? new(items, Cursor(page.NextPageCursor)) : null;

    private static string? Cursor(string? next) => string.IsNullOrEmpty(next) ? null : next;

    /// <summary>One that cannot be read makes the list unreadable: leaving it out would say that it does not exist.</summary>
    private static List<T>? All<T>(IEnumerable<T?> items)
        where T : class
    {
        var all = new List<T>();
        foreach (var item in items)
        {
            if (item is null)
            {
                return null;
            }

            all.Add(item);
        }

        return all;
    }

    private static List<FillReport>? FillsOf(IReadOnlyList<BybitExecution> executions) =>
        All(executions.Where(each => BybitWords.CauseOf(each.ExecType) is not null).Select(Decode));

    private static bool Has(Dictionary<string, IReadOnlyList<string>?> may, string group, string right) =>
        may.TryGetValue(group, out var rights) && rights?.Contains(right) == true;

    private static OrderReport? Decode(BybitOrder order)
    {
        var isConditional = order.TriggerPrice is > 0;
        if (order is not { OrderId: { Length: > 0 } id, Symbol: { } symbol, Qty: { } quantity }
            || BybitWords.SideOf(order.Side) is not { } side
            || TypeOf(order, isConditional) is not { } type
            || BybitWords.StateOf(order.OrderStatus, isConditional) is not { } state)
        {
            return null;
        }

        return new()
        {
            ClientOrderId = BybitIds.Read(order.OrderLinkId),
            ForeignClientId = BybitIds.Read(order.OrderLinkId) is null && order.OrderLinkId is { Length: > 0 } foreign ? foreign : null,
            VenueOrderId = new(id),
            Instrument = new(symbol),
            Side = side,
            Type = type,
            State = state,
            Quantity = new(quantity),
            FilledQuantity = new(order.CumExecQty ?? 0),
            LimitPrice = order.OrderType == "Limit" ? BybitWords.PriceOf(order.Price) : null,
            StopPrice = BybitWords.PriceOf(order.TriggerPrice),
            AveragePrice = BybitWords.PriceOf(order.AvgPrice),
            TimeInForce = BybitWords.LifeOf(order.TimeInForce),
            ReduceOnly = order.ReduceOnly,
            PostOnly = order.TimeInForce == BybitWords.PostOnly,
            TakesProfit = order.StopOrderType is "TakeProfit" or "PartialTakeProfit",
            PositionSide = SideOf(order.PositionIdx),
            At = UnixTime.FromMilliseconds(order.UpdatedTime > 0 ? order.UpdatedTime : order.CreatedTime),
            Reason = ReasonOf(order),
        };
    }

    private static OrderType? TypeOf(BybitOrder order, bool isConditional) => (order.OrderType, isConditional) switch
    {
        _ when order.StopOrderType is "TrailingStop" or "TrailingProfit" => OrderType.TrailingStop,
        ("Market", false) => OrderType.Market,
        ("Limit", false) => OrderType.Limit,
        ("Market", true) => OrderType.Stop,
        ("Limit", true) => OrderType.StopLimit,
        _ => null,
    };

    private static string? ReasonOf(BybitOrder order) => order.RejectReason is { Length: > 0 } and not "EC_NoError" ? order.RejectReason
        : order.CancelType is { Length: > 0 } and not "UNKNOWN" ? order.CancelType
        : null;

    private static FillReport? Decode(BybitExecution execution) =>
        execution is not { ExecId: { Length: > 0 } id, OrderId: { Length: > 0 } order, Symbol: { } symbol, ExecPrice: > 0, ExecQty: > 0 }
        || BybitWords.SideOf(execution.Side) is not { } side
            ? null
            : new()
            {
                FillId = new(id),
                ClientOrderId = BybitIds.Read(execution.OrderLinkId),
                VenueOrderId = new(order),
                Instrument = new(symbol),
                Side = side,
                Quantity = new(execution.ExecQty.Value),
                Price = new(execution.ExecPrice.Value),
                Fee = new(execution.ExecFee ?? 0),
                FeeCurrency = execution.FeeCurrency is { Length: > 0 } currency ? currency : null,
                IsMaker = execution.IsMaker,
                At = UnixTime.FromMilliseconds(execution.ExecTime),
                Cause = BybitWords.CauseOf(execution.ExecType) ?? FillCause.Trade,
            };

    private static VenuePosition Decode(BybitPosition position) => new(
        new(position.Symbol!),
        new(position.Side == "Sell" ? -position.Size!.Value : position.Size!.Value),
        new(position.AvgPrice ?? position.EntryPrice ?? 0))
    {
        Side = SideOf(position.PositionIdx),
        UnrealisedProfit = position.UnrealisedPnl is { } profit ? new(profit) : null,
        LiquidationPrice = BybitWords.PriceOf(position.LiqPrice),
        Leverage = position.Leverage,
        MarginMode = position.TradeMode == 1 ? MarginMode.Isolated : MarginMode.Cross,
    };

    private static PositionSide? SideOf(int index) => index switch
    {
        1 => PositionSide.Long,
        2 => PositionSide.Short,
        _ => null,
    };

    private static VenueBalance Decode(BybitCoin coin)
    {
        var total = coin.WalletBalance ?? coin.Equity ?? 0;
        return new(coin.Coin!, new(total), new(Math.Max(0, total - (coin.Locked ?? 0) - (coin.TotalOrderMargin ?? 0) - (coin.TotalPositionMargin ?? 0))));
    }
}
