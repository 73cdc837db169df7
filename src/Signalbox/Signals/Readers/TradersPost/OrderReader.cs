using Signalbox.Markets;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>
/// orderType with the prices that belong to it. Prices and trails without a type say which type is meant. Templates send every
/// price with every order: one that the type does not have is kept, and shown as not acted upon; beside a market order it is what
/// the sender saw. A trail beside another type is refused: somebody counts on a stop that follows, and there would be none.
/// </summary>
internal static class OrderReader
{
    private const string TypeList = "market, limit, stop, stop_limit or trailing_stop";
    private const string TrailCode = "invalid-trailing-stop";
    private const string LimitField = "limitPrice";
    private const string StopField = "stopPrice";
    private const string TrailAmountField = "trailAmount";
    private const string TrailPercentField = "trailPercent";

    public static OrderType? ReadType(JsonFields fields, string name, string code) => fields.Word(name, Words.OrderTypes, code, TypeList);

    public static OrderTerms? Read(JsonFields fields, SignalAction action)
    {
        var limit = fields.Price(LimitField, "invalid-limit-price");
        var stop = fields.Price(StopField, "invalid-stop-price");
        var trail = (Amount: fields.Positive(TrailAmountField, TrailCode), Percent: fields.Positive(TrailPercentField, TrailCode));
        var quote = fields.Word("marketPriceType", Words.QuotePrices, "invalid-market-price-type", "ask_bid, mark, ask, bid or last");
        var named = ReadType(fields, "orderType", "invalid-order-type");
        var type = named ?? TypeBy(fields, limit, stop, trail.Amount ?? trail.Percent);
        if (action == SignalAction.Breakeven)
        {
            RefuseBreakevenType(fields, type);
            return null;
        }

        if (type is null)
        {
            // It belongs to an order the subscription names; of itself it does not choose one.
            fields.Forget("marketPriceType");
            return null;
        }

        if (type == OrderType.TrailingStop)
        {
            RefuseTrail(fields, action, trail.Amount is null == trail.Percent is null);
        }

        SortOutMisfits(fields, type.Value, trail.Amount is not null ? TrailAmountField : trail.Percent is not null ? TrailPercentField : null);
        return new()
        {
            Type = type.Value,
            LimitPrice = type is OrderType.Limit or OrderType.StopLimit ? limit : null,
            StopPrice = type is OrderType.Stop or OrderType.StopLimit ? stop : null,
            TrailAmount = trail.Amount,
            TrailPercent = trail.Percent,
            QuotePrice = quote,
        };
    }

    /// <summary>What the sender saw, where no field of its own says it: a price beside a market order.</summary>
    public static Price? SeenPrice(JsonFields fields, OrderTerms? order, Price? said)
    {
        if (order?.Type != OrderType.Market)
        {
            return said;
        }

        foreach (var name in (ReadOnlySpan<string>)[LimitField, StopField])
        {
            var beside = fields.Price(name, "invalid-limit-price");
            if (said is not null && beside is not null)
            {
                // Another field says what was seen: this one is kept, and shown as not acted upon.
                fields.Forget(name);
            }

            said ??= beside;
        }

        return said;
    }

    private static OrderType? TypeBy(JsonFields fields, Price? limit, Price? stop, decimal? trail)
    {
        if (trail is not null && (limit ?? stop) is not null)
        {
            fields.Refuse(TrailCode, "Without an orderType a trail means a trailing stop, and a price a limit or a stop order. Send the orderType that is meant, and only what belongs to it.", "orderType");
        }

        return (limit, stop, trail) switch
        {
            (null, null, not null) => OrderType.TrailingStop,
            (not null, not null, _) => OrderType.StopLimit,
            (not null, null, _) => OrderType.Limit,
            (null, not null, _) => OrderType.Stop,
            _ => null,
        };
    }

    private static void RefuseTrail(JsonFields fields, SignalAction action, bool isNotOne)
    {
        if (action is not (SignalAction.Buy or SignalAction.Sell or SignalAction.Exit))
        {
            fields.Refuse(TrailCode, "The orderType trailing_stop goes only with the actions buy, sell and exit.", "orderType");
        }
        else if (isNotOne)
        {
            fields.Refuse(TrailCode, "The orderType trailing_stop needs exactly one of trailAmount and trailPercent.", TrailAmountField);
        }
    }

    private static void SortOutMisfits(JsonFields fields, OrderType type, string? trail)
    {
        if (trail is not null && type != OrderType.TrailingStop)
        {
            fields.Refuse(TrailCode,
                $"The field {trail} belongs to the orderType trailing_stop, and the orderType is {Text.Words.Of(type)}. Remove it or change the orderType; a stop of the position that trails is stopLoss.{trail}.", trail);
        }

        if (type is OrderType.Stop or OrderType.TrailingStop)
        {
            fields.Forget(LimitField);
        }

        if (type is OrderType.Limit or OrderType.TrailingStop)
        {
            fields.Forget(StopField);
        }
    }

    private static void RefuseBreakevenType(JsonFields fields, OrderType? type)
    {
        if (type is not (null or OrderType.Stop or OrderType.StopLimit))
        {
            fields.Refuse("breakeven-order-type-required", "The action breakeven moves a stop, so its orderType is stop or stop_limit. Change it or leave it out.", "orderType");
        }
    }
}
