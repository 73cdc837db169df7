using System.Text.Json;
using Signalbox.Venues;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Bybit;

/// <summary>Orders and fills as Bybit writes them, asked for and streamed alike.</summary>
internal sealed class BybitReports(BybitProduct product, BybitNotes notes)
{
    private static readonly string[] Unsaid = ["blockTradeId", "placeType", "orderIv", "smpOrderId", "ocoTriggerBy"];

    private bool IsSpot => product == BybitProduct.Spot;

    /// <param name="hasJustTriggered">The moment between waiting and resting has a state of its own.</param>
    public void WriteOrder(Utf8JsonWriter json, Order order, bool hasJustTriggered = false)
    {
        var note = notes.Of(order);
        var asked = note.WouldHaveTaken ?? order.Terms;
        json.WriteString("category", product.Word());
        json.WriteString("orderId", BybitNumbers.Write(product, order.Number));
        json.WriteString("orderLinkId", order.Terms.ClientId ?? "");
        json.WriteString("symbol", order.Terms.Instrument.Value);
        json.WriteDecimal("price", (note.WouldHaveTaken?.LimitPrice ?? order.LimitPrice)?.Value ?? 0);
        json.WriteDecimal("qty", note.Amount ?? order.Quantity.Value);
        json.WriteString("marketUnit", note.Amount is null ? "" : "quoteCoin");
        json.WriteString("side", BybitWords.Of(order.Side));
        json.WriteString("isLeverage", IsSpot ? "0" : "");
        json.WriteNumber("positionIdx", 0);
        json.WriteString("orderStatus", hasJustTriggered ? "Triggered" : StatusOf(order));
        json.WriteString("cancelType", CancelTypeOf(order));
        json.WriteString("rejectReason", note.WouldHaveTaken is not null ? "EC_PostOnlyWillTakeLiquidity" : RejectReasonOf(order));
        json.WriteString("avgPrice", order.Filled.IsZero ? "" : Text.Decimals.Canonical(order.Listing.Instrument.AveragePrice(order.Filled, order.FilledCost).Value));
        json.WriteDecimal("leavesQty", order.IsOpen ? order.Remaining.Value : 0);
        json.WriteDecimal("cumExecQty", order.Filled.Value);
        json.WriteDecimal("cumExecValue", order.FilledCost);
        json.WriteDecimal("cumExecFee", order.Fills.Sum(fill => fill.What.Fee.Value));
        json.WriteDecimal("leavesValue", order.IsOpen && order.LimitPrice is { } resting ? order.Listing.Instrument.Cost(order.Remaining, resting) : 0);
        WriteCreateType(json, order);
        WriteExits(json, note.Exits);
        foreach (var name in Unsaid)
        {
            json.WriteString(name, "");
        }

        json.WriteNumber("smpGroup", 0);
        json.WriteString("timeInForce", LifeOf(asked));
        json.WriteString("orderType", asked.LimitPrice is null ? "Market" : "Limit");
        json.WriteString("stopOrderType", BybitExitPair.KindOf(order.Terms) ?? (!order.Terms.IsConditional ? "" : note.Filter == BybitWords.HoldingStop ? BybitWords.HoldingStop : "Stop"));
        json.WriteDecimal("triggerPrice", order.StopPrice?.Value ?? 0);
        json.WriteNumber("triggerDirection", IsSpot || !order.Terms.IsConditional ? 0 : order.Terms.Direction == TriggerDirection.Rising ? 1 : 2);
        json.WriteString("triggerBy", order.Terms.IsConditional && !IsSpot ? "LastPrice" : "");
        json.WriteDecimal(IsSpot ? "basePrice" : "lastPriceOnCreated", note.MadeAt?.Value ?? 0);
        json.WriteBoolean("reduceOnly", order.Terms.ReduceOnly);
        json.WriteBoolean("closeOnTrigger", BybitExitPair.KindOf(order.Terms) is not null);
        json.WriteString("smpType", "None");
        if (!IsSpot)
        {
            // Contracts alone have it, and clients tell the two apart by it.
            json.WriteString("tpslMode", ModeOf(order, note));
        }

        json.WriteTime("createdTime", order.PlacedAt);
        json.WriteTime("updatedTime", order.ChangedAt);
    }

