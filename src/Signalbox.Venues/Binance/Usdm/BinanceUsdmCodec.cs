using System.Globalization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Usdm;

/// <summary>What futures answer, in our words. Null is always an answer that is not what the documentation says.</summary>
public static class BinanceUsdmCodec
{
    /// <summary>An order of either kind: each has a number of its own.</summary>
    public static VenueOutcome? Accepted(WireReply reply)
    {
        if (WireJson.Read(reply, UsdmJson.Default.UsdmAlgoOrder) is { AlgoId: > 0 } algo)
        {
            return new VenueOutcome.Accepted(BinanceAlgoNumber.Write(algo.AlgoId));
        }

        return WireJson.Read(reply, UsdmJson.Default.UsdmOrder) is { OrderId: > 0 } order
            ? new VenueOutcome.Accepted(new(Number(order.OrderId)))
            : null;
    }

    /// <summary>One outcome for each order of a batch, in order. Null when the answer does not tell of all of them.</summary>
    public static IReadOnlyList<VenueOutcome>? Batch(WireReply reply, int orders) =>
        WireJson.Read(reply, UsdmJson.Default.ListUsdmOrder) is { } told && told.Count == orders ? [.. told.Select(Outcome)] : null;

    /// <summary>Nothing more is read than that the venue did it.</summary>
    public static VenueOutcome? Done(WireReply reply) => reply.Body.Span is [(byte)'{', ..] or [(byte)'[', ..] ? new VenueOutcome.Accepted(null) : null;

    public static OrderReport? Order(ReadOnlySpan<byte> json) => WireJson.Read(json, UsdmJson.Default.UsdmOrder) is { } order ? Decode(order) : null;

    public static IReadOnlyList<OrderReport>? Orders(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, UsdmJson.Default.ListUsdmOrder) is { } orders ? WireJson.All(orders.Select(Decode)) : null;

    /// <summary>An order of the algo service, and the number of the order it became, once it has.</summary>
    public static BinanceAlgoReport? AlgoOrder(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, UsdmJson.Default.UsdmAlgoOrder) is { } order && Decode(order) is { } report ? new(report, Actual(order.ActualOrderId)) : null;

    public static IReadOnlyList<OrderReport>? AlgoOrders(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, UsdmJson.Default.ListUsdmAlgoOrder) is { } orders ? WireJson.All(orders.Select(Decode)) : null;

    public static IReadOnlyList<FillReport>? Fills(ReadOnlySpan<byte> json) => WireJson.Read(json, UsdmJson.Default.ListUsdmFill) is { } fills
        ? WireJson.All(fills.Select(fill => BinanceWords.SideOf(fill.Side) is not { } side ? null : new FillReport
        {
            FillId = new(Number(fill.Id)),
            VenueOrderId = new(Number(fill.OrderId)),
            Instrument = new(fill.Symbol ?? ""),
            Side = side,
            Quantity = new(fill.Qty),
            Price = new(fill.Price),
            Fee = new(fill.Commission ?? 0),
            FeeCurrency = fill.CommissionAsset,
            IsMaker = fill.Maker,
            At = UnixTime.FromMilliseconds(fill.Time),
        }))
        : null;

    public static IReadOnlyList<VenuePosition>? Positions(ReadOnlySpan<byte> json) => WireJson.Read(json, UsdmJson.Default.ListUsdmPosition) is { } positions
        ? [.. positions.Where(position => position.PositionAmt != 0).Select(position => new VenuePosition(
            new(position.Symbol ?? ""), new(position.PositionAmt), new(position.EntryPrice))
        {
            Side = SideOf(position.PositionSide),
            UnrealisedProfit = position.UnRealizedProfit is { } profit ? new(profit) : null,
            LiquidationPrice = BinanceWords.PriceOf(position.LiquidationPrice),
            Leverage = position.Leverage,
            MarginMode = ModeOf(position.MarginType) ?? (position.IsolatedMargin is > 0 ? MarginMode.Isolated : MarginMode.Cross),
        })]
        : null;

