using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>Reads the parameters of a futures order, and says as Binance does what is wrong with them.</summary>
internal sealed class BinanceUsdmParser(SandboxFloor floor)
{
    private long unnamed;

    /// <param name="get">A parameter of the request, or of one order in a batch.</param>
    public (OrderTerms? Terms, BinanceFault? Fault) Read(Func<string, string?> get, bool isConditional)
    {
        decimal? Number(string name) => Text.Decimals.TryParse(get(name), out var value) ? value : null;

        if (floor.Book(new(get("symbol") ?? "")) is not { } book)
        {
            return (null, get("symbol") is null ? BinanceFault.Missing("symbol") : BinanceFault.Symbol);
        }

        if (BinanceOrderWords.SideOf(get("side")) is not { } side)
        {
            return (null, BinanceFault.Side);
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

        if (Number("quantity") is not { } quantity)
        {
            return (null, BinanceFault.Missing("quantity"));
        }

        var trigger = Number(type.Type == OrderType.TrailingStop ? "activatePrice" : "triggerPrice");
        if (type.Type is OrderType.Stop or OrderType.StopLimit && trigger is null)
        {
            return (null, BinanceFault.Missing("triggerPrice"));
        }

        return (new()
        {
            ClientId = get(isConditional ? "clientAlgoId" : "newClientOrderId") ?? $"auto{Interlocked.Increment(ref unnamed)}",
            Instrument = book.Listing.Instrument.Id,
            Side = side,
            Type = type.Type,
            Quantity = new(quantity),
            LimitPrice = Number("price") is { } price ? new Price(price) : null,
            StopPrice = trigger is { } stop ? new Price(stop) : null,
            Trail = Number("callbackRate") is { } rate ? new Trail(rate, IsPercent: true) : null,
            Trigger = type.TakesProfit ? (side == Side.Sell ? TriggerDirection.Rising : TriggerDirection.Falling) : null,
            TimeInForce = life,
            ExpiresAt = life == TimeInForce.Gtd && long.TryParse(get("goodTillDate"), out var end) ? DateTimeOffset.FromUnixTimeMilliseconds(end) : null,
            PostOnly = get("timeInForce") == "GTX",
            ReduceOnly = get("reduceOnly") is "true" or "TRUE",
        }, null);
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
