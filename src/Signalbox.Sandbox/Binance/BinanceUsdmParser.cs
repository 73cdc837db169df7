using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>Reads the parameters of a futures order, and says as Binance does what is wrong with them.</summary>
internal sealed class BinanceUsdmParser(SandboxFloor floor)
{
    private long unnamed;

    /// <param name="get">A parameter of the request, or of one order in a batch.</param>
    public (OrderTerms? Terms, BinanceFault? Fault) Read(Func<string, string?> get, SandboxAccount account, bool isConditional)
    {
        decimal? Number(string name) => Text.Decimals.TryParse(get(name), out var value) ? value : null;

        if (floor.Book(new(get("symbol") ?? "")) is not { } book)
        {
            return (null, get("symbol") is null ? BinanceFault.Missing("symbol") : BinanceFault.Symbol);
        }

        if (BinanceOrderWords.SideOf(get("side")) is not { } side)
        {
            return (null, get("side") is null ? BinanceFault.Missing("side") : BinanceFault.Side);
        }

        if (TypeOf(get("type"), isConditional) is not { } type)
        {
            return (null, get("type") is "STOP" or "STOP_MARKET" or "TAKE_PROFIT" or "TAKE_PROFIT_MARKET" or "TRAILING_STOP_MARKET"
                ? new(400, -4120, "Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.")
                : BinanceFault.OrderType);
        }

        if (BinanceOrderWords.LifeOf(get("timeInForce")) is not { } life)
        {
            return (null, BinanceFault.TimeInForce);
        }

        var closes = isConditional && type.Type == OrderType.Stop && get("closePosition") is "true" or "TRUE";
        var quantity = closes ? floor.Read(_ => account.Trading.Holds(book.Listing.Instrument.Id)).Abs().Value : Number("quantity") ?? 0;
        if (Refuse(get, type.Type, isConditional, closes) is { } fault)
        {
            return (null, fault);
        }

        var trigger = Number(type.Type == OrderType.TrailingStop ? "activatePrice" : "triggerPrice");

        return (new()
        {
            ClientId = get(isConditional ? "clientAlgoId" : "newClientOrderId") ?? $"auto{Interlocked.Increment(ref unnamed)}",
            Instrument = book.Listing.Instrument.Id,
            Side = side,
            Type = type.Type,
            Quantity = new(quantity),
            LimitPrice = Number("price") is { } price ? new Price(price) : MatchedPrice(get("priceMatch"), side, book),
            StopPrice = trigger is { } stop ? new Price(stop) : null,
            Trail = Number("callbackRate") is { } rate ? new Trail(rate, IsPercent: true) : null,
            Trigger = type.TakesProfit ? (side == Side.Sell ? TriggerDirection.Rising : TriggerDirection.Falling) : null,
            TimeInForce = life,
            ExpiresAt = life == TimeInForce.Gtd && long.TryParse(get("goodTillDate"), out var end) ? DateTimeOffset.FromUnixTimeMilliseconds(end) : null,
            PostOnly = get("timeInForce") == "GTX",
            ReduceOnly = closes || get("reduceOnly") is "true" or "TRUE",
        }, null);
    }

