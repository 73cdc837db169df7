using Signalbox.Markets;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>JSON objects with ticker and action, as TradersPost documents them.</summary>
public sealed class TradersPostReader : ISignalReader
{
    private const int TickerLengthMax = 64;
    private const int IdLengthMax = 200;

    public string Name => "traderspost";

    public bool Recognises(SignalText text) =>
        text.RootFields is { } root && !root.Has("v");

    public Reading Read(SignalText text)
    {
        var fields = text.RootFields!;
        var signal = Build(fields);
        return fields.Refusal is { } refusal ? Reading.Refused(refusal) : Reading.Of(signal!);
    }

    private static Signal? Build(JsonFields fields)
    {
        var ticker = fields.Text("ticker", TickerLengthMax, "empty-ticker-name");
        if (ticker is null)
        {
            fields.Refuse("empty-ticker-name", "The field ticker is missing or empty. Name what to trade, for example \"BTCUSDT\".", "ticker");
            return null;
        }

        var action = fields.Word("action", Words.Actions, "invalid-action", "buy, sell, exit, add or cancel");
        if (action is null)
        {
            fields.Refuse("invalid-action", "The field action is missing. Send one of buy, sell, exit, add or cancel.", "action");
            return null;
        }

        return new()
        {
            Ticker = ticker,
            Action = action.Value,
            Sentiment = ReadSentiment(fields, action.Value),
            Size = ReadSize(fields, action.Value),
            Order = ReadOrder(fields),
            TimeInForce = fields.Word("timeInForce", Words.TimesInForce, "invalid-time-in-force", "day, gtc, opg, cls, ioc or fok"),
            TakeProfit = TakeProfitReader.Read(fields),
            StopLoss = StopLossReader.Read(fields),
            SignalPrice = fields.Price("signalPrice", "invalid-signal-price") ?? fields.Price("price", "invalid-signal-price"),
            CancelOpenOrders = fields.Flag("cancel", "invalid-cancel"),
            IncludeProtection = action == SignalAction.Cancel,
            ExplicitId = fields.Text("id", IdLengthMax, "invalid-id") ?? fields.Text("signalId", IdLengthMax, "invalid-id"),
            SentAt = fields.Time("time"),
            SenderOrderId = fields.Text("orderId", IdLengthMax, "invalid-id"),
            Extras = fields.Any("extras")?.ToElement(),
            UnknownFields = fields.Unread(),
        };
    }

    private static Sentiment? ReadSentiment(JsonFields fields, SignalAction action)
    {
        var sentiment = fields.Word("sentiment", Words.Sentiments, "invalid-sentiment", "bullish, bearish, long, short or flat");
        if (sentiment is not null && action is not (SignalAction.Buy or SignalAction.Sell))
        {
            fields.Refuse("invalid-sentiment-action", "The field sentiment goes only with the actions buy and sell. Remove it or change the action.", "sentiment");
        }

        return sentiment;
    }

    private static SizeTerms? ReadSize(JsonFields fields, SignalAction action)
    {
        var quantity = fields.Positive("quantity", "invalid-quantity");
        var type = fields.Word("quantityType", Words.QuantityTypes, "invalid-quantity-type", Words.QuantityTypeList);
        if (type is null)
        {
            return quantity is { } plain ? new() { Quantity = plain } : null;
        }

        if (quantity is null)
        {
            fields.Refuse("quantity-type-requires-quantity", "The field quantityType needs a quantity beside it. Add the quantity or remove the type.", "quantity");
            return null;
        }

        if (type == QuantityType.PercentOfPosition && action is SignalAction.Add or SignalAction.Cancel)
        {
            fields.Refuse("invalid-percent-of-position-action", "The quantityType percent_of_position goes only with buy, sell and exit.", "quantityType");
        }

        return new() { Quantity = quantity.Value, Type = type.Value };
    }

    private static OrderTerms? ReadOrder(JsonFields fields)
    {
        var limit = fields.Price("limitPrice", "invalid-limit-price");
        var type = fields.Word("orderType", Words.OrderTypes, "invalid-order-type", "market or limit");
        if (type is null)
        {
            return limit is null ? null : new() { Type = OrderType.Limit, LimitPrice = limit };
        }

        return new() { Type = type.Value, LimitPrice = type == OrderType.Limit ? limit : null };
    }
}
