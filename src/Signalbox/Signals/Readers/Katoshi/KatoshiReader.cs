using System.Collections.Frozen;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.Katoshi;

/// <summary>Katoshi's actions: JSON with action, bot_id and api_key. Its percentages are fractions, 0.01 for one per cent.</summary>
public sealed class KatoshiReader : JsonLanguage
{
    /// <summary>With leverage more than what is available may be meant; beyond this a percentage was written as a fraction.</summary>
    private const decimal PartOfAvailableMost = 5m;

    private static readonly FrozenSet<string> Actions = new[]
    {
        "open_position", "close_position", "market_order", "limit_order", "stop_market_order", "scale_order", "modify_tp_sl", "cancel_tp_sl",
        "cancel_order", "close_all", "cancel_all", "clear_all", "sell_all", "set_leverage", "start_bot", "stop_bot",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public override string Name => "katoshi";

    protected override IReadOnlyList<string> SecretFields => ["api_key"];

    protected override bool Claims(JsonFields fields) =>
        fields.Has("action") && (fields.Has("bot_id") || fields.Has("api_key")) && !fields.Has("ticker") && !fields.Has("symbol") && !fields.Has("api_secret")
        && fields.Any("action") is { } action && Actions.Contains(action.Text.Trim());

    protected override IReadOnlyList<Signal> Read(JsonFields fields)
    {
        fields.Any("bot_id");
        var action = fields.Text("action", TextLengthMax, "invalid-action")!.ToUpperInvariant();
        return action switch
        {
            "OPEN_POSITION" => [Entry(fields, new() { Type = OrderType.Market }, QuantityType.PercentOfAvailable)],
            "MARKET_ORDER" => [Order(fields, new() { Type = OrderType.Market })],
            "LIMIT_ORDER" => [Order(fields, new() { Type = OrderType.Limit, LimitPrice = Required(fields, "price"), PostOnly = true })],
            "STOP_MARKET_ORDER" => [Stop(fields)],
            "CLOSE_POSITION" => [Close(fields)],
            "MODIFY_TP_SL" => [Protect(fields)],
            "CANCEL_ORDER" => [Cancel(fields)],
            "CLOSE_ALL" or "CLEAR_ALL" => [new() { Ticker = Coin(fields, required: false), Action = SignalAction.Flatten, Timing = Timing(fields) }],
            _ => Refused(fields, "unsupported-command", $"Katoshi's action {action.ToLowerInvariant()} is not carried out here. {Instead(action)}", "action"),
        };
    }

    private static string Instead(string action) => action switch
    {
        "SCALE_ORDER" => "Send the orders one by one.",
        "CANCEL_TP_SL" => "A position is not left without protection; move it with modify_tp_sl, or close the position.",
        "CANCEL_ALL" => "Cancel by coin with cancel_order.",
        "SELL_ALL" => "Send close_position for each coin.",
        "SET_LEVERAGE" => "Set the leverage of the subscription.",
        _ => "Switch the strategy or the subscription on or off instead.",
    };

    private static string Coin(JsonFields fields, bool required = true)
    {
        var coin = fields.Text("coin", TickerLengthMax, "empty-ticker-name");
        if (coin is null && required)
        {
            fields.Refuse("empty-ticker-name", "The field coin is missing or empty. Name what to trade, for example \"BTC\".", "coin");
        }

        return coin ?? "";
    }

    private static bool IsBuy(JsonFields fields)
    {
        var isBuy = fields.Flag("is_buy", "invalid-action");
        if (isBuy is null)
        {
            fields.Refuse("invalid-action", "The field is_buy is missing. Send true to buy or false to sell.", "is_buy");
        }

        return isBuy ?? false;
    }

    private static Signal Entry(JsonFields fields, OrderTerms order, QuantityType fractionOf) => new()
    {
        Ticker = Coin(fields),
        Action = IsBuy(fields) ? SignalAction.Buy : SignalAction.Sell,
        Size = Size(fields, fractionOf),
        Order = order,
        TakeProfit = TakeProfit(fields),
        StopLoss = StopLoss(fields),
        Guards = fields.Fraction("slippage_pct", "invalid-percentage") is { } slippage ? new() { SlippagePercentMax = slippage } : null,
        Timing = Timing(fields),
    };

    // A reducing order closes the side it is opposed to, and its fraction is of the position.
    private static Signal Order(JsonFields fields, OrderTerms order)
    {
        var reduces = fields.Flag("reduce_only", "invalid-reduce-only") == true;
        var entry = Entry(fields, order, reduces ? QuantityType.PercentOfPosition : QuantityType.PercentOfAvailable);
        return reduces
            ? entry with
            {
                Action = SignalAction.Exit,
                ReduceOnly = true,
                Guards = (entry.Guards ?? new()) with { RequiredPosition = entry.Action == SignalAction.Buy ? RequiredPosition.Short : RequiredPosition.Long },
            }
            : entry;
    }

    private static Signal Stop(JsonFields fields)
    {
        var price = Required(fields, "price");
        var order = Order(fields, new() { Type = OrderType.Stop, StopPrice = price });
        return order.Action == SignalAction.Exit && order.Size is null
            ? order with { Action = SignalAction.Protect, Order = null, StopLoss = new() { StopPrice = price } }
            : order;
    }

    private static Signal Close(JsonFields fields) => new()
    {
        Ticker = Coin(fields),
        Action = SignalAction.Exit,
        Size = Size(fields, QuantityType.PercentOfPosition),
        Order = new() { Type = OrderType.Market },
        Guards = fields.Flag("is_buy", "invalid-action") is { } isLong ? new() { RequiredPosition = isLong ? RequiredPosition.Long : RequiredPosition.Short } : null,
        Timing = Timing(fields),
    };

    private static Signal Protect(JsonFields fields)
    {
        var signal = new Signal { Ticker = Coin(fields), Action = SignalAction.Protect, TakeProfit = TakeProfit(fields), StopLoss = StopLoss(fields), Timing = Timing(fields) };
        if (signal is { TakeProfit: null, StopLoss: null })
        {
            fields.Refuse("nothing-to-protect-with", "modify_tp_sl needs one of tp, tp_pct, sl and sl_pct.", "sl");
        }

        fields.Flag("is_buy", "invalid-action");
        return signal;
    }

    private static Signal Cancel(JsonFields fields)
    {
        Cannot(fields, "oid", "names one order of Hyperliquid; orders are cancelled by coin here. Leave it out.");
        Cannot(fields, "order_id", "names one order of Hyperliquid; orders are cancelled by coin here. Leave it out.");
        return new() { Ticker = Coin(fields), Action = SignalAction.Cancel, Timing = Timing(fields) };
    }

    private static SizeTerms? Size(JsonFields fields, QuantityType fractionOf)
    {
        var units = fields.Positive("size", "invalid-quantity");
        var money = fields.Positive("size_usd", "invalid-quantity");
        var part = fields.Fraction("size_pct", "invalid-percentage");
        var most = fractionOf == QuantityType.PercentOfPosition ? 1m : PartOfAvailableMost;
        if (part > most * 100m)
        {
            fields.Refuse("invalid-percentage", $"The field size_pct is a fraction, 0.1 for ten per cent, and at most {most} here. Correct it.", "size_pct");
        }

        if ((units is null ? 0 : 1) + (money is null ? 0 : 1) + (part is null ? 0 : 1) > 1)
        {
            fields.Refuse("invalid-quantity", "A size is one of size, size_usd and size_pct. Remove the others.", "size");
        }

        return units is { } fixedSize ? new() { Quantity = fixedSize }
            : money is { } usd ? new() { Quantity = usd, Type = QuantityType.DollarAmount }
            : part is { } percent ? new() { Quantity = percent, Type = fractionOf }
            : null;
    }

    private static TakeProfitTerms? TakeProfit(JsonFields fields)
    {
        var (price, percent) = Level(fields, "tp", "invalid-take-profit-limit-price", "invalid-take-profit-relative-and-absolute");
        return price is null && percent is null ? null : TakeProfitTerms.Of(new() { LimitPrice = price, Percent = percent });
    }

    private static StopLossTerms? StopLoss(JsonFields fields)
    {
        var (price, percent) = Level(fields, "sl", "invalid-stop-loss-stop-price", "invalid-stop-loss-relative-and-absolute");
        return price is null && percent is null ? null : new() { StopPrice = price, Percent = percent };
    }

    private static (Price? Price, decimal? Percent) Level(JsonFields fields, string name, string code, string codeOfBoth)
    {
        var price = fields.Price(name, code);
        var percent = fields.Fraction($"{name}_pct", "invalid-percentage");
        if (price is not null && percent is not null)
        {
            fields.Refuse(codeOfBoth, $"The fields {name} and {name}_pct stand beside each other. Send one of them.", name);
        }

        return (price, percent);
    }

    private static Price Required(JsonFields fields, string name)
    {
        var price = fields.Price(name, "invalid-limit-price");
        if (price is null)
        {
            fields.Refuse("invalid-limit-price", $"The field {name} is missing. Send the price of the order.", name);
        }

        return price ?? Markets.Price.Zero;
    }

    private static SignalTiming? Timing(JsonFields fields) => fields.Positive("delay", "invalid-delay") is { } delay ? new() { DelaySeconds = delay } : null;
}