    public void WriteFill(Utf8JsonWriter json, Order order, OrderFilled fill, DateTimeOffset at)
    {
        json.WriteString("category", product.Word());
        json.WriteString("symbol", fill.Instrument.Value);
        json.WriteString("orderId", BybitNumbers.Write(product, fill.Order));
        json.WriteString("orderLinkId", fill.ClientId ?? "");
        json.WriteString("side", BybitWords.Of(fill.Side));
        json.WriteDecimal("orderPrice", order.LimitPrice?.Value ?? 0);
        json.WriteDecimal("orderQty", order.Quantity.Value);
        json.WriteDecimal("leavesQty", order.Quantity.Value - FilledUntil(order, fill));
        json.WriteString("orderType", order.Terms.LimitPrice is null ? "Market" : "Limit");
        WriteCreateType(json, order);
        json.WriteString("stopOrderType", BybitExitPair.KindOf(order.Terms) ?? (order.Terms.IsConditional ? "Stop" : "UNKNOWN"));
        json.WriteDecimal("execFee", fill.Fee.Value);
        json.WriteString("execId", BybitNumbers.Write(product, fill.Trade));
        json.WriteDecimal("execPrice", fill.Price.Value);
        json.WriteDecimal("execQty", fill.Quantity.Value);
        json.WriteString("execType", "Trade");
        json.WriteDecimal("execValue", order.Listing.Instrument.Cost(fill.Quantity, fill.Price));
        json.WriteTime("execTime", at);
        // Linear contracts leave it out and settle in what their name says.
        json.WriteString("feeCurrency", product == BybitProduct.Linear ? "" : fill.FeeCurrency);
        json.WriteBoolean("isMaker", fill.IsMaker);
        json.WriteDecimal("feeRate", fill.IsMaker ? order.Listing.MakerFeeRate : order.Listing.TakerFeeRate);
        json.WriteString("marketUnit", notes.Of(order).Amount is null ? "" : "quoteCoin");
        json.WriteString("isLeverage", "0");
        json.WriteString("closedSize", "");
        json.WriteString("blockTradeId", "");
        json.WriteString("markPrice", fill.Price.ToString());
        json.WriteString("indexPrice", "");
        json.WriteNumber("seq", fill.Trade);
    }

    private static void WriteExits(Utf8JsonWriter json, BybitExitTerms? exits)
    {
        foreach (var (whole, leg, level) in new[] { ("takeProfit", "tp", exits?.Profit), ("stopLoss", "sl", exits?.Loss) })
        {
            json.WriteString(whole, level?.Trigger.ToString() ?? "");
            json.WriteString($"{leg}LimitPrice", level?.Limit?.ToString() ?? "");
            json.WriteString($"{leg}TriggerBy", level?.By ?? "");
        }
    }

    private static string ModeOf(Order order, BybitNote note) => (note.Exits?.IsPartial, BybitExitPair.KindOf(order.Terms)) switch
    {
        (true, _) or (_, "PartialTakeProfit" or "PartialStopLoss") => "Partial",
        (false, _) or (_, not null) => "Full",
        _ => "",
    };

    private void WriteCreateType(Utf8JsonWriter json, Order order)
    {
        // Spot does not have it.
        if (!IsSpot)
        {
            json.WriteString("createType", BybitExitPair.KindOf(order.Terms) is { } kind ? $"CreateBy{kind}" : "CreateByUser");
        }
    }

    private static decimal FilledUntil(Order order, OrderFilled fill) => order.Fills.Where(each => each.What.Trade <= fill.Trade).Sum(each => each.What.Quantity.Value);

    private string StatusOf(Order order) => order.State switch
    {
        VenueOrderState.Working when order.IsDormant => "Untriggered",
        VenueOrderState.Working or VenueOrderState.Triggered => order.Filled.IsZero ? "New" : "PartiallyFilled",
        VenueOrderState.Filled => "Filled",
        VenueOrderState.Rejected => "Rejected",
        _ when order.Terms.IsConditional && !notes.HasTriggered(order) => "Deactivated",
        _ when IsSpot && !order.Filled.IsZero => "PartiallyFilledCanceled",
        _ => "Cancelled",
    };

    private static string CancelTypeOf(Order order) => order.State != VenueOrderState.Cancelled ? "UNKNOWN" : order.Reason switch
    {
        CancelReason.Requested => "CancelByUser",
        CancelReason.SelfTrade => "CancelBySmp",
        CancelReason.NothingToReduce => BybitExitPair.KindOf(order.Terms) is null ? "CancelByReduceOnly" : "CancelByTpSlTsClear",
        CancelReason.OneCancelsOther => BybitExitPair.IsProfit(order.Terms) ? "CancelByOCOTpCanceledBySlTriggered" : "CancelByOCOSlCanceledByTpTriggered",
        _ => "UNKNOWN",
    };

    private static string RejectReasonOf(Order order) => order.State != VenueOrderState.Cancelled ? "EC_NoError" : order.Reason switch
    {
        CancelReason.Requested => "EC_PerCancelRequest",
        CancelReason.ImmediateOrCancel or CancelReason.NoLiquidity => "EC_NoImmediateQtyToFill",
        CancelReason.FillOrKill => "EC_CancelForNoFullFill",
        CancelReason.SelfTrade => "EC_BySelfMatch",
        CancelReason.WouldTakeLiquidity => "EC_PostOnlyWillTakeLiquidity",
        _ => "EC_Others",
    };

    private static string LifeOf(OrderTerms terms) => terms.LimitPrice is null ? "IOC" : terms.PostOnly ? BybitWords.PostOnly : BybitWords.Of(terms.TimeInForce) ?? "GTC";
}
