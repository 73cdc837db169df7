using Signalbox.Markets;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>orderType with the prices that belong to it. Prices without a type say which type is meant.</summary>
internal static class OrderReader
{
    private const string TypeList = "market, limit, stop, stop_limit or trailing_stop";

    public static OrderType? ReadType(JsonFields fields, string name, string code) => fields.Word(name, Words.OrderTypes, code, TypeList);

    public static OrderTerms? Read(JsonFields fields, SignalAction action)
    {
        var limit = fields.Price("limitPrice", "invalid-limit-price");
        var stop = fields.Price("stopPrice", "invalid-stop-price");
        var quote = fields.Word("marketPriceType", Words.QuotePrices, "invalid-market-price-type", "ask_bid, mark, ask, bid or last");
        var type = ReadType(fields, "orderType", "invalid-order-type") ?? TypeBy(limit, stop);
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

        var (amount, percent) = type == OrderType.TrailingStop ? ReadTrail(fields, action) : default;
        return new()
        {
            Type = type.Value,
            LimitPrice = type is OrderType.Limit or OrderType.StopLimit ? limit : null,
            StopPrice = type is OrderType.Stop or OrderType.StopLimit ? stop : null,
            TrailAmount = amount,
            TrailPercent = percent,
            QuotePrice = quote,
        };
    }

    private static OrderType? TypeBy(Price? limit, Price? stop) => (limit, stop) switch
    {
        (not null, not null) => OrderType.StopLimit,
        (not null, null) => OrderType.Limit,
        (null, not null) => OrderType.Stop,
        _ => null,
    };

    private static (decimal? Amount, decimal? Percent) ReadTrail(JsonFields fields, SignalAction action)
    {
        const string Code = "invalid-trailing-stop";
        var amount = fields.Positive("trailAmount", Code);
        var percent = fields.Positive("trailPercent", Code);
        if (action is not (SignalAction.Buy or SignalAction.Sell or SignalAction.Exit))
        {
            fields.Refuse(Code, "The orderType trailing_stop goes only with the actions buy, sell and exit.", "orderType");
        }
        else if (amount is null == percent is null)
        {
            fields.Refuse(Code, "The orderType trailing_stop needs exactly one of trailAmount and trailPercent.", "trailAmount");
        }

        return (amount, percent);
    }

    private static void RefuseBreakevenType(JsonFields fields, OrderType? type)
    {
        if (type is not (null or OrderType.Stop or OrderType.StopLimit))
        {
            fields.Refuse("breakeven-order-type-required", "The action breakeven moves a stop, so its orderType is stop or stop_limit. Change it or leave it out.", "orderType");
        }
    }
}
