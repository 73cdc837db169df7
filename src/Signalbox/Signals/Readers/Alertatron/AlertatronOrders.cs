using System.Collections.Frozen;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Commands;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.Alertatron;

/// <summary>
/// The commands that order something. <c>position=</c> is the position to reach and <c>amount=</c> what to buy or sell now;
/// a resting order with the position 0 is protection of what is held.
/// </summary>
internal static class AlertatronOrders
{
    public static readonly FrozenSet<string> Parameters = new[]
    {
        "type", "side", "amount", "position", "offset", "price", "tp", "sl", "tag", "reduceOnly", "postOnly", "trigger", "which", "if", "value", "duration",
        "trailOffset", "limitOffset", "stopOffset", "leverage",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null for a command that is none of these.</summary>
    public static Signal? Read(AlertatronCommand command)
    {
        var fields = command.Fields;
        fields.LetPass("tag", "trigger");
        return command.Name switch
        {
            "market" or "marketorder" => Plain(fields, new() { Type = OrderType.Market }),
            "limit" or "limitorder" => Limit(fields),
            "stop" or "stoporder" or "stopmarket" or "stopmarketorder" or "stoploss" => Stop(fields),
            "stopandtp" or "stoportakeprofit" or "stoportakeprofitorder" => Bracket(fields),
            "trailingstop" or "trailingstoporder" or "trailing" => Trailing(fields),
            _ => null,
        };
    }

    /// <summary>Whether the command puts protection in the place of other protection.</summary>
    public static bool Replaces(AlertatronCommand command) =>
        command.Name.StartsWith("stop", StringComparison.Ordinal) || command.Name.StartsWith("trailing", StringComparison.Ordinal)
        || command.Name.StartsWith("limit", StringComparison.Ordinal) && IsFlat(command.Fields);

    private static bool IsFlat(CommandFields fields) => fields.Text("position") is { } position && Amounts.TrySplit(position, out var number, out _) && number == 0;

    private static Signal Plain(CommandFields fields, OrderTerms order)
    {
        if (fields.Text("position") is { } position)
        {
            return Protected(Target(fields, position) with { Order = order }, fields);
        }

        var isBuy = fields.Word(CommonWords.Sides, "invalid-action", "side") ?? true;
        var size = AlertatronValues.Amount(fields);
        if (size is null)
        {
            fields.Refuse("invalid-quantity", "The order names neither amount nor position. Add one of them.", "amount");
        }

        var signal = new Signal { Ticker = "", Action = isBuy ? SignalAction.Buy : SignalAction.Sell, Size = size, Order = order };
        return fields.Flag("reduceOnly")
            ? signal with { Action = SignalAction.Exit, ReduceOnly = true, Guards = new() { RequiredPosition = isBuy ? RequiredPosition.Short : RequiredPosition.Long } }
            : Protected(signal, fields);
    }

    /// <summary>The stop, the target and the leverage an order names that opens a position.</summary>
    private static Signal Protected(Signal signal, CommandFields fields) => signal is { Action: SignalAction.Exit } or { TargetPosition.IsZero: true }
        ? signal
        : signal with
        {
            TakeProfit = AlertatronValues.Level(fields, "tp") is { } target ? TakeProfitTerms.Of(target.AsTarget()) : null,
            StopLoss = AlertatronValues.Level(fields, "sl")?.AsStop(),
            Leverage = fields.Positive("invalid-leverage", "leverage"),
        };

    private static Signal Target(CommandFields fields, string text)
    {
        fields.Text("side");
        var reduces = fields.Flag("reduceOnly");
        if (Amounts.TrySplit(text, out var number, out var mark) && mark.Length == 0)
        {
            return new() { Ticker = "", Action = SignalAction.Target, TargetPosition = new Quantity(number), ReduceOnly = reduces && number != 0 };
        }

        if (mark.Equals("%p", StringComparison.OrdinalIgnoreCase) && number is > 0 and < 100)
        {
            // Keeping so much of the position is closing the rest of it.
            return new() { Ticker = "", Action = SignalAction.Exit, Size = new() { Quantity = 100m - number, Type = QuantityType.PercentOfPosition } };
        }

        fields.Refuse("unsupported-parameter", $"position is {CommandFields.Shown(text)}. Send the position itself, 0 to be flat, or a part of it such as 50%p.", "position");
        return new() { Ticker = "", Action = SignalAction.Target };
    }

    private static Signal Limit(CommandFields fields)
    {
        var level = AlertatronValues.Level(fields, "offset", "price");
        if (IsFlat(fields))
        {
            return Protect(new() { TakeProfit = level is null ? null : TakeProfitTerms.Of(level.Value.AsTarget()) }, fields, "offset");
        }

        var rests = fields.Flag("postOnly");
        return Plain(fields, new() { Type = OrderType.Limit, LimitPrice = AlertatronValues.Absolute(fields, level, "offset"), PostOnly = rests });
    }

    private static Signal Stop(CommandFields fields)
    {
        var level = AlertatronValues.Level(fields, "offset", "price");
        return IsFlat(fields) || fields.Flag("reduceOnly") && !fields.Has("amount")
            ? Protect(new() { StopLoss = level?.AsStop() }, fields, "offset")
            : Plain(fields, new() { Type = OrderType.Stop, StopPrice = AlertatronValues.Absolute(fields, level, "offset") });
    }

    private static Signal Bracket(CommandFields fields)
    {
        var target = AlertatronValues.Level(fields, "tp");
        var stop = AlertatronValues.Level(fields, "sl");
        return Protect(new() { TakeProfit = target is null ? null : TakeProfitTerms.Of(target.Value.AsTarget()), StopLoss = stop?.AsStop() }, fields, "sl");
    }

    private static Signal Trailing(CommandFields fields)
    {
        var level = AlertatronValues.Level(fields, "offset", "trailOffset");
        if (level is { Price: not null })
        {
            fields.Refuse("invalid-stop-loss-trail-value", "A trailing stop needs a distance, such as 1% or 50.", "offset");
        }

        return Protect(new() { StopLoss = level is null ? null : new() { Type = StopLossType.TrailingStop, TrailPercent = level.Value.Percent, TrailAmount = level.Value.Amount } }, fields, "offset");
    }

    private static Signal Protect(ProtectionOf protection, CommandFields fields, string needed)
    {
        fields.LetPass("side", "position", "reduceOnly", "postOnly");
        if (fields.Text("amount") is { } amount && amount is not ("100%p" or "100%"))
        {
            fields.Refuse("unsupported-parameter", $"amount is {CommandFields.Shown(amount)}: protection covers the whole position here. Leave it out.", "amount");
        }

        if (protection is { TakeProfit: null, StopLoss: null })
        {
            fields.Refuse("nothing-to-protect-with", $"The order has no level. Add {needed}, for example {needed}=@60000.", needed);
        }

        return new() { Ticker = "", Action = SignalAction.Protect, TakeProfit = protection.TakeProfit, StopLoss = protection.StopLoss };
    }

    private readonly record struct ProtectionOf(TakeProfitTerms? TakeProfit, StopLossTerms? StopLoss);
}
