using System.Globalization;
using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Okx;

/// <summary>Orders of both kinds, fills, positions, balances and instruments as OKX writes them.</summary>
internal sealed class OkxReports(OkxTriggered triggered, string instType, Func<InstrumentId, Price?> mark)
{
    private static readonly string[] UnsaidOfAnAccount = ["isoEq", "adjEq", "ordFroz", "imr", "mmr", "mgnRatio", "notionalUsd"];

    private static readonly string[] UnsaidOfAPosition = ["uplRatio", "margin", "imr", "mmr", "mgnRatio", "notionalUsd", "adl", "interest", "liab", "liabCcy", "tradeId", "cTime", "uTime"];

    private const string CancelledByUser = "1";
    private const string PostOnlyWouldTake = "31";

    private string TradeMode => instType == "SPOT" ? "cash" : "cross";

    public static string NumberOf(Order order) => order.Number.ToString(CultureInfo.InvariantCulture);

    public static string StateOf(Order order) => order.State switch
    {
        VenueOrderState.Filled => "filled",
        VenueOrderState.Working or VenueOrderState.Triggered => order.Filled.IsZero ? "live" : "partially_filled",
        _ => "canceled",
    };

    /// <summary>What the order it became says of the rest.</summary>
    public string AlgoStateOf(Order order) => triggered.Has(order) ? "effective" : order.State is VenueOrderState.Working ? "live" : "canceled";

    public string AlgoTypeOf(Order order) => order.Terms.Type == OrderType.TrailingStop ? "move_order_stop" : triggered.IsPlain(order) ? "trigger" : "conditional";

    /// <param name="fill">For streams: the fill that is told of.</param>
    public void WriteOrder(Utf8JsonWriter json, Order order, OrderFilled? fill = null)
    {
        var isAlgo = OkxTriggered.IsAlgo(order);
        json.WriteString("instType", instType);
        json.WriteString("instId", order.Terms.Instrument.Value);
        json.WriteString("ordId", NumberOf(order));
        json.WriteString("clOrdId", isAlgo ? "" : order.Terms.ClientId);
        json.WriteString("algoId", isAlgo ? NumberOf(order) : "");
        json.WriteString("algoClOrdId", isAlgo ? order.Terms.ClientId : "");
        json.WriteString("source", isAlgo ? order.Terms.Type == OrderType.TrailingStop ? "25" : "7" : "");
        json.WriteString("tag", "");
        json.WriteDecimal("px", order.LimitPrice?.Value);
        json.WriteDecimal("sz", order.Quantity.Value);
        json.WriteString("ordType", TypeOf(order));
        json.WriteString("side", SideOf(order.Side));
        json.WriteString("posSide", instType == "SPOT" ? "" : "net");
        json.WriteString("tdMode", TradeMode);
        json.WriteString("tgtCcy", instType == "SPOT" && order.LimitPrice is null ? "base_ccy" : "");
        json.WriteString("ccy", "");
        json.WriteString("lever", instType == "SPOT" ? "" : Text.Decimals.Canonical(order.Listing.Leverage));
        json.WriteString("stpMode", "cancel_maker");
        json.WriteDecimal("fee", -order.Fills.Sum(each => each.What.Fee.Value));
        json.WriteString("feeCcy", order.Fills is [var firstFill, ..] ? firstFill.What.FeeCurrency : "");
        json.WriteString("rebate", "0");
        json.WriteString("rebateCcy", "");
        json.WriteString("pnl", "0");
        json.WriteStartArray("attachAlgoOrds");
        json.WriteEndArray();
        json.WriteString("category", "normal");
        json.WriteString("state", StateOf(order));
        json.WriteDecimal("accFillSz", order.Filled.Value);
        json.WriteDecimal("avgPx", order.Filled.IsZero ? null : order.Listing.Instrument.AveragePrice(order.Filled, order.FilledCost).Value);
        json.WriteString("reduceOnly", order.Terms.ReduceOnly ? "true" : "false");
        json.WriteString("cancelSource", order.Reason switch { null => "", CancelReason.WouldTakeLiquidity => PostOnlyWouldTake, _ => CancelledByUser });
        json.WriteString("tradeId", fill?.Trade.ToString(CultureInfo.InvariantCulture) ?? "");
        json.WriteDecimal("fillSz", fill?.Quantity.Value ?? 0);
        json.WriteDecimal("fillPx", fill?.Price.Value);
        json.WriteDecimal("fillFee", -(fill?.Fee.Value ?? 0));
        json.WriteString("fillFeeCcy", fill?.FeeCurrency ?? "");
        json.WriteString("execType", fill is null ? "" : fill.IsMaker ? "M" : "T");
        json.WriteTime("fillTime", order.ChangedAt);
        json.WriteTime("cTime", order.PlacedAt);
        json.WriteTime("uTime", order.ChangedAt);
    }

