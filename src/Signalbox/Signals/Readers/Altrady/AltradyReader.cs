using Signalbox.Markets;
using Signalbox.Signals.Readers.Commands;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.Altrady;

/// <summary>Altrady's webhook signals: JSON with api_key, api_secret, exchange, symbol, side and an action that is open where it is not named.</summary>
public sealed class AltradyReader : JsonLanguage
{
    public override string Name => "altrady";

    protected override IReadOnlyList<string> SecretFields => ["api_key", "api_secret"];

    protected override bool Claims(JsonFields fields) =>
        fields.Has("api_key") && fields.Has("api_secret") && !fields.Has("ticker") && (fields.Has("symbol") || fields.Has("action"));

    protected override IReadOnlyList<Signal> Read(JsonFields fields)
    {
        fields.Any("exchange");
        var action = (fields.Text("action", TextLengthMax, "invalid-action") ?? "open").ToUpperInvariant();
        var isLong = fields.Word("side", CommonWords.Sides, "invalid-action", "long or short");
        if (action is "OPEN" or "INCREASE" or "REVERSE" or "START_AND_OPEN" && isLong is null)
        {
            return Refused(fields, "invalid-action", "The field side is missing. Send long or short.", "side");
        }

        var signal = action switch
        {
            "OPEN" => Entry(fields) with { Action = isLong == true ? SignalAction.Buy : SignalAction.Sell },
            "INCREASE" => Entry(fields) with { Action = SignalAction.Add, Guards = Held(isLong) },
            "REDUCE" or "CLOSE" => Exit(fields) with { Guards = Held(isLong) },
            // The side is the one to turn to, so the other one has to be held.
            "REVERSE" => Entry(fields) with { Action = SignalAction.Reverse, Guards = Held(!isLong) },
            _ => null,
        };
        return signal is null
            ? Refused(fields, "unsupported-command",
                $"Altrady's action {action.ToLowerInvariant()} is not carried out here. Send open, increase, reduce, close or reverse; switch the strategy on or off instead of a bot.", "action")
            : [signal with { Ticker = Ticker(fields), IsTest = fields.Flag("test", "invalid-test") ?? false, SenderOrderId = fields.Text("signal_id", TextLengthMax, "invalid-id") }];
    }

    private static SignalGuards? Held(bool? isLong) => isLong is { } side ? new() { RequiredPosition = side ? RequiredPosition.Long : RequiredPosition.Short } : null;

    // BYBI_USDT_SOL: the exchange's code, the quote, the base. A ticker of TradingView stands as it is.
    private static string Ticker(JsonFields fields)
    {
        var symbol = fields.Text("symbol", TickerLengthMax, "empty-ticker-name");
        if (symbol is null)
        {
            fields.Refuse("empty-ticker-name", "The field symbol is missing or empty. Name what to trade, for example \"BYBI_USDT_SOL\".", "symbol");
            return "";
        }

        return symbol.Split('_') is [_, { Length: > 0 } quote, { Length: > 0 } name] ? $"{name}{quote}" : symbol;
    }

    private static Signal Entry(JsonFields fields)
    {
        Cannot(fields, "dca_orders", "adds further entries below the first, which is not done here. Leave it out, or send an increase for each.");
        return new()
        {
            Ticker = "",
            Action = SignalAction.Buy,
            Size = Size(fields),
            Order = Order(fields),
            TakeProfit = AltradyProtection.TakeProfit(fields),
            StopLoss = AltradyProtection.StopLoss(fields),
            SignalPrice = fields.Price("price", "invalid-signal-price"),
            Leverage = fields.Positive("leverage", "invalid-leverage"),
            Timing = Expiration(fields),
        };
    }

    private static Signal Exit(JsonFields fields)
    {
        var part = fields.Positive("position_percentage", "invalid-quantity") ?? fields.Positive("percentage", "invalid-quantity");
        return new()
        {
            Ticker = "",
            Action = SignalAction.Exit,
            Size = part is { } percent ? new() { Quantity = percent, Type = QuantityType.PercentOfPosition } : Size(fields),
            Order = Order(fields),
        };
    }

    private static SizeTerms? Size(JsonFields fields) =>
        fields.Number("quote_amount", "invalid-quantity") is { } money and > 0 ? new() { Quantity = money, Type = QuantityType.DollarAmount }
        : fields.Number("base_amount", "invalid-quantity") is { } units and > 0 ? new() { Quantity = units }
        : null;

    private static OrderTerms? Order(JsonFields fields)
    {
        var type = fields.Word("order_type", CommonWords.MarketAndLimit, "invalid-order-type", "market or limit");
        var price = fields.Number("signal_price", "invalid-limit-price") is { } number and > 0 ? new Price(number) : (Price?)null;
        return type switch
        {
            OrderType.Limit => new() { Type = OrderType.Limit, LimitPrice = price },
            OrderType.Market => new() { Type = OrderType.Market },
            _ => price is null ? null : new() { Type = OrderType.Limit, LimitPrice = price },
        };
    }

    private static SignalTiming? Expiration(JsonFields fields)
    {
        if (fields.Object("entry_expiration", "invalid-expires-at") is not { } expiration)
        {
            return null;
        }

        Cannot(expiration, "price", "cancels an entry by price, which is not done here. Give it a time instead.");
        return expiration.Bounded("time", "invalid-expires-at") is { } minutes ? new() { CancelAfterSeconds = minutes * 60m } : null;
    }
}
