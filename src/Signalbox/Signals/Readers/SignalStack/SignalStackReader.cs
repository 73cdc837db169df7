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
        return (limit, stop) switch
        {
            (null, null) => null,
            ({ } price, null) => new() { Type = OrderType.Limit, LimitPrice = price },
            (null, { } trigger) => new() { Type = OrderType.Stop, StopPrice = trigger },
            ({ } price, { } trigger) => new() { Type = OrderType.StopLimit, LimitPrice = price, StopPrice = trigger },
        };
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