    public static IReadOnlyList<VenueBalance>? Balances(ReadOnlySpan<byte> json) => WireJson.Read(json, UsdmJson.Default.ListUsdmBalance) is { } balances
        ? [.. balances.Where(balance => balance.Balance != 0 || balance.AvailableBalance is > 0).Select(balance =>
            new VenueBalance(balance.Asset ?? "", new(balance.Balance), new(balance.AvailableBalance ?? balance.Balance)))]
        : null;

    public static TradingFees? Fees(InstrumentId instrument, ReadOnlySpan<byte> json) =>
        WireJson.Read(json, UsdmJson.Default.UsdmFees) is { Symbol: not null } fees ? new(instrument, fees.MakerCommissionRate, fees.TakerCommissionRate) : null;

    public static PositionTerms? SymbolTerms(InstrumentId instrument, ReadOnlySpan<byte> json) =>
        WireJson.Read(json, UsdmJson.Default.ListUsdmSymbolTerms) is [var terms, ..] ? new(instrument, terms.Leverage, ModeOf(terms.MarginType), null) : null;

    public static PositionMode? Mode(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, UsdmJson.Default.UsdmPositionMode) is { } mode ? mode.DualSidePosition ? PositionMode.Hedge : PositionMode.OneWay : null;

    /// <summary>The most leverage of each instrument.</summary>
    public static IReadOnlyDictionary<InstrumentId, decimal>? Leverages(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, UsdmJson.Default.ListUsdmBrackets)?
            .Where(each => each is { Symbol: not null, Brackets.Count: > 0 })
            .ToDictionary(each => new InstrumentId(each.Symbol!), each => each.Brackets!.Max(bracket => bracket.InitialLeverage));

    public static string? ListenKey(ReadOnlySpan<byte> json) => WireJson.Read(json, UsdmJson.Default.UsdmListenKey)?.ListenKey;

    public static IReadOnlyList<Instrument>? Instruments(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, UsdmJson.Default.UsdmExchange) is { Symbols: { } symbols } ? [.. symbols.Select(Decode)] : null;

    internal static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static PositionSide? SideOf(string? word) => word switch
    {
        "LONG" => PositionSide.Long,
        "SHORT" => PositionSide.Short,
        _ => null,
    };

    internal static (OrderType Type, bool TakesProfit)? TypeOf(string? type) => type switch
    {
        "MARKET" or "LIQUIDATION" => (OrderType.Market, false),
        "LIMIT" => (OrderType.Limit, false),
        "STOP_MARKET" => (OrderType.Stop, false),
        "STOP" => (OrderType.StopLimit, false),
        "TAKE_PROFIT_MARKET" => (OrderType.Stop, true),
        "TAKE_PROFIT" => (OrderType.StopLimit, true),
        "TRAILING_STOP_MARKET" => (OrderType.TrailingStop, false),
        _ => null,
    };

    /// <summary>What it became of an order of the algo service; the order it became tells the rest.</summary>
    internal static VenueOrderState? AlgoStateOf(string? status) => status switch
    {
        "NEW" => VenueOrderState.Working,
        "TRIGGERING" or "TRIGGERED" or "FINISHED" => VenueOrderState.Triggered,
        "CANCELED" => VenueOrderState.Cancelled,
        "REJECTED" => VenueOrderState.Rejected,
        "EXPIRED" => VenueOrderState.Expired,
        _ => null,
    };

    internal static VenueOrderId? Actual(string? number) => number is { Length: > 0 } and not "0" ? new(number) : null;

    private static MarginMode? ModeOf(string? word) => word?.ToUpperInvariant() switch
    {
        "ISOLATED" => MarginMode.Isolated,
        "CROSSED" or "CROSS" => MarginMode.Cross,
        _ => null,
    };

    private static VenueOutcome Outcome(UsdmOrder order) => order.Code is { } code and not 200
        ? new Errors.VenueComplaint(BinanceErrors.Usdm.Find(Number(code), order.Msg ?? ""), Number(code), order.Msg ?? "").Outcome
        : order.OrderId > 0 ? new VenueOutcome.Accepted(new(Number(order.OrderId))) : new VenueOutcome.Unknown("The venue's answer does not tell what became of the order.");

