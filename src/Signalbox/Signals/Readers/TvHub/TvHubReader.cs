using System.Collections.Frozen;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TvHub;

/// <summary>TV-Hub's trade command: exchange, pair, token, apiKey and flags that say what to do.</summary>
public sealed class TvHubReader : JsonLanguage
{
    /// <summary>What TradingView's word for the order, which stands in orderType, may be.</summary>
    private static readonly FrozenDictionary<string, SignalAction> Actions = new Dictionary<string, SignalAction>
    {
        ["buy"] = SignalAction.Buy,
        ["long"] = SignalAction.Buy,
        ["sell"] = SignalAction.Sell,
        ["short"] = SignalAction.Sell,
        ["close"] = SignalAction.Exit,
        ["flat"] = SignalAction.Exit,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly (string Name, string Why)[] Undone =
    [
        ("hedgeMode", "trades both sides of one instrument at a time, which is not done here. Use one-way mode."),
        ("useDca", "adds further entries, which is not done here. Leave it out."),
        ("closeInProfit", "closes only in profit, which is not done here. Leave it out."),
        ("closeInProfitOnly", "closes only in profit, which is not done here. Leave it out."),
        ("conditionalPyramiding", "adds to a position under a condition, which is not done here. Leave it out."),
        ("closeAll", "closes every pair of the account, which another signal than this pair's does here: send a signal with the action flatten."),
        ("cancelDcaOrders", "cancels one kind of order, which is not done here. Leave it out."),
        ("cancelAllDca", "cancels one kind of order, which is not done here. Send cancelAll."),
        ("chaseLimitOrder", "moves a limit order with the market, which is not done here. Send a market order or leave it out."),
        ("updateCurrentLimitOrder", "moves a resting order to the market, which is not done here. Leave it out."),
        ("limitClosePercent", "prices a closing order by an offset from the market, which is not done here. Send its price."),
        ("useEntireAccountBalance", "sizes by all there is, which is not done here. Send unitsType percent with unitsPercent."),
        ("stopLossExpression", "reckons the stop from a formula, which is not done here. Send stopLoss or stopLossPercent."),
        ("takeProfitExpression", "reckons a target from a formula, which is not done here. Send its price or percentage."),
        ("stopLossToBreakEven", "holds a trailing stop at the entry, which is not done here. Leave it out."),
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
        var signal = Signal(fields, action) with { Ticker = pair, Account = Venue(fields), Guards = GuardsOf(fields, action, closes) };

        if (signal is { Action: SignalAction.Protect, StopLoss: null })
        {
            fields.Refuse("nothing-to-protect-with", "The command isStopLoss needs stopLoss or stopLossPercent.", "stopLoss");
        }

        if (fields.Flag("closeCurrentPosition", "invalid-action") != true || action is not (SignalAction.Buy or SignalAction.Sell))
        {
            return [signal];
        }

        // Closed first, whatever is held, where an entry says so; its delay is before both.
        var flat = new Signal { Ticker = pair, Account = signal.Account, Action = SignalAction.Target, TargetPosition = Quantity.Zero, Timing = DelayOf(signal.Timing) };
        return [flat, signal with { Timing = signal.Timing?.CancelAfterSeconds is { } life ? new() { CancelAfterSeconds = life } : null }];
    }

    private static SignalTiming? DelayOf(SignalTiming? timing) => timing?.DelaySeconds is { } delay ? new() { DelaySeconds = delay } : null;

    private static Signal Signal(JsonFields fields, SignalAction action)
    {
        var isEntry = action is SignalAction.Buy or SignalAction.Sell;
        var size = action is SignalAction.Cancel or SignalAction.Protect ? null : TvHubSize.Read(fields, action);
        return new()
        {
            Ticker = "",
            Action = action,
            Size = size,
            Order = isEntry ? EntryOrder(fields, action) : action == SignalAction.Exit ? ExitOrder(fields) : null,
            TakeProfit = isEntry ? TvHubProtection.TakeProfit(fields, size) : null,
            StopLoss = isEntry || action == SignalAction.Protect ? TvHubProtection.StopLoss(fields) : null,
            IncludeProtection = action == SignalAction.Cancel,
            CancelOpenOrders = action == SignalAction.Cancel ? null
                : fields.Flag("cancelAllOrders", "invalid-cancel") ?? fields.Flag("cancelAll", "invalid-cancel") ?? fields.Flag("cancelPendingOrders", "invalid-cancel"),
            ReduceOnly = fields.Flag("reduceOnly", "invalid-reduce-only") ?? false,
            Leverage = Above(fields, "leverage", "invalid-leverage"),
            Timing = Timing(fields),
            ExplicitId = fields.Text("alertTimestamp", TextLengthMax, "invalid-id"),
        };
    }

    private static SignalGuards? GuardsOf(JsonFields fields, SignalAction action, RequiredPosition? closes) =>
        closes is { } side ? new() { RequiredPosition = side }
        : fields.Flag("preventPyramiding", "invalid-flag") == true && action is SignalAction.Buy or SignalAction.Sell ? new() { RequiredPosition = RequiredPosition.Flat }
        : null;

    private static SignalTiming? Timing(JsonFields fields)
    {
        var delay = Above(fields, "delay", "invalid-delay");
        var life = Above(fields, "cancelLimitOrderOffset", "invalid-cancel-after");
        return delay is null && life is null ? null : new() { DelaySeconds = delay, CancelAfterSeconds = life };
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
        var word = fields.Any("orderType") is { } type && Actions.ContainsKey(type.Text.Trim()) ? fields.Word("orderType", Actions, "invalid-action", "buy, sell or close") : null;
        if (closes || closesLong || closesShort || word == SignalAction.Exit)
        {
            return (SignalAction.Exit, closesLong == closesShort ? null : closesLong ? RequiredPosition.Long : RequiredPosition.Short);
        }

        if (buys != sells || word is not null)
        {
            return (buys ? SignalAction.Buy : sells ? SignalAction.Sell : word!.Value, null);
        }

        return (Alone(fields, hasBothSides: buys), null);
    }

    /// <summary>What a command without a side is for; one with both sides is for nothing.</summary>
    private static SignalAction Alone(JsonFields fields, bool hasBothSides)
    {
        foreach (var (name, action) in new[] { ("isStopLoss", SignalAction.Protect), ("closeCurrentPosition", SignalAction.Exit), ("cancelAllOrders", SignalAction.Cancel), ("cancelAll", SignalAction.Cancel) })
        {
            if (!hasBothSides && fields.Flag(name, "invalid-action") == true)
            {
                return action;
            }
        }

        fields.Refuse("invalid-action", "Exactly one of isBuy, isSell and isClose has to be true.", "isBuy");
        return SignalAction.Buy;
    }

    private static OrderTerms? EntryOrder(JsonFields fields, SignalAction action)
    {
        var isMarket = fields.Flag("isMarket", "invalid-order-type") ?? false;
        var isLimit = fields.Flag("isLimit", "invalid-order-type") ?? false;
        var rests = fields.Flag("postOnly", "invalid-post-only") ?? true;
        if (isMarket && isLimit)
        {
            fields.Refuse("invalid-order-type", "Only one of isMarket and isLimit may be true.", "isLimit");
        }

        if (!isLimit)
        {
            return isMarket ? new() { Type = OrderType.Market } : null;
        }

        // Its own side of the book.
        return fields.Text("limitPriceType", TextLengthMax, "invalid-limit-price")?.Equals("bestPrice", StringComparison.OrdinalIgnoreCase) == true
            ? new() { Type = OrderType.Limit, QuotePrice = action == SignalAction.Buy ? QuotePrice.Bid : QuotePrice.Ask, PostOnly = rests }
            : new() { Type = OrderType.Limit, LimitPrice = Price(fields), PostOnly = rests };
    }

    /// <summary>A position is closed at the market unless the command asks for a limit.</summary>
    private static OrderTerms? ExitOrder(JsonFields fields)
    {
        var (isMarket, isLimit) = (fields.Flag("isMarket", "invalid-order-type") ?? false, fields.Flag("isLimit", "invalid-order-type") ?? false);
        return fields.Flag("useLimitClose", "invalid-order-type") == true ? new() { Type = OrderType.Limit, LimitPrice = Price(fields) }
            : isMarket || isLimit ? new() { Type = OrderType.Market }
            : null;
    }

    private static Price? Price(JsonFields fields) => Above(fields, "price", "invalid-limit-price") is { } price ? new(price) : null;

    // The command carries a zero for what it does not set.
    private static decimal? Above(JsonFields fields, string name, string code) => fields.Number(name, code) is { } number and > 0 ? number : null;
}
