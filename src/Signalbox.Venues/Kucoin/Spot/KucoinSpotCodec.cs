using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin.Spot;

/// <summary>What spot answers, in our words. Null is always an answer that is not what the documentation says.</summary>
public static class KucoinSpotCodec
{
    private static readonly KucoinSpotJson Json = KucoinSpotJson.Default;

    public static OrderReport? Order(ReadOnlySpan<byte> json) => KucoinCodec.Read(json, Json.KucoinAnswerSpotOrder) is { } order ? Decode(order) : null;

    public static IReadOnlyList<OrderReport>? Orders(ReadOnlySpan<byte> json) =>
        KucoinCodec.Read(json, Json.KucoinAnswerIReadOnlyListSpotOrder) is { } orders ? WireJson.All(orders.Select(Decode)) : null;

    /// <summary>A stop that waits.</summary>
    public static OrderReport? Stop(ReadOnlySpan<byte> json) => KucoinCodec.Read(json, Json.KucoinAnswerSpotOrder) is { } order ? DecodeStop(order) : null;

    /// <summary>Stops of one id, the newest first.</summary>
    public static IReadOnlyList<OrderReport>? Stops(ReadOnlySpan<byte> json) =>
        KucoinCodec.Read(json, Json.KucoinAnswerIReadOnlyListSpotOrder) is { } orders ? WireJson.All(orders.OrderByDescending(order => order.CreatedAt).Select(DecodeStop)) : null;

    public static KucoinList<OrderReport>? StopPage(ReadOnlySpan<byte> json) =>
        KucoinCodec.Read(json, Json.KucoinAnswerKucoinPageSpotOrder) is { Items: { } items } page && WireJson.All(items.Select(DecodeStop)) is { } stops
            ? new(stops, page.TotalPage, null)
            : null;

    public static KucoinList<OrderReport>? EndedOrders(ReadOnlySpan<byte> json) =>
        KucoinCodec.Read(json, Json.KucoinAnswerKucoinPageSpotOrder) is { Items: { } items } page && WireJson.All(items.Select(Decode)) is { } orders
            ? new(orders, page.TotalPage, page.LastId)
            : null;

    public static KucoinList<FillReport>? Fills(ReadOnlySpan<byte> json) =>
        KucoinCodec.Read(json, Json.KucoinAnswerKucoinPageSpotFill) is { Items: { } items } page && WireJson.All(items.Select(Decode)) is { } fills
            ? new(fills, page.TotalPage, page.LastId)
            : null;

    /// <summary>What trades; other accounts of the same person hold nothing an order could use.</summary>
    public static IReadOnlyList<VenueBalance>? Balances(ReadOnlySpan<byte> json) => KucoinCodec.Read(json, Json.KucoinAnswerIReadOnlyListSpotAccount) is { } accounts
        ?
        [
            .. accounts.Where(each => each is { Currency: not null, Type: "trade" or "trade_hf" } && (each.Balance is > 0 || each.Available is > 0))
                .Select(each => new VenueBalance(each.Currency!, new(each.Balance ?? 0), new(each.Available ?? 0))),
        ]
        : null;

    /// <summary>Which instruments have open orders.</summary>
    public static IReadOnlyList<InstrumentId>? Symbols(ReadOnlySpan<byte> json) =>
        KucoinCodec.Read(json, Json.KucoinAnswerSpotSymbols) is { } told ? [.. (told.Symbols ?? []).Select(symbol => new InstrumentId(symbol))] : null;

    public static MarketView? Quote(ReadOnlySpan<byte> json, DateTimeOffset now) => KucoinCodec.Read(json, Json.KucoinAnswerSpotTicker) is { } ticker && (ticker.BestBid ?? ticker.BestAsk ?? ticker.Price) is not null
        ? new() { Bid = KucoinWords.PriceOf(ticker.BestBid), Ask = KucoinWords.PriceOf(ticker.BestAsk), Last = KucoinWords.PriceOf(ticker.Price), At = now }
        : null;

    /// <summary>The number of a pair and the id it goes by.</summary>
    public static VenueOrderId? Pair(ReadOnlySpan<byte> json) => KucoinCodec.Read(json, Json.KucoinAnswerSpotPair) is { OrderId: { Length: > 0 } number } ? new(number) : null;

    public static IReadOnlyList<Instrument>? Instruments(ReadOnlySpan<byte> json) => KucoinCodec.Read(json, Json.KucoinAnswerIReadOnlyListSpotSymbol) is { } symbols
        ? [.. symbols.Where(each => each is { Symbol: not null, BaseCurrency: not null, QuoteCurrency: not null }).Select(Decode)]
        : null;

