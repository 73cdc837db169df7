using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>Reads the parameters of a spot order, and says as Binance does what is wrong with them.</summary>
internal sealed class BinanceSpotParser(SandboxFloor floor)
{
    private long unnamed;

    /// <param name="prefix">In order lists: <c>above</c>, <c>below</c>; empty for a single order.</param>
    public (OrderTerms? Terms, BinanceFault? Fault) Read(BinanceCall call, string prefix = "", Side? listSide = null)
    {
        string Name(string name) => prefix.Length == 0 ? name : prefix + char.ToUpperInvariant(name[0]) + name[1..];

        if (call["symbol"] is not { } symbol)
        {
            return (null, BinanceFault.Missing("symbol"));
        }

        if (floor.Book(new(symbol)) is not { } book)
        {
            return (null, BinanceFault.Symbol);
        }

        if ((listSide ?? BinanceOrderWords.SideOf(call["side"])) is not { } side)
        {
            return (null, call["side"] is null ? BinanceFault.Missing("side") : BinanceFault.Side);
        }

        if (TypeOf(call[Name("type")]) is not { } type)
        {
            return (null, call[Name("type")] is null ? BinanceFault.Missing(Name("type")) : BinanceFault.OrderType);
        }

        if (call.Illegal("quantity", "quoteOrderQty", Name("price"), Name("stopPrice"), Name("icebergQty"), Name("trailingDelta")) is { } illegal)
        {
            return (null, BinanceFault.IllegalNumber(illegal));
        }

        var idName = prefix.Length == 0 ? "newClientOrderId" : Name("clientOrderId");
        if (call[idName] is { } given && !BinanceOrderWords.IsId(given))
        {
            return (null, BinanceFault.IllegalId(idName));
        }

        if (BinanceOrderWords.LifeOf(call[Name("timeInForce")]) is not { } life || life == TimeInForce.Gtd || call[Name("timeInForce")] == "GTX")
        {
            return (null, BinanceFault.TimeInForce);
        }

        var quantity = call.Number("quantity") ?? QuantityFor(call.Number("quoteOrderQty"), side, book);
        if (Refuse(call, Name, type, quantity) is { } fault)
        {
            return (null, fault);
        }

        var trail = call.Number(Name("trailingDelta"));
        return (new()
        {
            ClientId = call[idName] ?? $"auto{Interlocked.Increment(ref unnamed)}",
            Instrument = new(symbol),
            Side = side,
            Type = trail is null ? type.Type : OrderType.TrailingStop,
            Quantity = new(quantity!.Value),
            LimitPrice = PriceOf(call.Number(Name("price"))),
            StopPrice = PriceOf(call.Number(Name("stopPrice"))),
            Trail = trail is null ? null : new Trail(trail.Value / 100m, IsPercent: true),
            Trigger = type.TakesProfit ? (side == Side.Sell ? TriggerDirection.Rising : TriggerDirection.Falling) : null,
            TimeInForce = life,
            PostOnly = type.PostOnly,
            Display = call.Number(Name("icebergQty")) is { } display ? new Quantity(display) : null,
        }, null);
    }

    private static BinanceFault? Refuse(BinanceCall call, Func<string, string> name, SpotType type, decimal? quantity)
    {
        if (quantity is null)
        {
            return BinanceFault.Missing("quantity");
        }

        if (type.NeedsLimit && call.Number(name("price")) is null)
        {
            return BinanceFault.Missing(name("price"));
        }

        if (!type.NeedsLimit && call[name("price")] is not null)
        {
            return BinanceFault.NotRequired(name("price"));
        }

        if (type.NeedsLife && call[name("timeInForce")] is null)
        {
            return BinanceFault.Missing(name("timeInForce"));
        }

        if (!type.NeedsLife && call[name("timeInForce")] is not null)
        {
            return BinanceFault.NotRequired(name("timeInForce"));
        }

        return type.NeedsStop && call.Number(name("stopPrice")) is null && call[name("trailingDelta")] is null
            ? new(400, -1102, $"Param '{name("stopPrice")}' or '{name("trailingDelta")}' must be sent, but both were empty/null!")
            : !type.NeedsStop && call[name("stopPrice")] is not null ? BinanceFault.NotRequired(name("stopPrice")) : null;
    }

    // What the amount buys or sells at the price it would meet.
    private static decimal? QuantityFor(decimal? amount, Side side, OrderBook book)
    {
        var price = side == Side.Buy ? book.BestAsk : book.BestBid;
        return amount is { } known && price is { } met ? Rounding.DownToLot(new(known / met.Value), book.Listing.Instrument.LotSize).Value : null;
    }

    private static Price? PriceOf(decimal? value) => value is { } price ? new(price) : null;

    private static SpotType? TypeOf(string? type) => type switch
    {
        "MARKET" => new(OrderType.Market),
        "LIMIT" => new(OrderType.Limit) { NeedsLimit = true, NeedsLife = true },
        "LIMIT_MAKER" => new(OrderType.Limit) { NeedsLimit = true, PostOnly = true },
        "STOP_LOSS" => new(OrderType.Stop) { NeedsStop = true },
        "TAKE_PROFIT" => new(OrderType.Stop) { NeedsStop = true, TakesProfit = true },
        "STOP_LOSS_LIMIT" => new(OrderType.StopLimit) { NeedsStop = true, NeedsLimit = true, NeedsLife = true },
        "TAKE_PROFIT_LIMIT" => new(OrderType.StopLimit) { NeedsStop = true, NeedsLimit = true, NeedsLife = true, TakesProfit = true },
        _ => null,
    };

    private sealed record SpotType(OrderType Type)
    {
        public bool NeedsLimit { get; init; }

        public bool NeedsLife { get; init; }

        public bool NeedsStop { get; init; }

        public bool PostOnly { get; init; }

        public bool TakesProfit { get; init; }
    }
}
