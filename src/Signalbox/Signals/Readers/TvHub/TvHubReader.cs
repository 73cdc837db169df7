using System.Collections.Frozen;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TvHub;

/// <summary>TV-Hub's trade command: exchange, pair, token, apiKey and flags that say what to do.</summary>
public sealed class TvHubReader : JsonLanguage
{
    private static readonly FrozenDictionary<string, SignalAction> Actions = new Dictionary<string, SignalAction>
    {
        ["buy"] = SignalAction.Buy,
        ["sell"] = SignalAction.Sell,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly (string Name, string Why)[] Undone =
    [
        ("hedgeMode", "trades both sides of one instrument at a time, which is not done here. Use one-way mode."),
        ("useDca", "adds further entries, which is not done here. Leave it out."),
        ("closeInProfitOnly", "closes only in profit, which is not done here. Leave it out."),
        ("conditionalPyramiding", "adds to a position under a condition, which is not done here. Leave it out."),
        ("closeAll", "closes every pair of the account, which another signal than this pair's does here: send a signal with the action flatten."),
        ("cancelDcaOrders", "cancels one kind of order, which is not done here. Leave it out."),
    ];

    public override string Name => "tv-hub";

    protected override IReadOnlyList<string> SecretFields => ["token"];

    protected override IReadOnlyList<string> HiddenFields => ["apiKey"];

    protected override bool Claims(JsonFields fields) =>
        fields.Has("pair") && fields.Has("exchange") && !fields.Has("ticker")
        && (fields.Has("isBuy") || fields.Has("isSell") || fields.Has("isClose") || fields.Has("orderType") || fields.Has("apiKey"));

    protected override IReadOnlyList<Signal> Read(JsonFields fields)
    {
        var pair = fields.Text("pair", TickerLengthMax, "empty-ticker-name");
        if (pair is null)
        {
            return Refused(fields, "empty-ticker-name", "The field pair is missing or empty. Name what to trade, for example \"BTCUSDT\".", "pair");
        }

        foreach (var (name, why) in Undone)
        {
            Cannot(fields, name, why);
        }

        fields.Any("instrumentType");
        var (action, closes) = Action(fields);
        var isEntry = action is SignalAction.Buy or SignalAction.Sell;
        return
        [
            new()
            {
                Ticker = pair,
                Account = Venue(fields),
                Action = action,
                Size = TvHubSize.Read(fields, action),
                Order = Order(fields, isEntry),
                TakeProfit = isEntry ? TvHubProtection.TakeProfit(fields) : null,
                StopLoss = isEntry ? TvHubProtection.StopLoss(fields) : null,
                CancelOpenOrders = fields.Flag("cancelAllOrders", "invalid-cancel") ?? fields.Flag("cancelPendingOrders", "invalid-cancel"),
                ReduceOnly = fields.Flag("reduceOnly", "invalid-reduce-only") ?? false,
                Leverage = fields.Number("leverage", "invalid-leverage") is { } leverage and > 0 ? leverage : null,
                Guards = closes is { } side ? new() { RequiredPosition = side } : null,
                Timing = fields.Number("delay", "invalid-delay") is { } delay and > 0 ? new() { DelaySeconds = delay } : null,
                ExplicitId = fields.Text("alertTimestamp", TextLengthMax, "invalid-id"),
            },
        ];
    }

    // binance-futures and bybit-testnet are one venue each in two markets; the ticker says which.
    private static string? Venue(JsonFields fields) => fields.Text("exchange", TickerLengthMax, "no-target")?.Split('-')[0];

    private static (SignalAction Action, RequiredPosition? Closes) Action(JsonFields fields)
    {
        var buys = fields.Flag("isBuy", "invalid-action") ?? false;
        var sells = fields.Flag("isSell", "invalid-action") ?? false;
        var closes = fields.Flag("isClose", "invalid-action") ?? false;
        var closesLong = fields.Flag("closeLong", "invalid-action") ?? false;
        var closesShort = fields.Flag("closeShort", "invalid-action") ?? false;
        // TradingView's own word for the order stands in orderType.
        var word = fields.Any("orderType") is { } type && Actions.ContainsKey(type.Text.Trim()) ? fields.Word("orderType", Actions, "invalid-action", "buy or sell") : null;
        if (closes || closesLong || closesShort)
        {
            return (SignalAction.Exit, closesLong == closesShort ? null : closesLong ? RequiredPosition.Long : RequiredPosition.Short);
        }

        if (buys == sells && word is null)
        {
            fields.Refuse("invalid-action", "Exactly one of isBuy, isSell and isClose has to be true.", "isBuy");
        }

        return (buys ? SignalAction.Buy : sells ? SignalAction.Sell : word ?? SignalAction.Buy, null);
    }

    private static OrderTerms? Order(JsonFields fields, bool isEntry)
    {
        var isMarket = fields.Flag("isMarket", "invalid-order-type") ?? false;
        var isLimit = fields.Flag("isLimit", "invalid-order-type") ?? false;
        var price = fields.Number("price", "invalid-limit-price") is { } number and > 0 ? new Price(number) : (Price?)null;
        var rests = fields.Flag("postOnly", "invalid-post-only") ?? true;
        if (isMarket && isLimit)
        {
            fields.Refuse("invalid-order-type", "Only one of isMarket and isLimit may be true.", "isLimit");
        }

        return isLimit ? new() { Type = OrderType.Limit, LimitPrice = price, PostOnly = rests && isEntry }
            : isMarket ? new() { Type = OrderType.Market }
            : null;
    }
}
