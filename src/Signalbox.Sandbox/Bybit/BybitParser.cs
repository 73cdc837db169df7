using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Bybit;

/// <summary>Reads the parameters of an order, and says as Bybit does what is wrong with them.</summary>
internal sealed class BybitParser(SandboxFloor floor, BybitProduct product)
{
    private bool IsSpot => product == BybitProduct.Spot;

    public (OrderTerms? Terms, BybitNote Note, BybitFault? Fault) Read(BybitFields fields, SandboxAccount account)
    {
        if (floor.Book(new(fields["symbol"] ?? "")) is not { } book)
        {
            return Wrong(IsSpot ? new(170121, "Invalid symbol.") : BybitFault.Symbol(fields["symbol"]));
        }

        if (SideOf(fields["side"]) is not { } side)
        {
            return Wrong(IsSpot ? new(170117, "Invalid side.") : BybitFault.Side);
        }

        if (fields["orderType"] is not ("Market" or "Limit"))
        {
            return Wrong(IsSpot ? new(170116, "Invalid orderType.") : BybitFault.OrderType);
        }

        if (Refuse(fields) is { } fault)
        {
            return Wrong(fault);
        }

        var isLimit = fields["orderType"] == "Limit";
        var amount = IsSpot && !isLimit && (fields["marketUnit"] ?? (side == Side.Buy ? "quoteCoin" : "baseCoin")) == "quoteCoin" ? fields.Number("qty") : null;
        if (QuantityOf(fields, side, book, account, amount) is not { } quantity)
        {
            return Wrong(BybitFault.Parameter("qty"));
        }

        var trigger = fields.Number("triggerPrice");
        var (exits, wrong) = BybitExitTerms.Read(fields, side, PriceOf(isLimit ? fields.Number("price") : trigger) ?? book.Last);
        return wrong is not null ? Wrong(wrong) : (new()
        {
            ClientId = fields["orderLinkId"],
            Instrument = book.Listing.Instrument.Id,
            Side = side,
            Type = (isLimit, trigger) switch
            {
                (true, null) => OrderType.Limit,
                (false, null) => OrderType.Market,
                (true, _) => OrderType.StopLimit,
                _ => OrderType.Stop,
            },
            Quantity = quantity,
            LimitPrice = isLimit ? PriceOf(fields.Number("price")) : null,
            StopPrice = PriceOf(trigger),
            Trigger = trigger is null ? null : DirectionOf(fields, book, trigger.Value),
            TimeInForce = isLimit ? LifeOf(fields["timeInForce"])!.Value : TimeInForce.Gtc,
            PostOnly = fields["timeInForce"] is "PostOnly" or "RPI",
            ReduceOnly = fields.Flag("reduceOnly"),
        }, new(IsSpot && trigger is not null ? fields["orderFilter"] ?? BybitWords.PlainStop : null, book.Last, Amount: amount, Exits: exits), null);
    }

    public BybitFault FaultOf(Refusal refusal, OrderTerms? terms)
    {
        if (refusal.Reason == RejectReason.WouldTriggerImmediately && !IsSpot)
        {
            return terms?.Trigger == TriggerDirection.Rising
                ? new(110092, $"expect Rising, but trigger_price[{terms.StopPrice}] <= current??laste")
                : new(110093, $"expect Falling, but trigger_price[{terms?.StopPrice}] >= current??last");
        }

        return IsSpot ? SpotFaultOf(refusal) : ContractFaultOf(refusal);
    }

    private BybitFault? Refuse(BybitFields fields) => fields switch
    {
        _ when fields["orderType"] == "Limit" && fields.Number("price") is null => IsSpot ? new(170105, "Parameter 'price' was empty.") : BybitFault.Parameter("price"),
        _ when fields["orderType"] == "Limit" && LifeOf(fields["timeInForce"]) is null => IsSpot ? new(170115, "Invalid timeInForce.") : BybitFault.Parameter("timeInForce"),
        _ when fields["orderLinkId"] is { } id && (id.Length > 36 || id.AsSpan().ContainsAnyExcept(Alphabet)) => BybitFault.Parameter("orderLinkId"),
        _ when !IsSpot && fields.Number("triggerPrice") is not null && fields.Whole("triggerDirection") is not (1 or 2) => BybitFault.Parameter("triggerDirection"),
        _ when !IsSpot && fields.Whole("positionIdx") is not (null or 0) => BybitFault.PositionIndex,
        _ when IsSpot && fields.Flag("reduceOnly") => BybitFault.Parameter("reduceOnly"),
        _ when IsSpot && fields["orderFilter"] is not (null or "Order" or BybitWords.HoldingStop or BybitWords.PlainStop) => new(170201, "Invalid orderFilter parameter"),
        // The sandbox says what it does not play rather than to take an order whose exits would never exist.
        _ when IsSpot && BringsExits(fields) => new(10001, "the sandbox plays no exits that come with an order of spot"),
        _ when fields.Flag("reduceOnly") && BringsExits(fields) => BybitFault.Parameter(fields["takeProfit"] is null ? "stopLoss" : "takeProfit"),
        _ => null,
    };

