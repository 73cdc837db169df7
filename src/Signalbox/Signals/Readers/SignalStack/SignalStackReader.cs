using System.Collections.Frozen;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.SignalStack;

/// <summary>SignalStack's JSON: symbol, action and quantity, with limit_price and stop_price saying what order it is.</summary>
public sealed class SignalStackReader : JsonLanguage
{
    private const string Choices = "buy, sell, sell_short, buy_to_cover, close or cancel";

    private static readonly FrozenDictionary<string, SignalAction> Actions = new Dictionary<string, SignalAction>
    {
        ["buy"] = SignalAction.Buy,
        ["buy_to_open"] = SignalAction.Buy,
        ["buy_to_cover"] = SignalAction.Exit,
        ["buy_to_close"] = SignalAction.Exit,
        ["cover"] = SignalAction.Exit,
        ["sell"] = SignalAction.Sell,
        ["sell_short"] = SignalAction.Sell,
        ["short"] = SignalAction.Sell,
        ["sell_to_open"] = SignalAction.Sell,
        ["sell_to_close"] = SignalAction.Exit,
        ["close"] = SignalAction.Exit,
        ["exit"] = SignalAction.Exit,
        ["cancel"] = SignalAction.Cancel,
        ["cancel_all"] = SignalAction.Cancel,
        ["flatten"] = SignalAction.Flatten,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Prices =
        new[] { "limit_price", "stop_price", "take_profit_price", "stop_loss_price", "stop_loss_limit_price" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] ForeignBeginnings = ["STOPLOSS", "TAKEPROFIT", "TRAIL"];

    public override string Name => "signalstack";

    protected override bool Claims(JsonFields fields) =>
        fields.Has("symbol") && fields.Has("action") && !fields.Has("ticker") && !fields.Has("v") && !fields.Has("api_key") && !fields.Has("token") && !fields.Has("secret");

    protected override IReadOnlyList<Signal> Read(JsonFields fields)
    {
        var ticker = fields.Text("symbol", TickerLengthMax, "empty-ticker-name");
        if (ticker is null)
        {
            return Refused(fields, "empty-ticker-name", "The field symbol is missing or empty. Name what to trade, for example \"AAPL\".", "symbol");
        }

        var word = fields.Any("action")?.Text.Trim().ToUpperInvariant();
        if (fields.Word("action", Actions, "invalid-action", Choices) is not { } action)
        {
            return Refused(fields, "invalid-action", $"The field action is missing. Send {Choices}.", "action");
        }

        var size = fields.Positive("quantity", "invalid-quantity") ?? fields.Positive("qty", "invalid-quantity");
        RefuseForeign(fields);
        return
        [
            new()
            {
                Ticker = ticker,
                Action = action,
                Size = size is { } quantity ? new() { Quantity = quantity } : null,
                Order = Order(fields),
                TimeInForce = fields.Word("time_in_force", TradersPost.Words.TimesInForce, "invalid-time-in-force", "day, gtc, opg, cls, ioc or fok")
                    ?? fields.Word("duration", TradersPost.Words.TimesInForce, "invalid-time-in-force", "day, gtc, opg, cls, ioc or fok"),
                TakeProfit = fields.Price("take_profit_price", "invalid-take-profit-limit-price") is { } target ? TakeProfitTerms.Of(new() { LimitPrice = target }) : null,
                StopLoss = StopLoss(fields),
                IncludeProtection = action == SignalAction.Cancel,
                Guards = Side(word) is { } side ? new() { RequiredPosition = side } : null,
                ExplicitId = fields.Text("signalId", TextLengthMax, "invalid-id") ?? fields.Text("id", TextLengthMax, "invalid-id"),
            },
        ];
    }

    /// <summary>
    /// Words of other languages for the order and its protection: passed over, they would leave a position without its stop.
    /// </summary>
    private static void RefuseForeign(JsonFields fields)
    {
        foreach (var name in fields.Names.ToArray())
        {
            var bare = name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
            var isForeign = bare is "SL" or "TP" or "QUANTITYTYPE" or "LIMITPRICE" or "STOPPRICE"
                || Array.Exists(ForeignBeginnings, beginning => bare.StartsWith(beginning, StringComparison.Ordinal));
            if (isForeign && !Prices.Contains(name))
            {
                Cannot(fields, name, "is none of SignalStack's. Send limit_price, stop_price, take_profit_price and stop_loss_price; for TradersPost's fields name what to trade as ticker, not symbol.");
            }
        }
    }

    // An order to cover never sells, and one that closes what was bought never buys.
    private static RequiredPosition? Side(string? word) => word switch
    {
        "BUY_TO_COVER" or "BUY_TO_CLOSE" or "COVER" => RequiredPosition.Short,
        "SELL_TO_CLOSE" => RequiredPosition.Long,
        _ => null,
    };

    private static OrderTerms? Order(JsonFields fields)
    {
        var limit = fields.Price("limit_price", "invalid-limit-price");
        var stop = fields.Price("stop_price", "invalid-stop-price");
        OrderTerms? order = (limit, stop) switch
        {
            (null, null) => null,
            ({ } price, null) => new() { Type = OrderType.Limit, LimitPrice = price },
            (null, { } trigger) => new() { Type = OrderType.Stop, StopPrice = trigger },
            ({ } price, { } trigger) => new() { Type = OrderType.StopLimit, LimitPrice = price, StopPrice = trigger },
        };
        return Named(fields, "order_type", Named(fields, "orderType", order));
    }

    /// <summary>The prices say which order is meant; where it is named besides, the name has to agree.</summary>
    private static OrderTerms? Named(JsonFields fields, string name, OrderTerms? order)
    {
        if (fields.Word(name, TradersPost.Words.OrderTypes, "invalid-order-type", "market, limit, stop or stop_limit") is not { } type)
        {
            return order;
        }

        if (type != (order?.Type ?? OrderType.Market))
        {
            fields.Refuse("invalid-order-type", $"The field {name} is {Text.Words.Of(type)}, and the prices beside it are those of another order. A limit needs limit_price, a stop stop_price.", name);
        }

        return order ?? new() { Type = OrderType.Market };
    }

    private static StopLossTerms? StopLoss(JsonFields fields)
    {
        var stop = fields.Price("stop_loss_price", "invalid-stop-loss-stop-price");
        var limit = fields.Price("stop_loss_limit_price", "invalid-stop-loss-limit-price");
        return stop is null ? null
            : limit is null ? new() { StopPrice = stop }
            : new() { Type = StopLossType.StopLimit, StopPrice = stop, LimitPrice = limit };
    }
}
