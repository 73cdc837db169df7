using System.Collections.Frozen;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Commands;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.ThreeCommas;

/// <summary>
/// The 3Commas signal bot: JSON with secret and bot_uuid, in the strategy form with buy and sell and the position they lead
/// to, and in the custom form with enter_long, exit_long, enter_short and exit_short.
/// </summary>
public sealed class ThreeCommasReader : JsonLanguage
{
    private const string Choices = "buy, sell, enter_long, exit_long, enter_short or exit_short";

    private static readonly FrozenDictionary<string, QuantityType> Currencies = new Dictionary<string, QuantityType>
    {
        ["base"] = QuantityType.FixedQuantity,
        ["contracts"] = QuantityType.FixedQuantity,
        ["quote"] = QuantityType.DollarAmount,
        ["margin_percent"] = QuantityType.PercentOfAvailable,
        ["total_percent"] = QuantityType.PercentOfEquity,
        ["position_percent"] = QuantityType.PercentOfPosition,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public override string Name => "3commas";

    protected override IReadOnlyList<string> SecretFields => ["secret", "email_token"];

    protected override IReadOnlyList<string> HiddenFields => ["bot_uuid"];

    protected override bool Claims(JsonFields fields) => !fields.Has("ticker")
        && (fields.Has("bot_uuid") || fields.Has("secret") && fields.Has("tv_instrument") || fields.Has("message_type") && fields.Has("email_token"));

    protected override IReadOnlyList<Signal> Read(JsonFields fields)
    {
        if (fields.Has("email_token"))
        {
            return Refused(fields, "unsupported-command",
                "A message to a 3Commas DCA bot names a bot and no side or size, so it cannot be traded without that bot. Send ticker, action and quantity instead.", "bot_id");
        }

        var ticker = fields.Text("tv_instrument", TickerLengthMax, "empty-ticker-name") ?? fields.Text("pair", TickerLengthMax, "empty-ticker-name");
        if (ticker is null)
        {
            return Refused(fields, "empty-ticker-name", "The field tv_instrument is missing or empty. Send \"{{ticker}}\" there.", "tv_instrument");
        }

        if (fields.Word("action", CommonWords.EntriesAndExits, "invalid-action", Choices) is not { } action)
        {
            return Refused(fields, "invalid-action", $"The field action is missing. Send {Choices}.", "action");
        }

        var order = fields.Object("order", "invalid-quantity");
        var exchange = fields.Text("tv_exchange", TickerLengthMax, "empty-ticker-name");
        return
        [
            new()
            {
                Ticker = exchange is null || ticker.Contains(':', StringComparison.Ordinal) ? ticker : $"{exchange}:{ticker}",
                Action = action.Action,
                Sentiment = action.Action == SignalAction.Exit ? null : PositionAfter(fields),
                Size = order is null ? null : Size(order),
                Order = order is null ? null : Order(order),
                TakeProfit = ThreeCommasProtection.TakeProfit(fields),
                StopLoss = ThreeCommasProtection.StopLoss(fields),
                SignalPrice = fields.Price("trigger_price", "invalid-signal-price"),
                SentAt = fields.Time("timestamp"),
                Guards = action.Closes is { } side ? new() { RequiredPosition = side } : null,
                Timing = fields.Positive("max_lag", "invalid-max-lag") is { } lag ? new() { MaxLagSeconds = lag } : null,
            },
        ];
    }

    private static Sentiment? PositionAfter(JsonFields fields)
    {
        if (fields.Object("strategy_info", "invalid-sentiment") is not { } info)
        {
            return null;
        }

        foreach (var name in (string[])["market_position_size", "prev_market_position", "prev_market_position_size"])
        {
            info.Any(name);
        }

        return info.Word("market_position", CommonWords.Positions, "invalid-sentiment", "long, short or flat");
    }

    private static SizeTerms? Size(JsonFields order)
    {
        var type = order.Word("currency_type", Currencies, "invalid-quantity-type", "base, quote, margin_percent, total_percent or position_percent");
        return order.Positive("amount", "invalid-quantity") is { } amount ? new() { Quantity = amount, Type = type ?? QuantityType.FixedQuantity } : null;
    }

    private static OrderTerms? Order(JsonFields order)
    {
        var type = order.Word("order_type", CommonWords.MarketAndLimit, "invalid-order-type", "market or limit");
        var price = order.Price("price", "invalid-limit-price");
        return type == OrderType.Market ? new() { Type = OrderType.Market }
            : price is not null || type == OrderType.Limit ? new() { Type = OrderType.Limit, LimitPrice = price }
            : null;
    }
}
