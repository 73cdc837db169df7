using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin.Futures;

/// <summary>What futures answer, in our words. Null is always an answer that is not what the documentation says.</summary>
public static class KucoinFuturesCodec
{
    private static readonly KucoinFuturesJson Json = KucoinFuturesJson.Default;

    public static OrderReport? Order(ReadOnlySpan<byte> json) => KucoinCodec.Read(json, Json.KucoinAnswerFuturesOrder) is { } order ? Decode(order) : null;

    public static KucoinList<OrderReport>? Orders(ReadOnlySpan<byte> json) =>
        KucoinCodec.Read(json, Json.KucoinAnswerKucoinPageFuturesOrder) is { Items: { } items } page && WireJson.All(items.Select(Decode)) is { } orders
            ? new(orders, page.TotalPage, null)
            : null;

    public static KucoinList<FillReport>? Fills(ReadOnlySpan<byte> json) =>
        KucoinCodec.Read(json, Json.KucoinAnswerKucoinPageFuturesFill) is { Items: { } items } page && WireJson.All(items.Select(Decode)) is { } fills
            ? new(fills, page.TotalPage, null)
            : null;

    public static IReadOnlyList<FillReport>? RecentFills(ReadOnlySpan<byte> json) =>
        KucoinCodec.Read(json, Json.KucoinAnswerIReadOnlyListFuturesFill) is { } fills ? WireJson.All(fills.Select(Decode)) : null;

    public static IReadOnlyList<VenuePosition>? Positions(ReadOnlySpan<byte> json) => KucoinCodec.Read(json, Json.KucoinAnswerIReadOnlyListFuturesPosition) is { } positions
        ? [.. positions.Where(each => each is { Symbol: not null, CurrentQty: not (null or 0) }).Select(each => Decode(each.Symbol!, each))]
        : null;

    public static VenueBalance? Balance(ReadOnlySpan<byte> json) => KucoinCodec.Read(json, Json.KucoinAnswerFuturesOverview) is { Currency: { } currency } told && (told.MarginBalance ?? told.AccountEquity) is { } total
        ? new(currency, new(total), new(told.AvailableBalance ?? total))
        : null;

    public static MarketView? Quote(ReadOnlySpan<byte> json, DateTimeOffset now) => KucoinCodec.Read(json, Json.KucoinAnswerFuturesTicker) is { } ticker && (ticker.BestBidPrice ?? ticker.BestAskPrice ?? ticker.Price) is not null
        ? new() { Bid = KucoinWords.PriceOf(ticker.BestBidPrice), Ask = KucoinWords.PriceOf(ticker.BestAskPrice), Last = KucoinWords.PriceOf(ticker.Price), At = now }
        : null;

    public static MarginMode? MarginModeOf(ReadOnlySpan<byte> json) => ModeOf(KucoinCodec.Read(json, Json.KucoinAnswerFuturesTerms)?.MarginMode);

    public static decimal? Leverage(ReadOnlySpan<byte> json) => KucoinCodec.Read(json, Json.KucoinAnswerFuturesTerms)?.Leverage;

    /// <summary>Of the position there is; null where there is none or it is kept by the account's leverage.</summary>
    public static decimal? PositionLeverage(ReadOnlySpan<byte> json) => KucoinCodec.Read(json, Json.KucoinAnswerFuturesPosition) is { CurrentQty: not (null or 0) } position ? position.Leverage : null;

    public static PositionMode? PositionModeOf(ReadOnlySpan<byte> json) => KucoinCodec.Read(json, Json.KucoinAnswerFuturesTerms)?.PositionMode switch
    {
        "0" => PositionMode.OneWay,
        "1" => PositionMode.Hedge,
        _ => null,
    };

    public static IReadOnlyList<Instrument>? Instruments(ReadOnlySpan<byte> json) => KucoinCodec.Read(json, Json.KucoinAnswerIReadOnlyListFuturesContract) is { } contracts
        ? [.. contracts.Where(each => each is { Symbol: not null, BaseCurrency: not null, QuoteCurrency: not null }).Select(Decode)]
        : null;

    internal static MarginMode? ModeOf(string? word) => word switch
    {
        "CROSS" => MarginMode.Cross,
        "ISOLATED" => MarginMode.Isolated,
        _ => null,
    };

    internal static VenuePosition Decode(string symbol, FuturesPosition told) => new(new(symbol), new(told.CurrentQty ?? 0), new(told.AvgEntryPrice ?? 0))
    {
        Side = KucoinOrderEvent.SideOf(told.PositionSide),
        UnrealisedProfit = told.UnrealisedPnl is { } profit ? new Money(profit) : null,
        LiquidationPrice = KucoinWords.PriceOf(told.LiquidationPrice),
        Leverage = told.Leverage ?? told.RealLeverage,
        MarginMode = ModeOf(told.MarginMode) ?? (told.CrossMode == true ? MarginMode.Cross : MarginMode.Isolated),
    };