    /// <summary>What is missing, malformed or too much.</summary>
    private static BinanceFault? Refuse(Func<string, string?> get, OrderType type, bool isConditional, bool closes)
    {
        foreach (var name in new[] { "quantity", "price", "triggerPrice", "activatePrice", "callbackRate" })
        {
            if (get(name) is { Length: > 0 } text && !Text.Decimals.TryParse(text, out _))
            {
                return BinanceFault.IllegalNumber(name);
            }
        }

        var idName = isConditional ? "clientAlgoId" : "newClientOrderId";
        var isLimit = type is OrderType.Limit or OrderType.StopLimit;
        return get(idName) is { } id && !BinanceOrderWords.IsId(id) ? BinanceFault.IllegalId(idName)
            : get("positionSide") is not (null or "" or "BOTH") ? new(400, -4061, "Order's position side does not match user's setting.")
            : get("quantity") is null && !closes ? BinanceFault.Missing("quantity")
            : isLimit && get("price") is null && get("priceMatch") is null ? BinanceFault.Missing("price")
            : type == OrderType.Limit && get("timeInForce") is null ? BinanceFault.Missing("timeInForce")
            : type == OrderType.Market && get("timeInForce") is not null ? BinanceFault.NotRequired("timeInForce")
            : get("timeInForce") == "GTD" && get("goodTillDate") is null ? BinanceFault.Missing("goodTillDate")
            : type is OrderType.Stop or OrderType.StopLimit && get("triggerPrice") is null ? BinanceFault.Missing("triggerPrice")
            : type == OrderType.TrailingStop && get("callbackRate") is null ? BinanceFault.Missing("callbackRate")
            : isConditional && get("algoType") is not "CONDITIONAL" ? BinanceFault.Missing("algoType")
            : null;
    }

    /// <summary>A price of the book by its place: of the other side, or in the queue of the own one.</summary>
    private static Price? MatchedPrice(string? match, Side side, OrderBook book)
    {
        var words = match?.Split('_') ?? [];
        var depth = words.Length == 2 && int.TryParse(words[1], out var level) ? level : 1;
        return words is ["OPPONENT" or "QUEUE", ..]
            ? book.Depth(words[0] == "QUEUE" ? side : side.Opposite).Select(each => (Price?)each.Price).ElementAtOrDefault(depth - 1)
            : null;
    }

    public static BinanceFault FaultOf(Refusal refusal) => refusal.Reason switch
    {
        RejectReason.InsufficientFunds => new(400, -2019, "Margin is insufficient."),
        RejectReason.BelowMinimum when refusal.Message.Contains("worth", StringComparison.Ordinal) => new(400, -4164, "Order's notional must be no smaller than 5 (unless you choose reduce only)."),
        RejectReason.BelowMinimum => new(400, -4004, "Quantity less than min quantity."),
        RejectReason.AboveMaximum => new(400, -4005, "Quantity greater than max quantity."),
        RejectReason.PriceOutOfRange => new(400, -4014, "Price not increased by tick size."),
        RejectReason.WouldTriggerImmediately => new(400, -2021, "Order would immediately trigger."),
        RejectReason.WouldTakeLiquidity => new(400, -5022, "Due to the order could not be executed as maker, the Post Only order will be rejected. The order will not be recorded in the order history"),
        RejectReason.ReduceOnlyRefused => new(400, -2022, "ReduceOnly Order is rejected."),
        RejectReason.UnknownInstrument => BinanceFault.Symbol,
        RejectReason.DuplicateClientOrderId => new(400, -4116, "ClientOrderId is duplicated."),
        RejectReason.UnknownOrder => BinanceFault.UnknownOrder,
        RejectReason.Unsupported => BinanceFault.OrderType,
        _ => refusal.Message.Contains("lot", StringComparison.Ordinal) ? new(400, -4023, "Qty not increased by step size.") : BinanceFault.Rejected(refusal.Message),
    };

    private static (OrderType Type, bool TakesProfit)? TypeOf(string? type, bool isConditional) => type switch
    {
        "MARKET" when !isConditional => (OrderType.Market, false),
        "LIMIT" when !isConditional => (OrderType.Limit, false),
        "STOP_MARKET" when isConditional => (OrderType.Stop, false),
        "STOP" when isConditional => (OrderType.StopLimit, false),
        "TAKE_PROFIT_MARKET" when isConditional => (OrderType.Stop, true),
        "TAKE_PROFIT" when isConditional => (OrderType.StopLimit, true),
        "TRAILING_STOP_MARKET" when isConditional => (OrderType.TrailingStop, false),
        _ => null,
    };
}
