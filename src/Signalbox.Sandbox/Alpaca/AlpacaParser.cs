using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Alpaca;

/// <summary>Reads the body of an order, and says as Alpaca does what is wrong with it.</summary>
internal sealed class AlpacaParser(SandboxFloor floor, AlpacaRevisions revisions)
{
    private const int ClientIdCharsMax = 128;

    private long unnamed;

    public (OrderTerms? Terms, AlpacaFault? Fault) Read(JsonCall call, SandboxAccount account)
    {
        if (Refuse(call, account) is { } fault)
        {
            return (null, fault);
        }

        var book = floor.Book(new(call.Text("symbol")!))!;
        var life = LifeOf(call.Text("time_in_force"))!.Value;
        return (new()
        {
            ClientId = call.Text("client_order_id") ?? $"auto-{Interlocked.Increment(ref unnamed)}",
            Instrument = book.Listing.Instrument.Id,
            Side = call.Text("side") == "buy" ? Side.Buy : Side.Sell,
            Type = TypeOf(call.Text("type"))!.Value,
            Quantity = new(call.Number("qty") ?? Worth(call.Number("notional")!.Value, book)),
            LimitPrice = call.Number("limit_price") is { } limit ? new Price(limit) : null,
            StopPrice = call.Number("stop_price") is { } stop ? new Price(stop) : null,
            Trail = call.Number("trail_percent") is { } share ? new Trail(share, IsPercent: true)
                : call.Number("trail_price") is { } distance ? new Trail(distance, IsPercent: false)
                : null,
            TimeInForce = life,
            ExpiresAt = life == TimeInForce.Day ? new(floor.Now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero) : null,
        }, null);
    }

    /// <summary>A limit order and a stop in one request.</summary>
    public static (OrderTerms Target, OrderTerms Stop) Pair(JsonCall call, OrderTerms terms)
    {
        var target = terms with { Type = OrderType.Limit, LimitPrice = call.Number("take_profit.limit_price") is { } price ? new Price(price) : terms.LimitPrice };
        var limit = call.Number("stop_loss.limit_price");
        return (target, terms with
        {
            ClientId = terms.ClientId + "-stop",
            Type = limit is null ? OrderType.Stop : OrderType.StopLimit,
            LimitPrice = limit is { } at ? new Price(at) : null,
            StopPrice = new Price(call.Number("stop_loss.stop_price") ?? 0),
        });
    }

    private AlpacaFault? Refuse(JsonCall call, SandboxAccount account)
    {
        var symbol = call.Text("symbol");
        return !call.IsReadable ? AlpacaFault.Body
            : symbol is null ? AlpacaFault.Missing("symbol")
            : call.Text("side") is not ("buy" or "sell") ? AlpacaFault.Missing("side")
            : TypeOf(call.Text("type")) is not { } type ? AlpacaFault.Invalid("invalid order type")
            : LifeOf(call.Text("time_in_force")) is null ? AlpacaFault.Invalid("invalid time_in_force")
            : call.Has("qty") == call.Has("notional") ? AlpacaFault.Invalid("one of qty and notional is required")
            : (call.Number("qty") ?? call.Number("notional")) is not > 0 ? AlpacaFault.Invalid("qty must be > 0")
            : floor.Book(new(symbol)) is null ? AlpacaFault.NoSuchAsset(symbol)
            : call.Text("order_class") is not (null or "simple" or "bracket" or "oto" or "oco") ? AlpacaFault.Invalid("this order class is not supported by the sandbox")
            : symbol.Contains('/', StringComparison.Ordinal) && type is OrderType.Stop or OrderType.TrailingStop ? AlpacaFault.Invalid("invalid order type for crypto order")
            : call.Text("position_intent") is { } intent && RefuseIntent(intent, account, new(symbol)) is { } mismatch ? mismatch
            : RefuseId(call.Text("client_order_id"), account);
    }

    private AlpacaFault? RefuseId(string? clientId, SandboxAccount account) => clientId is null ? null
        : clientId.Length > ClientIdCharsMax ? new(422, 40010001, $"client_order_id must be no more than {ClientIdCharsMax} characters")
        : revisions.FindByClientId(account, clientId) is { } taken && taken.Order.IsOpen ? AlpacaFault.DuplicateId
        : null;

    // What only closes must find something to close.
    private AlpacaFault? RefuseIntent(string intent, SandboxAccount account, Identity.InstrumentId instrument)
    {
        var held = floor.Read(_ => account.Trading.Holds(instrument));
        var closes = intent.EndsWith("_to_close", StringComparison.Ordinal);
        return closes && (intent.StartsWith("sell", StringComparison.Ordinal) ? held <= Quantity.Zero : held >= Quantity.Zero)
            ? AlpacaFault.Invalid($"position intent mismatch, inferred: {intent.Replace("close", "open", StringComparison.Ordinal)}, specified: {intent}")
            : null;
    }

    private static decimal Worth(decimal notional, OrderBook book) =>
        book.BestAsk is { } ask ? Rounding.DownToLot(new(notional / ask.Value), book.Listing.Instrument.LotSize).Value : 0;

    private static OrderType? TypeOf(string? word) => word switch
    {
        "market" => OrderType.Market,
        "limit" => OrderType.Limit,
        "stop" => OrderType.Stop,
        "stop_limit" => OrderType.StopLimit,
        "trailing_stop" => OrderType.TrailingStop,
        _ => null,
    };

    private static TimeInForce? LifeOf(string? word) => word switch
    {
        "day" => TimeInForce.Day,
        "gtc" => TimeInForce.Gtc,
        "ioc" => TimeInForce.Ioc,
        "fok" => TimeInForce.Fok,
        "opg" => TimeInForce.Opg,
        "cls" => TimeInForce.Cls,
        _ => null,
    };
}