    private static OrderReport? Decode(FuturesOrder order)
    {
        var waits = order.Stop is "up" or "down";
        if (order is not { Id: { Length: > 0 } id, Symbol: { } symbol } || KucoinWords.SideOf(order.Side) is not { } side
            || TypeOf(order.Type, waits) is not { } type || StateOf(order, waits) is not { } state)
        {
            return null;
        }

        var filled = order.FilledSize ?? order.DealSize ?? 0;
        return new()
        {
            ClientOrderId = KucoinIds.Read(order.ClientOid),
            ForeignClientId = KucoinIds.Foreign(order.ClientOid),
            VenueOrderId = new(id),
            Instrument = new(symbol),
            Side = side,
            PositionSide = KucoinOrderEvent.SideOf(order.PositionSide),
            Type = type,
            TakesProfit = waits && KucoinWords.TakesProfit(side, order.Stop == "up"),
            PostOnly = order.PostOnly == true,
            ReduceOnly = order.ReduceOnly == true || order.CloseOrder == true,
            State = state,
            Quantity = new(order.Size is > 0 ? order.Size.Value : filled),
            FilledQuantity = new(filled),
            AveragePrice = KucoinWords.PriceOf(order.AvgDealPrice),
            LimitPrice = order.Type == "limit" ? KucoinWords.PriceOf(order.Price) : null,
            StopPrice = KucoinWords.PriceOf(order.StopPrice),
            TimeInForce = KucoinWords.LifeOf(order.TimeInForce),
            At = KucoinWords.TimeOf(Math.Max(order.CreatedAt, Math.Max(order.UpdatedAt, order.EndAt))),
        };
    }

    private static OrderType? TypeOf(string? type, bool waits) => type switch
    {
        "market" => waits ? OrderType.Stop : OrderType.Market,
        "limit" => waits ? OrderType.StopLimit : OrderType.Limit,
        _ => null,
    };

    private static VenueOrderState? StateOf(FuturesOrder order, bool waits)
    {
        var isActive = order.IsActive ?? order.Status switch { "open" => true, "done" => false, _ => (bool?)null };
        var (size, filled) = (order.Size ?? 0, order.FilledSize ?? order.DealSize ?? 0);
        return isActive switch
        {
            null => null,
            true => waits && order.StopTriggered == true ? VenueOrderState.Triggered : VenueOrderState.Working,
            false => filled > 0 && (size > 0 ? filled >= size : order.CancelExist != true) ? VenueOrderState.Filled : VenueOrderState.Cancelled,
        };
    }

    private static FillReport? Decode(FuturesFill fill) =>
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
                At = KucoinWords.TimeOf(fill.TradeTime > 0 ? fill.TradeTime : fill.CreatedAt),
                Cause = KucoinOrderEvent.CauseOf(fill.TradeType),
            }
            : null;

    private static Instrument Decode(FuturesContract told)
    {
        var (isInverse, isPerpetual) = (told.IsInverse == true, told.ExpireDate <= 0);
        var lot = told.LotSize is > 0 ? told.LotSize.Value : 1m;
        return new()
        {
            Id = new(told.Symbol!),
            Kind = (isInverse, isPerpetual) switch
            {
                (true, true) => InstrumentKind.InversePerpetual,
                (true, false) => InstrumentKind.InverseFuture,
                (false, true) => InstrumentKind.LinearPerpetual,
                _ => InstrumentKind.LinearFuture,
            },
            AssetClass = AssetClass.Crypto,
            Base = told.BaseCurrency!,
            Quote = told.QuoteCurrency!,
            Settle = told.SettleCurrency ?? (isInverse ? told.BaseCurrency! : told.QuoteCurrency!),
            TickSize = new(told.TickSize ?? 0),
            LotSize = new(lot),
            MinQuantity = new(lot),
            MaxQuantity = told.MaxOrderQty is > 0 and var most ? new Quantity(most) : null,
            MaxMarketQuantity = told.MarketMaxOrderQty is > 0 and var market ? new Quantity(market) : null,
            MaxPrice = KucoinWords.PriceOf(told.MaxPrice),
            MaxLeverage = told.MaxLeverage is > 0 ? told.MaxLeverage : null,
            ContractSize = told.Multiplier is { } worth and not 0 ? Math.Abs(worth) : 1m,
            Status = told.Status switch
            {
                "Open" => TradingStatus.Trading,
                "CancelOnly" => TradingStatus.CancelOnly,
                "Settled" or "BeingSettled" or "PrepareSettled" or "Closed" => TradingStatus.Delisted,
                _ => TradingStatus.Halted,
            },
            Expiry = isPerpetual ? null : DateOnly.FromDateTime(KucoinWords.TimeOf(told.ExpireDate).UtcDateTime),
        };
    }
}