    public void WriteAlgo(Utf8JsonWriter json, Order order)
    {
        var isTrail = order.Terms.Type == OrderType.TrailingStop;
        var takesProfit = order.Terms.Trigger is { } trigger && trigger == (order.Side == Side.Sell ? TriggerDirection.Rising : TriggerDirection.Falling);
        var hasTriggered = triggered.Has(order);
        json.WriteString("instType", instType);
        json.WriteString("instId", order.Terms.Instrument.Value);
        json.WriteString("algoId", NumberOf(order));
        json.WriteString("algoClOrdId", order.Terms.ClientId);
        json.WriteString("ordType", AlgoTypeOf(order));
        json.WriteString("side", SideOf(order.Side));
        json.WriteString("posSide", instType == "SPOT" ? "" : "net");
        json.WriteString("tdMode", TradeMode);
        json.WriteString("state", AlgoStateOf(order));
        json.WriteDecimal("sz", order.Quantity.Value);
        foreach (var kind in new[] { "tp", "sl" })
        {
            var isIt = AlgoTypeOf(order) == "conditional" && takesProfit == (kind == "tp");
            json.WriteDecimal($"{kind}TriggerPx", isIt ? order.StopPrice?.Value : null);
            json.WriteString($"{kind}OrdPx", !isIt ? "" : order.LimitPrice?.ToString() ?? "-1");
            json.WriteString($"{kind}TriggerPxType", isIt ? "last" : "");
        }

        var isPlain = AlgoTypeOf(order) == "trigger";
        json.WriteDecimal("triggerPx", isPlain ? order.StopPrice?.Value : null);
        json.WriteString("triggerPxType", isPlain ? "last" : "");
        json.WriteString("ordPx", !isPlain ? "" : order.LimitPrice?.ToString() ?? "-1");
        json.WriteString("callbackRatio", order.Terms.Trail is { IsPercent: true } share ? Text.Decimals.Canonical(share.Distance / 100m) : "");
        json.WriteString("callbackSpread", order.Terms.Trail is { IsPercent: false } distance ? Text.Decimals.Canonical(distance.Distance) : "");
        json.WriteString("closeFraction", "");
        json.WriteString("tag", "");
        json.WriteString("lever", "");
        json.WriteString("actualSz", hasTriggered ? order.Filled.ToString() : "0");
        json.WriteString("actualPx", "");
        json.WriteString("triggerTime", hasTriggered ? order.ChangedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) : "");
        json.WriteDecimal("moveTriggerPx", isTrail ? order.StopPrice?.Value : null);
        json.WriteString("actualSide", hasTriggered ? takesProfit ? "tp" : "sl" : "");
        json.WriteString("reduceOnly", order.Terms.ReduceOnly ? "true" : "false");
        json.WriteString("ordId", hasTriggered ? NumberOf(order) : "");
        json.WriteStartArray("ordIdList");
        if (hasTriggered)
        {
            json.WriteStringValue(NumberOf(order));
        }

