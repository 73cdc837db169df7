using System.ComponentModel;
using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Server.Api.Terms;

/// <summary>The units a setting is resolved by, as they travel in both directions. An absent one says nothing about its unit.</summary>
public sealed record TermsDocument(
    [property: Description("How much an entry buys or sells.")] SizeDocument? EntrySize = null,
    [property: Description("How much an exit closes; absent: the whole position.")] SizeDocument? ExitSize = null,
    OrderDocument? EntryOrder = null,
    OrderDocument? ExitOrder = null,
    TimeInForce? EntryTimeInForce = null,
    TimeInForce? ExitTimeInForce = null,
    TakeProfitDocument? TakeProfit = null,
    StopLossDocument? StopLoss = null);

public sealed record SizeDocument(
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? Quantity = null,
    [property: Description("What the quantity counts; absent: fixed_quantity.")] QuantityType Type = QuantityType.FixedQuantity);

public sealed record OrderDocument(
    OrderType? Type = null,
    [property: Description("For limit and stop_limit; absent: the market price when the order is built.")] Price? LimitPrice = null,
    [property: Description("For stop and stop_limit.")] Price? StopPrice = null,
    [property: Description("For trailing_stop: a distance in price."), JsonConverter(typeof(PlainDecimalConverter))] decimal? TrailAmount = null,
    [property: Description("For trailing_stop: a distance in percent."), JsonConverter(typeof(PlainDecimalConverter))] decimal? TrailPercent = null);

public sealed record TakeProfitDocument(
    [property: Description("One target, or several with a share of the position each.")] IReadOnlyList<TargetDocument>? Targets = null);

public sealed record TargetDocument(
    Price? LimitPrice = null,
    [property: Description("A distance from the fill in percent of its price."), JsonConverter(typeof(PlainDecimalConverter))] decimal? Percent = null,
    [property: Description("A distance from the fill in price."), JsonConverter(typeof(PlainDecimalConverter))] decimal? Amount = null,
    [property: Description("The part of the position that leaves here, in percent; absent: an equal part of what the others leave."), JsonConverter(typeof(PlainDecimalConverter))] decimal? SharePercent = null);

public sealed record StopLossDocument(
    [property: Description("Absent: stop.")] StopLossType Type = StopLossType.Stop,
    Price? StopPrice = null,
    [property: Description("A distance from the fill in percent of its price."), JsonConverter(typeof(PlainDecimalConverter))] decimal? Percent = null,
    [property: Description("A distance from the fill in price."), JsonConverter(typeof(PlainDecimalConverter))] decimal? Amount = null,
    [property: Description("For stop_limit: the limit of the triggered order; absent: the stop price.")] Price? LimitPrice = null,
    [property: Description("For trailing_stop: a distance in price."), JsonConverter(typeof(PlainDecimalConverter))] decimal? TrailAmount = null,
    [property: Description("For trailing_stop: a distance in percent."), JsonConverter(typeof(PlainDecimalConverter))] decimal? TrailPercent = null);
