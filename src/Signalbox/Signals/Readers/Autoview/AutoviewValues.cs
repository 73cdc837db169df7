using System.Collections.Frozen;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Commands;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.Autoview;

/// <summary>Autoview's amounts and prices: a number, or a percentage. A range asks for a random number, which is never drawn here.</summary>
internal static class AutoviewValues
{
    private const decimal DelaySecondsMax = 604_800m;

    private static readonly FrozenDictionary<string, (OrderType Type, TimeInForce? Life, bool Rests)> Types = new Dictionary<string, (OrderType, TimeInForce?, bool)>
    {
        ["market"] = (OrderType.Market, null, false),
        ["limit"] = (OrderType.Limit, null, false),
        ["post"] = (OrderType.Limit, null, true),
        ["ioc"] = (OrderType.Limit, TimeInForce.Ioc, false),
        ["fok"] = (OrderType.Limit, TimeInForce.Fok, false),
        ["open"] = (OrderType.Market, TimeInForce.Opg, false),
        ["close"] = (OrderType.Market, TimeInForce.Cls, false),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static (OrderTerms? Order, TimeInForce? Life) Order(CommandFields fields)
    {
        var fixedPrice = fields.Price("invalid-limit-price", "fp");
        if (fields.Text("p") is { } relative && relative is not ("0" or "0%"))
        {
            fields.Refuse("unsupported-parameter", $"The parameter p is {CommandFields.Shown(relative)}, a distance from the market. A limit order needs its price here: send fp.", "p");
        }

        // A limit order is the language's usual one; without a price it stands at the market's.
        var type = fields.Word(Types, "invalid-order-type", "t") ?? Types["limit"];
        if (type.Type == OrderType.Market && fixedPrice is not null)
        {
            fields.Refuse("unsupported-parameter", "The parameter fp names a price and t an order that takes the market's. Send t=limit for the price, or leave fp out.", "fp");
        }

        var order = type.Type == OrderType.Market
            ? new OrderTerms { Type = OrderType.Market }
            : new() { Type = OrderType.Limit, LimitPrice = fixedPrice, PostOnly = type.Rests };
        return (order, type.Life);
    }

    public static SizeTerms? Size(CommandFields fields) =>
        fields.Text("q") is { } text && Split(fields, "q", text, "invalid-quantity") is var (number, isPercent)
            ? new() { Quantity = number, Type = isPercent ? QuantityType.PercentOfEquity : QuantityType.FixedQuantity }
            : null;

    /// <summary>How much of a position is closed.</summary>
    public static SizeTerms? Part(CommandFields fields)
    {
        var name = fields.Has("cm") ? "cm" : "q";
        if (fields.Text(name) is not { } text || text.Equals("all", StringComparison.OrdinalIgnoreCase) || Split(fields, name, text, "invalid-quantity") is not var (number, isPercent))
        {
            return null;
        }

        if (name == "cm" && !isPercent)
        {
            fields.Refuse("unsupported-parameter", "The parameter cm counts positions; there is one of a symbol here. Send a percentage.", name);
        }

        return isPercent ? number == 100m ? null : new() { Quantity = number, Type = QuantityType.PercentOfPosition } : new() { Quantity = number };
    }

    /// <summary>A close with a stop or a target does not close now: it protects the position. Null where it has neither.</summary>
    public static Signal? Protection(CommandFields fields)
    {
        var (target, stop) = (TakeProfit(fields), StopLoss(fields));
        if (target is null && stop is null)
        {
            return null;
        }

        if (fields.Text("t") is { } type && !type.Equals("market", StringComparison.OrdinalIgnoreCase))
        {
            fields.Refuse("unsupported-parameter", $"The parameter t is {CommandFields.Shown(type)}. A stop leaves at the market here, and a target at its price: send t=market or leave it out.", "t");
        }

        foreach (var part in (string[])["q", "cm"])
        {
            if (fields.Text(part) is { } text && !text.Equals("all", StringComparison.OrdinalIgnoreCase) && text is not "100%")
            {
                fields.Refuse("unsupported-parameter", $"The parameter {part} is {CommandFields.Shown(text)}: protection covers the whole position here. Leave it out.", part);
            }
        }

        return new() { Ticker = "", Action = SignalAction.Protect, TakeProfit = target, StopLoss = stop };
    }

    public static TakeProfitTerms? TakeProfit(CommandFields fields) =>
        fields.Price("invalid-take-profit-limit-price", "ftp") is { } price ? TakeProfitTerms.Of(new() { LimitPrice = price })
        : fields.Text("tp") is { } text && Split(fields, "tp", text, "invalid-take-profit-percent") is var (number, isPercent)
            ? TakeProfitTerms.Of(isPercent ? new() { Percent = number } : new() { Amount = number })
        : null;

    /// <summary>A distance with a trail is one stop: it begins at the distance and trails.</summary>
    public static StopLossTerms? StopLoss(CommandFields fields)
    {
        if (fields.Text("ts", "tsl") is { } trail && Split(fields, "ts", trail, "invalid-stop-loss-trail-value") is var (distance, isPart))
        {
            var start = fields.Text("sl") is { } from && Split(fields, "sl", from, "invalid-stop-loss-percent") is var (away, isPartAway)
                ? isPartAway ? new() { Percent = away } : new() { Amount = away }
                : new StopLossTerms();
            return isPart
                ? start with { Type = StopLossType.TrailingStop, TrailPercent = distance }
                : start with { Type = StopLossType.TrailingStop, TrailAmount = distance };
        }

        return fields.Price("invalid-stop-loss-stop-price", "fsl") is { } price ? new() { StopPrice = price }
            : fields.Text("sl") is { } text && Split(fields, "sl", text, "invalid-stop-loss-percent") is var (number, isPercent)
                ? isPercent ? new() { Percent = number } : new() { Amount = number }
            : null;
    }

    public static decimal Delay(CommandFields fields, string text) =>
        Plain(fields, "delay", text, "invalid-delay") is { } seconds && seconds <= DelaySecondsMax ? seconds : Refused(fields, "delay", text, "invalid-delay");

    public static decimal? Plain(CommandFields fields, string name, string text, string code)
    {
        var (number, isPercent) = Split(fields, name, text, code) ?? (0m, false);
        return isPercent ? Refused(fields, name, text, code) : number;
    }

    private static (decimal Number, bool IsPercent)? Split(CommandFields fields, string name, string text, string code)
    {
        if (text.TrimStart('-').Contains('-', StringComparison.Ordinal))
        {
            fields.Refuse("unsupported-parameter", $"The parameter {name} is {CommandFields.Shown(text)}, a range to draw from. What is traded is never left to chance here: send one number.", name);
            return null;
        }

        if (Amounts.TrySplit(text, out var number, out var mark) && number != 0 && mark is "" or "%")
        {
            return (Math.Abs(number), mark.Length > 0);
        }

        Refused(fields, name, text, code);
        return null;
    }

    private static decimal Refused(CommandFields fields, string name, string text, string code)
    {
        fields.Refuse(code, $"{name} is {CommandFields.Shown(text)}. Send a number, or a percentage such as 5%, where the parameter takes one.", name);
        return 0m;
    }
}
