using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>Orders, fills, positions and contracts as futures write them.</summary>
internal static class KucoinFuturesReports
{
    public static void WriteOrder(Utf8JsonWriter json, Order order, bool hasTriggered) => json.WriteObject(() =>
    {
        var isStop = KucoinNumbers.IsStop(order);
        json.WriteString("id", KucoinNumbers.Of(order.Number));
        json.WriteString("symbol", order.Terms.Instrument.Value);
        json.WriteString("type", KucoinReports.TypeOf(order));
        json.WriteString("side", KucoinReports.Of(order.Side));
        json.WriteDecimal("price", order.LimitPrice?.Value ?? 0);
        json.WriteNumber("size", order.Quantity.Value);
        json.WriteDecimal("value", order.FilledCost);
        json.WriteDecimal("dealValue", order.FilledCost);
        json.WriteNumber("dealSize", order.Filled.Value);
        json.WriteString("stp", "");
        json.WriteString("stop", !isStop ? "" : KucoinReports.Rises(order) ? "up" : "down");
        json.WriteString("stopPriceType", isStop ? "TP" : "");
        json.WriteBoolean("stopTriggered", hasTriggered);
        json.WriteDecimal("stopPrice", order.StopPrice?.Value);
        json.WriteString("timeInForce", KucoinReports.Life(order));
        json.WriteBoolean("postOnly", order.Terms.PostOnly);
        json.WriteBoolean("hidden", false);
        json.WriteBoolean("iceberg", order.Terms.Display is not null);
        json.WriteString("leverage", "10");
        json.WriteBoolean("closeOrder", false);
        json.WriteString("clientOid", order.Terms.ClientId);
        json.WriteBoolean("isActive", order.IsOpen);
        json.WriteBoolean("cancelExist", KucoinReports.Cancelled(order) > 0);
        json.WriteTime("createdAt", order.PlacedAt);
        json.WriteTime("updatedAt", order.ChangedAt);
        json.WriteNanoseconds("orderTime", order.PlacedAt);
        json.WriteString("settleCurrency", order.Listing.Instrument.Settle);
        json.WriteDecimal("avgDealPrice", order.Filled.IsZero ? 0 : order.Listing.Instrument.AveragePrice(order.Filled, order.FilledCost).Value);
        json.WriteNumber("filledSize", order.Filled.Value);
        json.WriteDecimal("filledValue", order.FilledCost);
        json.WriteString("status", order.IsOpen ? "open" : "done");
        json.WriteBoolean("reduceOnly", order.Terms.ReduceOnly);
    });

    public static void WriteFill(Utf8JsonWriter json, Order order, OrderFilled fill, DateTimeOffset at) => json.WriteObject(() =>
    {
        json.WriteString("symbol", fill.Instrument.Value);
        json.WriteString("tradeId", KucoinReports.TradeOf(fill));
        json.WriteString("orderId", KucoinNumbers.Of(fill.Order));
        json.WriteString("side", KucoinReports.Of(fill.Side));
        json.WriteString("liquidity", fill.IsMaker ? "maker" : "taker");
        json.WriteDecimal("price", fill.Price.Value);
        json.WriteNumber("size", fill.Quantity.Value);
        json.WriteDecimal("value", order.Listing.Instrument.Cost(fill.Quantity, fill.Price));
        json.WriteDecimal("fee", fill.Fee.Value);
        json.WriteString("feeCurrency", fill.FeeCurrency);
        json.WriteString("tradeType", "trade");
        json.WriteNanoseconds("tradeTime", at);
        json.WriteTime("createdAt", at);
        json.WriteString("settleCurrency", order.Listing.Instrument.Settle);
    });

    public static void WritePosition(Utf8JsonWriter json, Instrument instrument, Position? position, string mode)
    {
        json.WriteString("id", instrument.Id.Value);
        json.WriteString("symbol", instrument.Id.Value);
        json.WriteBoolean("crossMode", mode == "CROSS");
        json.WriteNumber("currentQty", position?.Quantity.Value ?? 0);
        json.WriteNumber("avgEntryPrice", position is { Quantity.IsZero: false } ? position.AveragePrice!.Value.Value : 0);
        json.WriteNumber("unrealisedPnl", 0);
        json.WriteNumber("liquidationPrice", 0);
        json.WriteBoolean("isOpen", position is { Quantity.IsZero: false });
        json.WriteString("settleCurrency", instrument.Settle);
        json.WriteString("marginMode", mode);
        json.WriteString("positionSide", "BOTH");
        json.WriteNumber("leverage", Listing.DerivativesLeverage);
    }

    public static void WriteContract(Utf8JsonWriter json, Instrument instrument) => json.WriteObject(() =>
    {
        json.WriteString("symbol", instrument.Id.Value);
        json.WriteString("rootSymbol", instrument.Settle);
        json.WriteString("type", "FFWCSX");
        json.WriteNumber("firstOpenDate", 1_585_555_200_000);
        json.WriteNull("settleDate");
        json.WriteNumber("indexPriceTickSize", instrument.TickSize.Value);
        json.WriteNumber("initialMargin", 0.01m);
        json.WriteNumber("maintainMargin", 0.005m);
        json.WriteNumber("makerFeeRate", 0.0002m);
        json.WriteNumber("takerFeeRate", 0.0006m);
        json.WriteBoolean("isQuanto", false);
        json.WriteString("markMethod", "FairPrice");
        json.WriteNumber("fundingFeeRate", 0);
        json.WriteNumber("fundingRateGranularity", 28_800_000);
        json.WriteNumber("minRiskLimit", 1_000_000);
        json.WriteNumber("maxRiskLimit", 1_000_000);
        json.WriteNull("expireDate");
        json.WriteString("baseCurrency", instrument.Base);
        json.WriteString("quoteCurrency", instrument.Quote);
        json.WriteString("settleCurrency", instrument.Settle);
        json.WriteNumber("maxOrderQty", instrument.MaxQuantity?.Value ?? 1_000_000m);
        json.WriteNumber("maxPrice", instrument.MaxPrice?.Value ?? 1_000_000m);
        json.WriteNumber("lotSize", instrument.LotSize.Value);
        json.WriteNumber("tickSize", instrument.TickSize.Value);
        json.WriteNumber("multiplier", instrument.IsInverse ? -instrument.ContractSize : instrument.ContractSize);
        json.WriteBoolean("isInverse", instrument.IsInverse);
        json.WriteNumber("maxLeverage", instrument.MaxLeverage ?? 100m);
        json.WriteString("status", "Open");
    });
}