        json.WriteEndArray();
        json.WriteString("failCode", "");
        json.WriteTime("cTime", order.PlacedAt);
        json.WriteTime("uTime", order.ChangedAt);
    }

    public void WriteFill(Utf8JsonWriter json, Order order, Fill fill)
    {
        json.WriteString("instType", instType);
        json.WriteString("instId", fill.What.Instrument.Value);
        json.WriteNumberText("tradeId", fill.What.Trade);
        json.WriteNumberText("billId", fill.What.Trade);
        json.WriteString("ordId", NumberOf(order));
        json.WriteString("clOrdId", OkxTriggered.IsAlgo(order) ? "" : order.Terms.ClientId);
        json.WriteString("subType", fill.What.Side == Side.Buy ? "1" : "2");
        json.WriteString("side", SideOf(fill.What.Side));
        json.WriteString("posSide", "net");
        json.WriteDecimal("fillPx", fill.What.Price.Value);
        json.WriteDecimal("fillSz", fill.What.Quantity.Value);
        json.WriteDecimal("fee", -fill.What.Fee.Value);
        json.WriteString("feeCcy", fill.What.FeeCurrency);
        json.WriteString("execType", fill.What.IsMaker ? "M" : "T");
        json.WriteTime("fillTime", fill.At);
        json.WriteTime("ts", fill.At);
    }

    public void WritePosition(Utf8JsonWriter json, Position position)
    {
        json.WriteString("instType", instType);
        json.WriteString("instId", position.Listing.Instrument.Id.Value);
        json.WriteString("posSide", "net");
        json.WriteString("mgnMode", "cross");
        json.WriteDecimal("pos", position.Quantity.Value);
        json.WriteDecimal("avgPx", position.AveragePrice?.Value);
        json.WriteString("posId", position.Listing.Instrument.Id.Value);
        json.WriteString("ccy", position.Listing.Instrument.Settle);
        json.WriteString("posCcy", "");
        json.WriteDecimal("availPos", position.Quantity.Value);
        json.WriteString("upl", mark(position.Listing.Instrument.Id) is { } marked && !position.Quantity.IsZero ? Text.Decimals.Canonical(position.Unrealised(marked)) : "");
        json.WriteDecimal("markPx", mark(position.Listing.Instrument.Id)?.Value);
        json.WriteDecimal("last", mark(position.Listing.Instrument.Id)?.Value);
        foreach (var name in UnsaidOfAPosition)
        {
            json.WriteString(name, "");
        }

        json.WriteStartArray("closeOrderAlgo");
        json.WriteEndArray();
        json.WriteString("liqPx", "");
        json.WriteDecimal("lever", position.Listing.Leverage);
    }

    public static void WriteAccount(Utf8JsonWriter json, SandboxAccount account)
    {
        json.WriteTime("uTime", account.Trading.OpenOrders.Select(order => order.ChangedAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max());
        json.WriteDecimal("totalEq", account.Trading.Balances.Sum(balance => balance.Total.Value));
        foreach (var name in UnsaidOfAnAccount)
        {
            json.WriteString(name, "");
        }

        WriteDetails(json, account);
    }

    private static void WriteDetails(Utf8JsonWriter json, SandboxAccount account) => json.WriteObjects("details", account.Trading.Balances, static (inner, balance) =>
    {
        inner.WriteString("ccy", balance.Currency);
        inner.WriteDecimal("cashBal", balance.Total.Value);
        inner.WriteDecimal("eq", balance.Total.Value);
        inner.WriteDecimal("availBal", balance.Available.Value);
        inner.WriteDecimal("availEq", balance.Available.Value);
        inner.WriteDecimal("frozenBal", balance.Total.Value - balance.Available.Value);
    });

    public void WriteInstrument(Utf8JsonWriter json, Instrument instrument)
    {
        var isSpot = instType == "SPOT";
        json.WriteString("instType", instType);
        json.WriteString("instId", instrument.Id.Value);
        json.WriteString("uly", isSpot ? "" : $"{instrument.Base}-{instrument.Quote}");
        json.WriteString("instFamily", isSpot ? "" : $"{instrument.Base}-{instrument.Quote}");
        json.WriteString("baseCcy", isSpot ? instrument.Base : "");
        json.WriteString("quoteCcy", isSpot ? instrument.Quote : "");
        json.WriteString("settleCcy", isSpot ? "" : instrument.Settle);
        json.WriteString("ctType", isSpot ? "" : instrument.IsInverse ? "inverse" : "linear");
        json.WriteDecimal("ctVal", isSpot ? null : instrument.ContractSize);
        json.WriteString("ctMult", isSpot ? "" : "1");
        json.WriteString("ctValCcy", isSpot ? "" : instrument.IsInverse ? instrument.Quote : instrument.Base);
        json.WriteDecimal("tickSz", instrument.TickSize.Value);
        json.WriteDecimal("lotSz", instrument.LotSize.Value);
        json.WriteDecimal("minSz", instrument.MinQuantity.Value);
        json.WriteDecimal("maxLmtSz", instrument.MaxQuantity?.Value);
        json.WriteDecimal("maxMktSz", isSpot ? 1_000_000m : instrument.MaxQuantity?.Value);
        json.WriteString("lever", isSpot ? "" : "100");
        json.WriteString("listTime", "1606468572000");
        json.WriteString("expTime", instrument.Expiry is { } end ? new DateTimeOffset(end, new TimeOnly(8, 0), TimeSpan.Zero).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) : "");
        json.WriteString("state", "live");
    }

    private static string SideOf(Side side) => side == Side.Buy ? "buy" : "sell";

    private static string TypeOf(Order order) => order.LimitPrice is null ? "market"
        : order.Terms.PostOnly ? "post_only"
        : order.Terms.TimeInForce switch { TimeInForce.Ioc => "ioc", TimeInForce.Fok => "fok", _ => "limit" };
}
