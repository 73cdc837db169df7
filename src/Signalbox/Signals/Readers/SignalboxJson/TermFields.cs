using System.Text.Json;
using System.Text.RegularExpressions;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.SignalboxJson;

/// <summary>The objects inside a signal of our JSON.</summary>
internal static partial class TermFields
{
    private const int TargetsMax = 20;
    private const int StrikesMax = 1_000;

    public static SizeTerms? ReadSize(JsonFields? size)
    {
        if (size is null)
        {
            return null;
        }

        var quantity = size.Positive("quantity", "invalid-quantity");
        if (quantity is null)
        {
            size.Refuse("invalid-quantity", "A size needs a quantity above zero.", "quantity");
        }

        return new() { Quantity = quantity ?? 1m, Type = SignalFields.Word<QuantityType>(size, "type") ?? QuantityType.FixedQuantity };
    }

    public static OrderTerms? ReadOrder(JsonFields? order)
    {
        if (order is null)
        {
            return null;
        }

        var type = SignalFields.Word<OrderType>(order, "type");
        if (type is null)
        {
            order.Refuse(SignalFields.Wrong, "An order needs a type.", "type");
        }

        return new()
        {
            Type = type ?? OrderType.Market,
            LimitPrice = order.Price("limitPrice", SignalFields.Wrong),
            StopPrice = order.Price("stopPrice", SignalFields.Wrong),
            TrailAmount = order.Positive("trailAmount", SignalFields.Wrong),
            TrailPercent = order.Positive("trailPercent", SignalFields.Wrong),
            PostOnly = order.Flag("postOnly", SignalFields.Wrong) ?? false,
            VisibleQuantity = order.Positive("visibleQuantity", SignalFields.Wrong) is { } shown ? new Quantity(shown) : null,
            QuotePrice = SignalFields.Word<QuotePrice>(order, "quotePrice"),
        };
    }

    public static TakeProfitTerms? ReadTakeProfit(JsonFields? profit)
    {
        if (profit is null)
        {
            return null;
        }

        var targets = profit.Objects("targets", TargetsMax, SignalFields.Wrong).Select(ReadTarget).ToArray();
        if (targets.Length == 0)
        {
            profit.Refuse("invalid-take-profit", $"A take profit needs targets: an array of 1 to {TargetsMax} objects.", "targets");
        }

        return new() { Targets = [.. targets] };
    }

    public static StopLossTerms? ReadStopLoss(JsonFields? loss) => loss is null ? null : new()
    {
        Type = SignalFields.Word<StopLossType>(loss, "type") ?? StopLossType.Stop,
        StopPrice = loss.Price("stopPrice", SignalFields.Wrong),
        Percent = loss.Positive("percent", SignalFields.Wrong),
        Amount = loss.Positive("amount", SignalFields.Wrong),
        LimitPrice = loss.Price("limitPrice", SignalFields.Wrong),
        TrailAmount = loss.Positive("trailAmount", SignalFields.Wrong),
        TrailPercent = loss.Positive("trailPercent", SignalFields.Wrong),
        LossAmount = loss.Positive("lossAmount", SignalFields.Wrong) is { } money ? new Money(money) : null,
        TrailFromPercent = loss.Positive("trailFromPercent", SignalFields.Wrong),
        TrailFromPrice = loss.Price("trailFromPrice", SignalFields.Wrong),
        BreakevenAfterTarget = loss.Whole("breakevenAfterTarget", 0, TargetsMax, SignalFields.Wrong) ?? 0,
        BreakevenOffset = loss.Number("breakevenOffset", SignalFields.Wrong),
    };

    public static SignalTiming? ReadTiming(JsonFields? timing) => timing is null ? null : new()
    {
        CancelAfterSeconds = timing.Number("cancelAfterSeconds", SignalFields.Wrong),
        DelaySeconds = timing.Number("delaySeconds", SignalFields.Wrong),
        MaxLagSeconds = timing.Number("maxLagSeconds", SignalFields.Wrong),
        GoodTill = ReadTime(timing, "goodTill"),
        IgnoreTradingWindows = timing.Flag("ignoreTradingWindows", SignalFields.Wrong) ?? false,
    };

    public static SignalGuards? ReadGuards(JsonFields? guards) => guards is null ? null : new()
    {
        SpreadMax = guards.Positive("spreadMax", SignalFields.Wrong),
        SpreadPercentMax = guards.Positive("spreadPercentMax", SignalFields.Wrong),
        SlippagePercentMax = guards.Positive("slippagePercentMax", SignalFields.Wrong),
        RequiredPosition = SignalFields.Word<RequiredPosition>(guards, "requiredPosition"),
    };

    public static OptionTerms? ReadOption(JsonFields? option) => option is null ? null : new()
    {
        Right = SignalFields.Word<OptionRight>(option, "right"),
        Moneyness = SignalFields.Word<Moneyness>(option, "moneyness"),
        Expiration = SignalFields.Text(option, "expiration"),
        StrikeCount = option.Whole("strikeCount", 1, StrikesMax, SignalFields.Wrong),
        StrikesAway = option.Whole("strikesAway", 0, StrikesMax, SignalFields.Wrong),
        StrikePrice = option.Price("strikePrice", SignalFields.Wrong),
    };

    /// <summary>Our own senders know how to write a time, so one that cannot be read is a mistake.</summary>
    public static DateTimeOffset? ReadTime(JsonFields fields, string name)
    {
        if (fields.Any(name) is not { } value)
        {
            return null;
        }

        if (value.Kind is JsonValueKind.String or JsonValueKind.Number && Times().IsMatch(value.Text) && SentTimes.TryRead(value.Text, out var time))
        {
            return time;
        }

        fields.Refuse(SignalFields.Wrong, $"The field {name} is {value.Shown}. Send a time such as 2026-01-05T10:00:00Z.", name);
        return null;
    }

    [GeneratedRegex(SignalboxJsonReader.TimePattern, RegexOptions.CultureInvariant)]
    private static partial Regex Times();

    private static TargetTerms ReadTarget(JsonFields target) => new()
    {
        LimitPrice = target.Price("limitPrice", SignalFields.Wrong),
        Percent = target.Positive("percent", SignalFields.Wrong),
        Amount = target.Positive("amount", SignalFields.Wrong),
        ProfitAmount = target.Positive("profitAmount", SignalFields.Wrong) is { } money ? new Money(money) : null,
        SharePercent = target.Positive("sharePercent", SignalFields.Wrong),
    };
}
