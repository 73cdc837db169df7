using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>Reads the parameters of a spot order, and says as KuCoin does what is wrong with them.</summary>
internal sealed class KucoinSpotParser(SandboxFloor floor)
{
    private const int IdLengthMax = 40;

    private long unnamed;

    public (OrderTerms? Terms, KucoinFault? Fault) Read(JsonElement? from, bool isStop)
    {
        string? Get(string name) => KucoinCall.Of(from, name);
        decimal? Number(string name) => Decimals.TryParse(Get(name), out var value) ? value : null;

        if (floor.Book(new(Get("symbol") ?? "")) is not { } book)
        {
            return (null, Get("symbol") is null ? KucoinFault.Parameter("symbol is missing") : KucoinFault.Pair);
        }

        if (SideOf(Get("side")) is not { } side || Get("type") is not ("limit" or "market") || LifeOf(Get("timeInForce")) is not { } life)
        {
            return (null, KucoinFault.Parameter("Parameter Error: side, type or timeInForce"));
        }

        var isLimit = Get("type") == "limit";
        var size = Number("size") ?? (isLimit ? null : SizeFor(Number("funds"), side, book));
        if (size is null || (isLimit && Number("price") is null) || (isStop && Number("stopPrice") is null))
        {
            return (null, KucoinFault.Parameter("Parameter Error: size, funds, price or stopPrice is missing"));
        }

        if (Get("clientOid") is { } id && (id.Length > IdLengthMax || id.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-'))))
        {
            return (null, KucoinFault.Parameter("clientOid is too long or holds letters that are not allowed"));
        }

        if (IsLate(Number("clientTimestamp"), Number("allowMaxTimeWindow")))
        {
            return (null, KucoinFault.Parameter("The order came after clientTimestamp + allowMaxTimeWindow."));
        }

        return (new()
        {
            ClientId = Get("clientOid") ?? $"auto{Interlocked.Increment(ref unnamed)}",
            Instrument = book.Listing.Instrument.Id,
            Side = side,
            Type = isStop ? isLimit ? OrderType.StopLimit : OrderType.Stop : isLimit ? OrderType.Limit : OrderType.Market,
            Quantity = new(size.Value),
            LimitPrice = isLimit ? new Price(Number("price")!.Value) : null,
            StopPrice = isStop ? new Price(Number("stopPrice")!.Value) : null,
            Trigger = !isStop ? null : Get("stop") == "entry" ? TriggerDirection.Rising : TriggerDirection.Falling,
            TimeInForce = life,
            ExpiresAt = life == TimeInForce.Gtd && Number("cancelAfter") is { } seconds ? floor.Now + TimeSpan.FromSeconds((double)seconds) : null,
            PostOnly = Get("postOnly") == "true" && life is (TimeInForce.Gtc or TimeInForce.Gtd),
            Display = Get("iceberg") == "true" && Number("visibleSize") is { } visible ? new Quantity(visible) : null,
        }, null);
    }

    public static KucoinFault FaultOf(Refusal refusal) => refusal.Reason switch
    {
        RejectReason.InsufficientFunds or RejectReason.NotShortable => new(200, "200004", "Balance insufficient!"),
        RejectReason.BelowMinimum when refusal.Message.Contains("worth", StringComparison.Ordinal) => new(200, "600101", "The order funds should more then 0.1 USDT."),
        RejectReason.BelowMinimum => KucoinFault.Parameter("Order size below the minimum requirement."),
        RejectReason.AboveMaximum => KucoinFault.Parameter("Order size exceeds the maximum."),
        RejectReason.PriceOutOfRange => KucoinFault.Parameter("Price increment invalid."),
        RejectReason.WouldTakeLiquidity => KucoinFault.Parameter("The post only order would be executed at once."),
        RejectReason.UnknownInstrument => KucoinFault.Pair,
        RejectReason.DuplicateClientOrderId => new(200, "102426", "Duplicate clientOid."),
        RejectReason.UnknownOrder => KucoinFault.NotCancelable,
        _ => KucoinFault.Parameter(refusal.Message.Contains("lot", StringComparison.Ordinal) ? "Order size increment invalid." : refusal.Message),
    };

    private bool IsLate(decimal? sent, decimal? window) => sent is { } at && window is { } good && floor.Now.ToUnixTimeMilliseconds() > at + good;

    // What the amount buys or sells at the price it would meet.
    private static decimal? SizeFor(decimal? funds, Side side, OrderBook book) =>
        funds is { } known && (side == Side.Buy ? book.BestAsk : book.BestBid) is { } met ? Rounding.DownToLot(new(known / met.Value), book.Listing.Instrument.LotSize).Value : null;

    internal static Side? SideOf(string? word) => word switch
    {
        "buy" => Side.Buy,
        "sell" => Side.Sell,
        _ => null,
    };

    internal static TimeInForce? LifeOf(string? word) => word switch
    {
        null or "GTC" => TimeInForce.Gtc,
        "GTT" => TimeInForce.Gtd,
        "IOC" => TimeInForce.Ioc,
        "FOK" => TimeInForce.Fok,
        _ => null,
    };
}
