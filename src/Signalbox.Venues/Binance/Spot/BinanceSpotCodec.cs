using System.Globalization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Spot;

/// <summary>What spot answers, in our words. Null is always an answer that is not what the documentation says.</summary>
public static class BinanceSpotCodec
{
    public static VenueOutcome? Accepted(WireReply reply) => WireJson.Read(reply, SpotJson.Default.SpotOrder) is { OrderId: > 0 } order
        ? new VenueOutcome.Accepted(new(Number(order.OrderId)))
        : null;

    /// <summary>Lists and amendments, which name their orders inside.</summary>
    public static VenueOutcome? ListAccepted(WireReply reply) =>
        WireJson.Read(reply, SpotJson.Default.SpotOrderList) is { Orders.Count: > 0 } ? new VenueOutcome.Accepted(null) : null;

    public static VenueOutcome? Amended(WireReply reply) => WireJson.Read(reply, SpotJson.Default.SpotAmended) is { AmendedOrder: { OrderId: > 0 } order }
        ? new VenueOutcome.Accepted(new(Number(order.OrderId)))
        : null;

    /// <summary>Cancelled orders: one or a list; nothing more is read than that the venue did it.</summary>
    public static VenueOutcome? Done(WireReply reply) => reply.Body.Span is [(byte)'{', ..] or [(byte)'[', ..] ? new VenueOutcome.Accepted(null) : null;

    public static OrderReport? Order(ReadOnlySpan<byte> json) => WireJson.Read(json, SpotJson.Default.SpotOrder) is { } order ? Decode(order) : null;

    public static OrderReport? AmendedOrder(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, SpotJson.Default.SpotAmended) is { AmendedOrder: { } order } amended
            ? Decode(order with { TransactTime = amended.TransactTime })
            : null;

    public static IReadOnlyList<OrderReport>? Orders(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, SpotJson.Default.ListSpotOrder) is { } orders ? WireJson.All(orders.Select(Decode)) : null;

    public static IReadOnlyList<OrderReport>? ListOrders(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, SpotJson.Default.SpotOrderList) is { OrderReports: { } orders } ? WireJson.All(orders.Select(Decode)) : null;

    /// <summary>The account's trades, oldest first.</summary>
    public static IReadOnlyList<FillReport>? Fills(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, SpotJson.Default.ListSpotFill) is { } fills ? [.. fills.Select(fill => Decode(fill))] : null;

    /// <summary>The fills that the answer to an order brings at once.</summary>
    public static IReadOnlyList<FillReport> FillsOfPlaced(ReadOnlySpan<byte> json) => WireJson.Read(json, SpotJson.Default.SpotOrder) is { Fills: { } fills } order
        ? [.. fills.Select(fill => Decode(fill with
        {
            Symbol = order.Symbol,
            OrderId = order.OrderId,
            Time = order.TransactTime,
            IsBuyer = order.Side == "BUY",
            // What fills at once took from the book.
            IsMaker = false,
        }) with { ClientOrderId = BinanceIds.Read(order.ClientOrderId) })]
        : [];

    public static IReadOnlyList<VenueBalance>? Balances(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, SpotJson.Default.SpotAccount) is { Balances: { } balances }
            ? [.. balances.Select(balance => new VenueBalance(balance.Asset, new(balance.Free + balance.Locked), new(balance.Free)))]
            : null;

    public static KeyPermissions? Permissions(ReadOnlySpan<byte> json, bool isFutures = false) => WireJson.Read(json, SpotJson.Default.BinancePermissions) is { } told
        ? new()
        {
            Read = told.EnableReading,
            Trade = isFutures ? told.EnableFutures : told.EnableSpotAndMarginTrading,
            Withdraw = told.EnableWithdrawals,
            AddressRestricted = told.IpRestrict,
            ExpiresAt = told.TradingAuthorityExpirationTime is > 0 ? UnixTime.FromMilliseconds(told.TradingAuthorityExpirationTime.Value) : null,
        }
        : null;

    public static TradingFees? Fees(InstrumentId instrument, ReadOnlySpan<byte> json) =>
        WireJson.Read(json, SpotJson.Default.SpotFees) is { StandardCommission: { } standard } fees
            ? new(instrument,
                standard.Maker + (fees.SpecialCommission?.Maker ?? 0) + (fees.TaxCommission?.Maker ?? 0),
                standard.Taker + (fees.SpecialCommission?.Taker ?? 0) + (fees.TaxCommission?.Taker ?? 0))
            : null;

    public static DateTimeOffset? Time(ReadOnlySpan<byte> json) => WireJson.Read(json, SpotJson.Default.BinanceTime) is { ServerTime: > 0 } time
        ? UnixTime.FromMilliseconds(time.ServerTime)
        : null;

    public static MarketView? Quote(ReadOnlySpan<byte> json, DateTimeOffset now) => WireJson.Read(json, SpotJson.Default.BinanceQuote) is { Symbol: not null } quote
        ? new() { Bid = BinanceWords.PriceOf(quote.BidPrice), Ask = BinanceWords.PriceOf(quote.AskPrice), At = now }
        : null;

