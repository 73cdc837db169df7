using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Okx;

/// <summary>Reads the fields of an order, and says as OKX does what is wrong with them.</summary>
internal sealed class OkxParser(SandboxFloor floor, bool isSpot)
{
    private const int IdCharsMax = 32;

    private long unnamed;

    public (OrderTerms? Terms, OkxFault? Fault) Read(OkxFields order)
    {
        var (shared, fault) = ReadShared(order, "clOrdId");
        if (shared is null)
        {
            return (null, fault);
        }

        if (order.Has("attachAlgoOrds"))
        {
            return (null, new("51044", "The order type of the sandbox doesn't support setting TP and SL."));
        }

        if (TypeOf(order["ordType"]) is not { } type)
        {
            return (null, OkxFault.Parameter("ordType"));
        }

        if (order.Number("sz") is not { } size)
        {
            return (null, OkxFault.Parameter("sz"));
        }

        var price = order.Number("px");
        if (type.Type == OrderType.Limit && price is null)
        {
            return (null, OkxFault.Missing("px"));
        }

        return (shared with
        {
            Type = type.Type,
            Quantity = new(isSpot && type.Type == OrderType.Market && IsOfQuote(order, shared.Side) ? OfQuote(shared, size) : size),
            LimitPrice = type.Type == OrderType.Limit ? new Price(price!.Value) : null,
            TimeInForce = type.Life,
            PostOnly = type.PostOnly,
        }, null);
    }

    public (OrderTerms? Terms, OkxFault? Fault) ReadAlgo(OkxFields order)
    {
        var (shared, fault) = ReadShared(order, "algoClOrdId");
        if (shared is null)
        {
            return (null, fault);
        }

        var closes = order["closeFraction"] == "1";
        if ((closes ? 1m : order.Number("sz")) is not { } size || (closes && !order.Flag("reduceOnly")))
        {
            return (null, OkxFault.Parameter(closes ? "closeFraction" : "sz"));
        }

        return order["ordType"] switch
        {
            "move_order_stop" => ReadTrail(shared with { Quantity = new(size) }, order),
            "conditional" when order.Number("slTriggerPx") is { } stop => ReadExit(shared with { Quantity = new(size) }, stop, order["slOrdPx"], takesProfit: false),
            "conditional" when order.Number("tpTriggerPx") is { } target => ReadExit(shared with { Quantity = new(size) }, target, order["tpOrdPx"], takesProfit: true),
            "conditional" => (null, OkxFault.Parameter("slTriggerPx")),
            "trigger" => ReadTrigger(shared with { Quantity = new(size) }, order),
            _ => (null, OkxFault.Parameter("ordType")),
        };
    }

    private (OrderTerms? Terms, OkxFault? Fault) ReadShared(OkxFields order, string idName)
    {
        if (floor.Book(new(order["instId"] ?? "")) is not { } book)
        {
            return (null, OkxFault.Instrument);
        }

        if (order["side"] is not ("buy" or "sell"))
        {
            return (null, OkxFault.Parameter("side"));
        }

        if (isSpot ? order["tdMode"] != "cash" : order["tdMode"] is not ("cross" or "isolated"))
        {
            return (null, OkxFault.Parameter("tdMode"));
        }

        if (order["posSide"] is not (null or "net"))
        {
            return (null, OkxFault.Parameter("posSide"));
        }

        if (order[idName] is { } id && (id.Length > IdCharsMax || !id.All(char.IsAsciiLetterOrDigit)))
        {
            return (null, OkxFault.Parameter(idName));
        }

        return (new()
        {
            ClientId = order[idName] ?? $"auto{Interlocked.Increment(ref unnamed)}",
            Instrument = book.Listing.Instrument.Id,
            Side = order["side"] == "buy" ? Side.Buy : Side.Sell,
            Type = OrderType.Market,
            Quantity = Quantity.Zero,
            ReduceOnly = order.Flag("reduceOnly"),
        }, null);
    }

    private static (OrderTerms? Terms, OkxFault? Fault) ReadExit(OrderTerms shared, decimal trigger, string? price, bool takesProfit)
    {
        if (price is null || !Text.Decimals.TryParse(price, out var limit))
        {
            return (null, OkxFault.Parameter(takesProfit ? "tpOrdPx" : "slOrdPx"));
        }

        return (shared with
        {
            Type = limit < 0 ? OrderType.Stop : OrderType.StopLimit,
            StopPrice = new(trigger),
            LimitPrice = limit < 0 ? null : new Price(limit),
            Trigger = takesProfit ? (shared.Side == Side.Sell ? TriggerDirection.Rising : TriggerDirection.Falling) : null,
        }, null);
    }

    /// <summary>It waits for the price to come to it from where it is.</summary>
    private (OrderTerms? Terms, OkxFault? Fault) ReadTrigger(OrderTerms shared, OkxFields order)
    {
        if (order.Number("triggerPx") is not { } trigger || !Text.Decimals.TryParse(order["orderPx"], out var limit))
        {
            return (null, OkxFault.Parameter(order.Number("triggerPx") is null ? "triggerPx" : "orderPx"));
        }

        return (shared with
        {
            Type = limit < 0 ? OrderType.Stop : OrderType.StopLimit,
            StopPrice = new(trigger),
            LimitPrice = limit < 0 ? null : new Price(limit),
            Trigger = trigger > (floor.Book(shared.Instrument)!.Last?.Value ?? 0) ? TriggerDirection.Rising : TriggerDirection.Falling,
        }, null);
    }

    private static (OrderTerms? Terms, OkxFault? Fault) ReadTrail(OrderTerms shared, OkxFields order) =>
        (order.Number("callbackRatio"), order.Number("callbackSpread")) switch
        {
            ({ } ratio, null) => (shared with { Type = OrderType.TrailingStop, Trail = new Trail(ratio * 100m, IsPercent: true) }, null),
            (null, { } spread) => (shared with { Type = OrderType.TrailingStop, Trail = new Trail(spread, IsPercent: false) }, null),
            _ => (null, OkxFault.Parameter("callbackRatio")),
        };

    // Purchases at the market are sized in the quote currency unless they say otherwise.
    private static bool IsOfQuote(OkxFields order, Side side) => order["tgtCcy"] is { } unit ? unit == "quote_ccy" : side == Side.Buy;

    private decimal OfQuote(OrderTerms terms, decimal amount)
    {
        var book = floor.Book(terms.Instrument)!;
        var price = (terms.Side == Side.Buy ? book.BestAsk : book.BestBid) ?? book.Last;
        return price is { } known ? Rounding.DownToLot(new(amount / known.Value), book.Listing.Instrument.LotSize).Value : 0m;
    }

    private static (OrderType Type, TimeInForce Life, bool PostOnly)? TypeOf(string? word) => word switch
    {
        "market" => (OrderType.Market, TimeInForce.Gtc, false),
        "optimal_limit_ioc" => (OrderType.Market, TimeInForce.Ioc, false),
        "limit" => (OrderType.Limit, TimeInForce.Gtc, false),
        "post_only" => (OrderType.Limit, TimeInForce.Gtc, true),
        "ioc" => (OrderType.Limit, TimeInForce.Ioc, false),
        "fok" => (OrderType.Limit, TimeInForce.Fok, false),
        _ => null,
    };
}