    private static readonly System.Buffers.SearchValues<char> Alphabet =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Contracts say which way the price must come; spot takes the way from where it is.</summary>
    private TriggerDirection DirectionOf(BybitFields fields, OrderBook book, decimal trigger) =>
        (IsSpot ? trigger > book.Last?.Value : fields.Whole("triggerDirection") == 1) ? TriggerDirection.Rising : TriggerDirection.Falling;

    private Quantity? QuantityOf(BybitFields fields, Side side, OrderBook book, SandboxAccount account, decimal? amount)
    {
        if (amount is { } worth)
        {
            var met = side == Side.Buy ? book.BestAsk : book.BestBid;
            return met is { } price ? Rounding.DownToLot(new(worth / price.Value), book.Listing.Instrument.LotSize) : null;
        }

        // Nothing, with both flags, closes whatever there is.
        return fields.Number("qty") is 0 && !IsSpot && fields.Flag("reduceOnly") && fields.Flag("closeOnTrigger")
            ? floor.Read(_ => account.Trading.Holds(book.Listing.Instrument.Id).Abs())
            : fields.Number("qty") is { } quantity ? new Quantity(quantity) : null;
    }

    private static BybitFault SpotFaultOf(Refusal refusal) => refusal.Reason switch
    {
        RejectReason.InsufficientFunds or RejectReason.NotShortable => new(170131, "Insufficient balance."),
        RejectReason.BelowMinimum when refusal.Message.Contains("worth", StringComparison.Ordinal) => new(170140, "Order value exceeded lower limit."),
        RejectReason.BelowMinimum => new(170136, "Order quantity exceeded lower limit."),
        RejectReason.AboveMaximum => new(170124, "Order amount too large."),
        RejectReason.PriceOutOfRange => new(170134, "Order price has too many decimals."),
        RejectReason.WouldTriggerImmediately => new(170203, "Please enter the TP/SL price."),
        RejectReason.WouldTakeLiquidity => new(170218, "The LIMIT-MAKER order is rejected due to invalid price."),
        RejectReason.DuplicateClientOrderId => new(170141, "Duplicate clientOrderId"),
        RejectReason.UnknownOrder => new(170213, "Order does not exist."),
        _ when refusal.Message.Contains("lot", StringComparison.Ordinal) => new(170137, "Order volume decimal too long"),
        _ when refusal.Message.Contains("open orders", StringComparison.Ordinal) => new(170810, "Cannot exceed maximum of 500 conditional, TP/SL and active orders."),
        _ => new(170210, "New order rejected."),
    };

    private static BybitFault ContractFaultOf(Refusal refusal) => refusal.Reason switch
    {
        RejectReason.InsufficientFunds => new(110007, "ab not enough for new order"),
        RejectReason.BelowMinimum when refusal.Message.Contains("worth", StringComparison.Ordinal) => new(110094, "Order does not meet minimum order value 5USDT"),
        RejectReason.BelowMinimum => new(10001, "The number of contracts exceeds minimum limit allowed"),
        RejectReason.AboveMaximum => new(10001, "The number of contracts exceeds maximum limit allowed: too large"),
        RejectReason.PriceOutOfRange => new(10001, "Price invalid"),
        RejectReason.ReduceOnlyRefused => new(110017, "Reduce-only rule not satisfied"),
        RejectReason.DuplicateClientOrderId => new(110072, "OrderLinkedID is duplicate"),
        RejectReason.UnknownOrder => new(110001, "order not exists or too late to cancel"),
        _ when refusal.Message.Contains("lot", StringComparison.Ordinal) => new(10001, "Qty invalid"),
        _ when refusal.Message.Contains("open orders", StringComparison.Ordinal) => new(110020, "Not allowed to have more than 500 active orders."),
        _ => new(10001, "Request parameter error."),
    };

    private static bool BringsExits(BybitFields fields) => fields["takeProfit"] is not null || fields["stopLoss"] is not null;

    private static Side? SideOf(string? word) => BybitWords.SideOf(word);

    private static TimeInForce? LifeOf(string? word) => word is null ? TimeInForce.Gtc : BybitWords.LifeOf(word);

    private static Price? PriceOf(decimal? value) => value is { } price ? new(price) : null;

    private static (OrderTerms? Terms, BybitNote Note, BybitFault? Fault) Wrong(BybitFault fault) => (null, BybitNote.Plain, fault);
}