    public static Price? LastPrice(ReadOnlySpan<byte> json) => BinanceWords.PriceOf(WireJson.Read(json, SpotJson.Default.BinanceTicker)?.Price);

    public static IReadOnlyList<MarketTrade>? Trades(InstrumentId instrument, ReadOnlySpan<byte> json) =>
        WireJson.Read(json, SpotJson.Default.ListBinanceTrade) is { } trades
            ? [.. trades.Select(trade => new MarketTrade(
                instrument, Number(trade.Id), new(trade.Price), new(trade.Qty), trade.IsBuyerMaker ? Side.Sell : Side.Buy, UnixTime.FromMilliseconds(trade.Time)))]
            : null;

    public static IReadOnlyList<Instrument>? Instruments(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, SpotJson.Default.SpotExchange) is { Symbols: { } symbols }
            ? [.. symbols.Where(symbol => symbol.IsSpotTradingAllowed != false).Select(Decode)]
            : null;

    internal static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static (OrderType Type, bool TakesProfit, bool PostOnly)? TypeOf(string? type, bool trails) => type switch
    {
        "MARKET" => (OrderType.Market, false, false),
        "LIMIT" => (OrderType.Limit, false, false),
        "LIMIT_MAKER" => (OrderType.Limit, false, true),
        "STOP_LOSS" or "STOP_LOSS_LIMIT" when trails => (OrderType.TrailingStop, false, false),
        "TAKE_PROFIT" or "TAKE_PROFIT_LIMIT" when trails => (OrderType.TrailingStop, true, false),
        "STOP_LOSS" => (OrderType.Stop, false, false),
        "STOP_LOSS_LIMIT" => (OrderType.StopLimit, false, false),
        "TAKE_PROFIT" => (OrderType.Stop, true, false),
        "TAKE_PROFIT_LIMIT" => (OrderType.StopLimit, true, false),
        _ => null,
    };

    private static OrderReport? Decode(SpotOrder order)
    {
        var isConditional = order.Type is "STOP_LOSS" or "STOP_LOSS_LIMIT" or "TAKE_PROFIT" or "TAKE_PROFIT_LIMIT";
        if (TypeOf(order.Type, order.TrailingDelta is not null) is not { } type
            || BinanceWords.StateOf(order.Status, isConditional && (order.IsWorking == true || order.Status == "PARTIALLY_FILLED")) is not { } state
            || BinanceWords.SideOf(order.Side) is not { } side || order is not { Symbol: { } symbol, OrderId: > 0 })
        {
            return null;
        }

        var id = order.OrigClientOrderId is { Length: > 0 } before ? before : order.ClientOrderId;
        var filled = order.ExecutedQty ?? 0;
        return new()
        {
            ClientOrderId = BinanceIds.Read(id),
            ForeignClientId = BinanceIds.Read(id) is null ? id : null,
            VenueOrderId = new(Number(order.OrderId)),
            Instrument = new(symbol),
            Side = side,
            Type = type.Type,
            TakesProfit = type.TakesProfit,
            PostOnly = type.PostOnly,
            State = state,
            Quantity = new(order.OrigQty ?? order.Qty ?? 0),
            FilledQuantity = new(filled),
            AveragePrice = filled > 0 && (order.CummulativeQuoteQty ?? order.CumulativeQuoteQty) is > 0 and var cost ? new(cost / filled) : null,
            LimitPrice = BinanceWords.PriceOf(order.Price),
            StopPrice = BinanceWords.PriceOf(order.StopPrice),
            TimeInForce = BinanceWords.LifeOf(order.TimeInForce),
            At = UnixTime.FromMilliseconds(order.UpdateTime ?? order.TransactTime ?? order.Time ?? 0),
            Reason = order.ExpiryReason is null or "NONE" ? null : order.ExpiryReason,
        };
    }

    private static FillReport Decode(SpotFill fill) => new()
    {
        FillId = new(Number(fill.Id ?? fill.TradeId ?? 0)),
        VenueOrderId = new(Number(fill.OrderId ?? 0)),
        Instrument = new(fill.Symbol ?? ""),
        Side = fill.IsBuyer == true ? Side.Buy : Side.Sell,
        Quantity = new(fill.Qty),
        Price = new(fill.Price),
        Fee = new(fill.Commission ?? 0),
        FeeCurrency = fill.CommissionAsset,
        IsMaker = fill.IsMaker,
        At = UnixTime.FromMilliseconds(fill.Time ?? 0),
    };

    private static Instrument Decode(SpotSymbol symbol)
    {
        var filters = new BinanceFilters(symbol.Filters);
        return filters.Apply(new()
        {
            Id = new(symbol.Symbol),
            Kind = InstrumentKind.Spot,
            AssetClass = AssetClass.Crypto,
            Base = symbol.BaseAsset,
            Quote = symbol.QuoteAsset,
            Settle = symbol.QuoteAsset,
            TickSize = default,
            LotSize = default,
            MinQuantity = default,
            Shortable = false,
            Status = BinanceWords.StatusOf(symbol.Status),
        });
    }
}
