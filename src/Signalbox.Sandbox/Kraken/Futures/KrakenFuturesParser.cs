using System.Globalization;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>Reads the parameters of an order, and says as Kraken does what is wrong with them.</summary>
internal sealed class KrakenFuturesParser(SandboxFloor floor)
{
    /// <param name="get">A parameter of the request, or of one order in a batch.</param>
    /// <returns>The terms; or an error of the request; or the status that refuses the order.</returns>
    public (OrderTerms? Terms, string? Error, string? Refused) Read(Func<string, string?> get)
    {
        if (floor.Book(new(get("symbol")?.ToUpperInvariant() ?? "")) is not { } book)
        {
            return (null, "contractNotFound", null);
        }

        if (get("side") is not ("buy" or "sell"))
        {
            return (null, null, "invalidSide");
        }

        var side = get("side") == "buy" ? Side.Buy : Side.Sell;
        if (TypeOf(get("orderType"), get("limitPrice") is not null) is not { } type || (type.Type == OrderType.Limit && get("limitPrice") is null))
        {
            return (null, null, "invalidOrderType");
        }

        if (!Decimals.TryParse(get("size"), out var size) || size <= 0)
        {
            return (null, null, "invalidSize");
        }

        if (type.Type is OrderType.Stop or OrderType.StopLimit && get("stopPrice") is null)
        {
            return (null, "requiredArgumentMissing: stopPrice", null);
        }

        var trail = TrailOf(type.Type, get);
        return type.Type == OrderType.TrailingStop && trail is null
            ? (null, "requiredArgumentMissing: trailingStopMaxDeviation", null)
            : (new()
            {
                ClientId = get("cliOrdId"),
                Instrument = book.Listing.Instrument.Id,
                Side = side,
                Type = type.Type,
                Quantity = new(size),
                LimitPrice = type.Type is OrderType.Limit or OrderType.StopLimit ? PriceOf(get("limitPrice")) : null,
                StopPrice = type.Type is OrderType.Stop or OrderType.StopLimit ? PriceOf(get("stopPrice")) : null,
                Trail = trail,
                Trigger = type.TakesProfit ? (side == Side.Sell ? TriggerDirection.Rising : TriggerDirection.Falling) : null,
                TimeInForce = get("orderType") switch { "ioc" => TimeInForce.Ioc, "fok" => TimeInForce.Fok, _ => TimeInForce.Gtc },
                PostOnly = get("orderType") == "post",
                ReduceOnly = get("reduceOnly") is "true" or "True",
            }, null, null);
    }

    public bool IsTooLate(string? processBefore) =>
        DateTimeOffset.TryParse(processBefore, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at < floor.Now;

    public static string StatusOf(Refusal refusal) => refusal.Reason switch
    {
        RejectReason.InsufficientFunds => "insufficientAvailableFunds",
        RejectReason.BelowMinimum => "invalidSize",
        RejectReason.AboveMaximum => "maxPositionViolation",
        RejectReason.PriceOutOfRange => "invalidPrice",
        RejectReason.WouldTakeLiquidity => "postWouldExecute",
        RejectReason.ReduceOnlyRefused => "wouldNotReducePosition",
        RejectReason.DuplicateClientOrderId => "clientOrderIdAlreadyExist",
        RejectReason.UnknownOrder => "notFound",
        RejectReason.Unsupported => "invalidOrderType",
        _ => refusal.Message.Contains("lot", StringComparison.Ordinal) ? "invalidSize" : "invalidArgument",
    };

    private static Trail? TrailOf(OrderType type, Func<string, string?> get) =>
        type == OrderType.TrailingStop && Decimals.TryParse(get("trailingStopMaxDeviation"), out var distance) ? new(distance, get("trailingStopDeviationUnit") == "PERCENT") : null;

    private static Price? PriceOf(string? text) => Decimals.TryParse(text, out var price) ? new(price) : null;

    private static (OrderType Type, bool TakesProfit)? TypeOf(string? type, bool hasLimit) => type switch
    {
        "mkt" => (OrderType.Market, false),
        "lmt" or "post" or "ioc" or "fok" => (OrderType.Limit, false),
        "stp" => (hasLimit ? OrderType.StopLimit : OrderType.Stop, false),
        "take_profit" => (hasLimit ? OrderType.StopLimit : OrderType.Stop, true),
        "trailing_stop" => (OrderType.TrailingStop, false),
        _ => null,
    };
}
