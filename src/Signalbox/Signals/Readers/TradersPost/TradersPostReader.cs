using System.Text.Json;
using Signalbox.Signals.Readers.Json;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>JSON objects with ticker and action, as TradersPost documents them, or an array of such objects.</summary>
public sealed class TradersPostReader : ISignalReader
{
    private const int SignalsMax = 100;
    private const int TickerLengthMax = 64;
    private const int IdLengthMax = 200;
    private const int IntervalLengthMax = 40;

    public string Name => "traderspost";

    public bool Recognises(SignalText text) => text.Json.Root is { } root && root.Kind switch
    {
        JsonValueKind.Object => !text.RootFields!.Has("v"),
        JsonValueKind.Array => root.Items() is { Count: > 0 } items && items.All(item => item.Kind == JsonValueKind.Object && !new JsonFields(item).Has("v")),
        _ => false,
    };

    public Reading Read(SignalText text) => text.RootFields is { } fields ? ReadOne(fields) : ReadMany(text.Json.Root!.Value.Items());

    private static Reading ReadOne(JsonFields fields)
    {
        var signal = Build(fields);
        return fields.Refusal is { } refusal ? Reading.Refused(refusal) : Reading.Of(signal!) with { Repairs = fields.Repairs() };
    }

    private static Reading ReadMany(IReadOnlyList<JsonValue> items)
    {
        if (items.Count > SignalsMax)
        {
            return Reading.Refused(new("too-many-signals", $"The body holds {items.Count} signals and may hold {SignalsMax}. Send them in several bodies."));
        }

        var signals = new List<Signal>();
        var repairs = new List<string>();
        foreach (var (index, item) in items.Index())
        {
            var one = ReadOne(new JsonFields(item, $"[{index}]."));
            if (one.Refusal is not null)
            {
                return one;
            }

            signals.AddRange(one.Signals);
            repairs.AddRange(one.Repairs);
        }

        return Reading.Of(signals) with { Repairs = repairs };
    }

    private static Signal? Build(JsonFields fields)
    {
        if (ReadTicker(fields) is not { } ticker || ReadAction(fields) is not { } action)
        {
            return null;
        }

        var order = OrderReader.Read(fields, action);
        return new()
        {
            Ticker = ticker,
            Action = action,
            Sentiment = ReadSentiment(fields, action),
            Size = SizeReader.Read(fields, action),
            Order = order,
            TimeInForce = fields.Word("timeInForce", Words.TimesInForce, "invalid-time-in-force", "day, gtc, opg, cls, ioc or fok"),
            TakeProfit = TakeProfitReader.Read(fields),
            StopLoss = StopLossReader.Read(fields),
            SignalPrice = OrderReader.SeenPrice(fields, order, fields.Price("signalPrice", "invalid-signal-price") ?? fields.Price("price", "invalid-signal-price")),
            CancelOpenOrders = fields.Flag("cancel", "invalid-cancel"),
            IncludeProtection = action == SignalAction.Cancel,
            CancelOrderType = action == SignalAction.Cancel ? OrderReader.ReadType(fields, "cancelOrderType", "invalid-cancel-order-type") : null,
            BreakevenOffset = ReadBreakevenOffset(fields, action),
            Timing = GuardReader.ReadTiming(fields),
            Guards = GuardReader.ReadGuards(fields),
            ExtendedHours = fields.Flag("extendedHours", "invalid-extended-hours"),
            Option = OptionReader.Read(fields, ticker),
            IsTest = fields.Flag("test", "invalid-test") ?? false,
            ExplicitId = fields.Text("id", IdLengthMax, "invalid-id") ?? fields.Text("signalId", IdLengthMax, "invalid-id"),
            SentAt = fields.Time("time"),
            SenderOrderId = fields.Text("orderId", IdLengthMax, "invalid-id"),
            Interval = fields.Text("interval", IntervalLengthMax, "invalid-interval"),
            Extras = fields.Any("extras")?.ToElement(),
            UnknownFields = fields.Unread(),
        };
    }

    private static string? ReadTicker(JsonFields fields)
    {
        if (fields.Any("ticker") is null)
        {
            fields.Refuse("invalid-payload", $"The field ticker is missing.{SpeltOtherwise(fields, "ticker")} Send at least a ticker and an action.", "ticker");
            return null;
        }

        var ticker = fields.Text("ticker", TickerLengthMax, "ticker-does-not-exist");
        if (ticker is null)
        {
            fields.Refuse("empty-ticker-name", "The field ticker is empty. Name what to trade, for example \"BTCUSDT\".", "ticker");
        }

        return ticker;
    }

    private static SignalAction? ReadAction(JsonFields fields)
    {
        if (fields.Any("action") is null)
        {
            fields.Refuse("invalid-payload", $"The field action is missing.{SpeltOtherwise(fields, "action")} Send at least a ticker and an action.", "action");
            return null;
        }

        var action = fields.Word("action", Words.Actions, "invalid-action", Words.ActionList);
        if (action is null)
        {
            fields.Refuse("invalid-action", $"The field action is empty. Send {Words.ActionList}.", "action");
        }

        return action;
    }

    private static string SpeltOtherwise(JsonFields fields, string name) =>
        fields.Names.FirstOrDefault(other => other != name && other.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? $" There is a field {found}, but names are case-sensitive."
            : "";

    private static Sentiment? ReadSentiment(JsonFields fields, SignalAction action)
    {
        var sentiment = fields.Word("sentiment", Words.Sentiments, "invalid-sentiment", "bullish, bearish, long, short or flat");
        if (sentiment is not null && action is not (SignalAction.Buy or SignalAction.Sell))
        {
            fields.Refuse("invalid-sentiment-action", "The field sentiment goes only with the actions buy and sell. Remove it or change the action.", "sentiment");
        }

        return sentiment;
    }

    private static decimal? ReadBreakevenOffset(JsonFields fields, SignalAction action)
    {
        if (action != SignalAction.Breakeven)
        {
            return null;
        }

        var offset = fields.Number("breakevenOffset", "invalid-breakeven-offset");
        if (offset is < 0.001m or > 100m)
        {
            fields.Refuse("invalid-breakeven-offset", "The field breakevenOffset is a number from 0.001 to 100. Leave it out to move the stop to the average entry itself.", "breakevenOffset");
        }

        return offset;
    }
}