    private static OrderReport? Decode(UsdmOrder order)
    {
        // A stop that triggered goes on as the order it became; what it was stands beside.
        var isTriggered = order.OrigType is not null && order.OrigType != order.Type;
        if (TypeOf(isTriggered ? order.OrigType : order.Type) is not { } type || BinanceWords.StateOf(order.Status, isTriggered) is not { } state
            || BinanceWords.SideOf(order.Side) is not { } side || order is not { Symbol: { } symbol, OrderId: > 0 })
        {
            return null;
        }

        return new()
        {
            ClientOrderId = BinanceIds.Read(order.ClientOrderId),
            ForeignClientId = BinanceIds.Read(order.ClientOrderId) is null ? order.ClientOrderId : null,
            VenueOrderId = new(Number(order.OrderId)),
            Instrument = new(symbol),
            Side = side,
            PositionSide = SideOf(order.PositionSide),
            Type = type.Type,
            TakesProfit = type.TakesProfit,
            PostOnly = order.TimeInForce == "GTX",
            ReduceOnly = order.ReduceOnly == true,
            State = state,
            Quantity = new(order.OrigQty ?? 0),
            FilledQuantity = new(order.ExecutedQty ?? 0),
            AveragePrice = BinanceWords.PriceOf(order.AvgPrice),
            LimitPrice = BinanceWords.PriceOf(order.Price),
            StopPrice = BinanceWords.PriceOf(order.StopPrice),
            TimeInForce = BinanceWords.LifeOf(order.TimeInForce),
            At = UnixTime.FromMilliseconds(order.UpdateTime ?? order.Time ?? 0),
        };
    }

    private static OrderReport? Decode(UsdmAlgoOrder order)
    {
        if (TypeOf(order.OrderType) is not { } type || AlgoStateOf(order.AlgoStatus) is not { } state
            || BinanceWords.SideOf(order.Side) is not { } side || order is not { Symbol: { } symbol, AlgoId: > 0 })
        {
            return null;
        }

        return new()
        {
            ClientOrderId = BinanceIds.Read(order.ClientAlgoId),
            ForeignClientId = BinanceIds.Read(order.ClientAlgoId) is null ? order.ClientAlgoId : null,
            VenueOrderId = BinanceAlgoNumber.Write(order.AlgoId),
            Instrument = new(symbol),
            Side = side,
            PositionSide = SideOf(order.PositionSide),
            Type = type.Type,
            TakesProfit = type.TakesProfit,
            PostOnly = order.TimeInForce == "GTX",
            ReduceOnly = order.ReduceOnly == true,
            State = state,
            Quantity = new(order.Quantity ?? 0),
            FilledQuantity = Quantity.Zero,
            LimitPrice = BinanceWords.PriceOf(order.Price),
            StopPrice = BinanceWords.PriceOf(order.TriggerPrice) ?? BinanceWords.PriceOf(order.ActivatePrice),
            TimeInForce = BinanceWords.LifeOf(order.TimeInForce),
            At = UnixTime.FromMilliseconds(order.UpdateTime ?? order.CreateTime ?? 0),
        };
    }

    /// <summary>Contracts of a quarter or a month, also while they are being delivered; perpetual ones name a date that never comes.</summary>
    private static bool Ends(UsdmSymbol symbol) =>
        symbol.ContractType?.Split(' ')[0] is "CURRENT_QUARTER" or "NEXT_QUARTER" or "CURRENT_MONTH" or "NEXT_MONTH";

    private static Instrument Decode(UsdmSymbol symbol) => new BinanceFilters(symbol.Filters).Apply(new()
    {
        Id = new(symbol.Symbol),
        Kind = Ends(symbol) ? InstrumentKind.LinearFuture : InstrumentKind.LinearPerpetual,
        AssetClass = AssetClass.Crypto,
        Base = symbol.BaseAsset,
        Quote = symbol.QuoteAsset,
        Settle = symbol.MarginAsset ?? symbol.QuoteAsset,
        TickSize = default,
        LotSize = default,
        MinQuantity = default,
        Status = BinanceWords.StatusOf(symbol.Status),
        Expiry = Ends(symbol) && symbol.DeliveryDate is { } end
            ? DateOnly.FromDateTime(UnixTime.FromMilliseconds(end).UtcDateTime)
            : null,
    });
}

/// <param name="Became">The number of the order it became when it triggered.</param>
public sealed record BinanceAlgoReport(OrderReport Report, VenueOrderId? Became);