    internal static OrderType? TypeOf(string? word) => word switch
    {
        "market" or "market_stop" => OrderType.Market,
        "limit" or "limit_stop" => OrderType.Limit,
        _ => null,
    };

    private static OrderReport? Decode(SpotOrder order)
    {
        if ((order.Active ?? order.IsActive) is not { } isActive || TypeOf(order.Type) is not { } type || Shared(order, type) is not { } report)
        {
            return null;
        }

        var (size, filled) = (order.Size ?? 0, order.DealSize ?? 0);
        var isWhole = filled > 0 && (size > 0 ? filled >= size : order.CancelExist != true);
        return report with
        {
            State = isActive ? VenueOrderState.Working : isWhole ? VenueOrderState.Filled : VenueOrderState.Cancelled,
            // A market order of an amount has no size of its own.
            Quantity = new(size > 0 ? size : filled),
            FilledQuantity = new(filled),
            AveragePrice = filled > 0 && order.DealFunds is > 0 and var funds ? new Price(funds / filled) : null,
        };
    }

    private static OrderReport? DecodeStop(SpotOrder order)
    {
        var state = order.Status switch
        {
            "NEW" => VenueOrderState.Working,
            "TRIGGERED" => VenueOrderState.Triggered,
            "CANCELLED" or "CANCELED" => VenueOrderState.Cancelled,
            "FAILED" or "REJECTED" => VenueOrderState.Rejected,
            _ => (VenueOrderState?)null,
        };
        return state is { } known && TypeOf(order.Type) is { } type && Shared(order, type == OrderType.Market ? OrderType.Stop : OrderType.StopLimit) is { } report
            ? report with
            {
                State = known,
                StopPrice = KucoinWords.PriceOf(order.StopPrice),
                // Pairs name no direction.
                TakesProfit = order.Stop is "entry" or "loss" && KucoinWords.TakesProfit(report.Side, order.Stop == "entry"),
            }
            : null;
    }

    private static OrderReport? Shared(SpotOrder order, OrderType type) => order is { Id: { Length: > 0 } id, Symbol: { } symbol } && KucoinWords.SideOf(order.Side) is { } side
        ? new()
        {
            ClientOrderId = KucoinIds.Read(order.ClientOid),
            ForeignClientId = KucoinIds.Foreign(order.ClientOid),
            VenueOrderId = new(id),
            Instrument = new(symbol),
            Side = side,
            Type = type,
            State = VenueOrderState.Working,
            Quantity = new(order.Size ?? 0),
            FilledQuantity = Quantity.Zero,
            LimitPrice = type is OrderType.Limit or OrderType.StopLimit ? KucoinWords.PriceOf(order.Price) : null,
            TimeInForce = KucoinWords.LifeOf(order.TimeInForce),
            PostOnly = order.PostOnly == true,
            At = KucoinWords.TimeOf(Math.Max(order.CreatedAt, Math.Max(order.LastUpdatedAt, order.StopTriggerTime))),
        }
        : null;

    private static FillReport? Decode(SpotFill fill) =>
        fill is { TradeId: { Length: > 0 } trade, OrderId: { Length: > 0 } order, Symbol: { } symbol, Price: { } price, Size: { } size } && KucoinWords.SideOf(fill.Side) is { } side
            ? new()
            {
                FillId = new(trade),
                VenueOrderId = new(order),
                Instrument = new(symbol),
                Side = side,
                Quantity = new(size),
                Price = new(price),
                Fee = new(fill.Fee ?? 0),
                FeeCurrency = fill.FeeCurrency,
                IsMaker = fill.Liquidity switch { "maker" => true, "taker" => false, _ => null },
                At = KucoinWords.TimeOf(fill.CreatedAt),
            }
            : null;

    private static Instrument Decode(SpotSymbol told) => new()
    {
        Id = new(told.Symbol!),
        Kind = InstrumentKind.Spot,
        AssetClass = AssetClass.Crypto,
        Base = told.BaseCurrency!,
        Quote = told.QuoteCurrency!,
        Settle = told.QuoteCurrency!,
        TickSize = new(told.PriceIncrement ?? 0),
        LotSize = new(told.BaseIncrement ?? 0),
        MinQuantity = new(told.BaseMinSize ?? 0),
        MaxQuantity = told.BaseMaxSize is > 0 and var most ? new Quantity(most) : null,
        MinNotional = told.MinFunds is > 0 and var least ? new Money(least) : null,
        Status = told.EnableTrading == false ? TradingStatus.Halted : TradingStatus.Trading,
        Shortable = false,
    };
}
