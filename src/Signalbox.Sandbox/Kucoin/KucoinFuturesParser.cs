using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>Reads the parameters of a futures order, and says as KuCoin does what is wrong with them.</summary>
internal sealed class KucoinFuturesParser(SandboxFloor floor, KucoinFuturesTerms terms)
{
    private const int IdLengthMax = 40;

    public (OrderTerms? Terms, KucoinFault? Fault) Read(JsonElement? from, SandboxAccount account)
    {
        string? Get(string name) => KucoinCall.Of(from, name);
        decimal? Number(string name) => Decimals.TryParse(Get(name), out var value) ? value : null;

        if (floor.Book(new(Get("symbol") ?? "")) is not { } book)
        {
            return (null, KucoinFault.Contract);
        }

        var instrument = book.Listing.Instrument.Id;
        if (Refuse(Get, account, instrument) is { } fault)
        {
            return (null, fault);
        }

        var (isLimit, isStop, closes) = (Get("type") is not "market", Get("stop") is not null, Get("closeOrder") == "true");
        var held = floor.Read(_ => account.Trading.Positions.FirstOrDefault(position => position.Listing == book.Listing)?.Quantity ?? Quantity.Zero);
        var size = closes ? held.Abs().Value : Number("size");
        if (size is null || (isLimit && Number("price") is null) || (isStop && (Number("stopPrice") is null || Get("stopPriceType") is not ("TP" or "MP" or "IP"))))
        {
            return (null, KucoinFault.FuturesParameter("size, price, stopPrice or stopPriceType is missing"));
        }

        if (closes && held.IsZero)
        {
            return (null, new(200, "300009", "Current position size: 0, unable to close the position."));
        }

        return (new()
        {
            ClientId = Get("clientOid"),
            Instrument = instrument,
            Side = closes ? held.Value > 0 ? Side.Sell : Side.Buy : KucoinSpotParser.SideOf(Get("side"))!.Value,
            Type = isStop ? isLimit ? OrderType.StopLimit : OrderType.Stop : isLimit ? OrderType.Limit : OrderType.Market,
            Quantity = new(size.Value),
            LimitPrice = isLimit ? new Price(Number("price")!.Value) : null,
            StopPrice = isStop ? new Price(Number("stopPrice")!.Value) : null,
            Trigger = !isStop ? null : Get("stop") == "up" ? TriggerDirection.Rising : TriggerDirection.Falling,
            TimeInForce = Get("timeInForce") == "IOC" ? TimeInForce.Ioc : TimeInForce.Gtc,
            PostOnly = Get("postOnly") == "true",
            ReduceOnly = closes || Get("reduceOnly") == "true",
            Display = Get("iceberg") == "true" && Number("visibleSize") is { } visible ? new Quantity(visible) : null,
        }, null);
    }

    public static KucoinFault FaultOf(Refusal refusal) => refusal.Reason switch
    {
        RejectReason.InsufficientFunds => new(200, "300003", "Balance not enough, please first deposit at least 2 USDT before you start the battle"),
        RejectReason.BelowMinimum => KucoinFault.FuturesParameter("The order size is below the minimum."),
        RejectReason.AboveMaximum => KucoinFault.FuturesParameter("The order size exceeds the maximum."),
        RejectReason.PriceOutOfRange => KucoinFault.FuturesParameter("The price is not a multiple of the tick size."),
        RejectReason.WouldTakeLiquidity => KucoinFault.FuturesParameter("The post only order would be executed at once."),
        RejectReason.ReduceOnlyRefused => new(200, "300009", "Current position size: 0, unable to close the position."),
        RejectReason.UnknownInstrument => KucoinFault.Contract,
        RejectReason.DuplicateClientOrderId => new(200, "300018", "clientOid parameter repeated"),
        RejectReason.UnknownOrder => KucoinFault.NotCancelableFutures,
        _ => KucoinFault.FuturesParameter(refusal.Message.Contains("lot", StringComparison.Ordinal) ? "The order size is not a multiple of the lot size." : refusal.Message),
    };

    private KucoinFault? Refuse(Func<string, string?> get, SandboxAccount account, Identity.InstrumentId instrument)
    {
        var closes = get("closeOrder") == "true";
        return get("clientOid") is not { Length: > 0 and <= IdLengthMax } id || id.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-'))
            ? new(200, "100001", "clientOid is missing, too long, or holds letters that are not allowed")
            : !closes && KucoinSpotParser.SideOf(get("side")) is null ? new(200, "100001", "side is missing")
            : get("timeInForce") is not (null or "GTC" or "IOC") ? KucoinFault.FuturesParameter("timeInForce is not supported")
            : get("leverage") is null && !closes && get("reduceOnly") != "true" && terms.ModeOf(account, instrument) == "ISOLATED" ? new(200, "100001", "leverage is missing")
            : get("marginMode") is { } mode && mode != terms.ModeOf(account, instrument)
                ? new(200, "330005", "The order's margin mode does not match the selected one. Please switch and try again.")
            : get("positionSide") is "LONG" or "SHORT" ? new(200, "330011", "The order's position mode does not match your selected mode.")
            : null;
    }
}
