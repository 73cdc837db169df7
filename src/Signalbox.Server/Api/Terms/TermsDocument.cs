using System.ComponentModel;
using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Markets.Symbols;
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
    StopLossDocument? StopLoss = null,
    [property: Description("Cancel what is left of an entry after so many seconds, 1 to 3600."), JsonConverter(typeof(PlainDecimalConverter))] decimal? EntryCancelAfterSeconds = null,
    [property: Description("Cancel what is left of an exit after so many seconds, 1 to 3600."), JsonConverter(typeof(PlainDecimalConverter))] decimal? ExitCancelAfterSeconds = null,
    [property: Description("The widest spread at which an entry is sent.")] SpreadDocument? EntrySpread = null,
    [property: Description("The widest spread at which an exit is sent.")] SpreadDocument? ExitSpread = null,
    [property: Description("How far the market may have moved against the signal's price, in percent."), JsonConverter(typeof(PlainDecimalConverter))] decimal? SlippagePercentMax = null,
    [property: Description("Begin so many seconds after the signal, at most 604800."), JsonConverter(typeof(PlainDecimalConverter))] decimal? DelaySeconds = null,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? Leverage = null,
    [property: Description("Stocks and options: also outside regular hours.")] bool? ExtendedHours = null,
    [property: Description("How tickers are understood where they leave something open.")] SymbolsDocument? Symbols = null);

public sealed record SpreadDocument(
    [property: Description("In price."), JsonConverter(typeof(PlainDecimalConverter))] decimal? Amount = null,
    [property: Description("In percent of the mid."), JsonConverter(typeof(PlainDecimalConverter))] decimal? Percent = null);

public sealed record SymbolsDocument(
    [property: Description("What a pair means that exists as spot and as perpetual; absent: such a ticker is refused.")] MarketPreference Market = MarketPreference.None,
    [property: Description("The quote currency meant where a ticker names none, or names USD and there is no such instrument; absent: none is assumed.")] string? Quote = null,
    [property: Description("How many days before its expiry the front month of a continuous future is left.")] int RollDays = SymbolTerms.RollDaysUsual,
    [property: Description("Tickers that mean another one here, such as MNQ1! for MNQZ2026.")] IReadOnlyList<TickerMeaning>? Tickers = null);

public sealed record SizeDocument(
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? Quantity = null,
    [property: Description("What the quantity counts; absent: fixed_quantity.")] QuantityType Type = QuantityType.FixedQuantity);

public sealed record OrderDocument(
    OrderType? Type = null,
    [property: Description("For limit and stop_limit; absent: the market price when the order is built.")] Price? LimitPrice = null,
    [property: Description("For stop and stop_limit.")] Price? StopPrice = null,
    [property: Description("For trailing_stop: a distance in price."), JsonConverter(typeof(PlainDecimalConverter))] decimal? TrailAmount = null,
    [property: Description("For trailing_stop: a distance in percent."), JsonConverter(typeof(PlainDecimalConverter))] decimal? TrailPercent = null,
    [property: Description("For limit: rest or be refused, never take liquidity.")] bool? PostOnly = null,
    [property: Description("For limit: how much of it shows in the book at a time.")] Quantity? VisibleQuantity = null,
    [property: Description("Which quote prices an order that names no price; absent: ask for buys, bid for sells.")] QuotePrice? QuotePrice = null);

public sealed record TakeProfitDocument(
    [property: Description("One target, or several with a share of the position each.")] IReadOnlyList<TargetDocument>? Targets = null);

public sealed record TargetDocument(
    Price? LimitPrice = null,
    [property: Description("A distance from the fill in percent of its price."), JsonConverter(typeof(PlainDecimalConverter))] decimal? Percent = null,
    [property: Description("A distance from the fill in price."), JsonConverter(typeof(PlainDecimalConverter))] decimal? Amount = null,
    [property: Description("The part of the position that leaves here, in percent; absent: an equal part of what the others leave."), JsonConverter(typeof(PlainDecimalConverter))] decimal? SharePercent = null,
    [property: Description("A profit in the settlement currency; the distance follows from the quantity.")] Money? ProfitAmount = null);

public sealed record StopLossDocument(
    [property: Description("Absent: stop.")] StopLossType Type = StopLossType.Stop,
    Price? StopPrice = null,
    [property: Description("A distance from the fill in percent of its price."), JsonConverter(typeof(PlainDecimalConverter))] decimal? Percent = null,
    [property: Description("A distance from the fill in price."), JsonConverter(typeof(PlainDecimalConverter))] decimal? Amount = null,
    [property: Description("For stop_limit: the limit of the triggered order; absent: the stop price.")] Price? LimitPrice = null,
    [property: Description("For trailing_stop: a distance in price."), JsonConverter(typeof(PlainDecimalConverter))] decimal? TrailAmount = null,
    [property: Description("For trailing_stop: a distance in percent."), JsonConverter(typeof(PlainDecimalConverter))] decimal? TrailPercent = null,
    [property: Description("A loss in the settlement currency; the distance follows from the quantity.")] Money? LossAmount = null,
    [property: Description("For trailing_stop: begin to trail once the price is so far in profit, in percent of the entry."), JsonConverter(typeof(PlainDecimalConverter))] decimal? TrailFromPercent = null,
    [property: Description("For trailing_stop: begin to trail at this price.")] Price? TrailFromPrice = null,
    [property: Description("Move the stop to the average entry once so many targets were filled; absent: never.")] int? BreakevenAfterTarget = null,
    [property: Description("How far beyond the average entry, in profit, breakeven is."), JsonConverter(typeof(PlainDecimalConverter))] decimal? BreakevenOffset = null);
