using Signalbox.Signals.Readers.Commands;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.Alertatron;

/// <summary>
/// The first form: a symbol, commands and a signature in brackets. Stops and targets stand beside the opening they belong
/// to, as distances in price.
/// </summary>
internal static class AlertatronFirstForm
{
    public static Reading Read(string symbol, IReadOnlyList<AlertatronCommand> commands)
    {
        var signals = new List<Signal>();
        foreach (var command in commands)
        {
            var refusal = Apply(symbol, command, signals);
            command.Fields.RefuseUnread([]);
            if ((refusal ?? command.Fields.Refusal) is { } refused)
            {
                return Reading.Refused(refused);
            }
        }

        return signals.Count > 0 ? Reading.Of(signals) : Reading.Refused(new("nothing-to-do", "No command of the message orders anything."));
    }

    private static Refusal? Apply(string symbol, AlertatronCommand command, List<Signal> signals)
    {
        var signal = new Signal { Ticker = symbol, Action = SignalAction.Exit };
        switch (command.Name)
        {
            case "openlong":
                signals.Add(signal with { Action = SignalAction.Buy, Size = Size(command.Fields) });
                break;
            case "openshort":
                signals.Add(signal with { Action = SignalAction.Sell, Size = Size(command.Fields) });
                break;
            case "closelong":
                signals.Add(signal with { Guards = new() { RequiredPosition = RequiredPosition.Long } });
                break;
            case "closeshort":
                signals.Add(signal with { Guards = new() { RequiredPosition = RequiredPosition.Short } });
                break;
            case "close":
                signals.Add(signal);
                break;
            case "stoploss" or "takeprofit":
                return Protect(symbol, command, signals);
            default:
                return new("unsupported-command", $"There is no command {CommandFields.Shown(command.Name)} here. Send OpenLong, OpenShort, CloseLong, CloseShort, StopLoss or TakeProfit.", command.Name);
        }

        return command.Fields.Refusal;
    }

    private static SizeTerms? Size(CommandFields fields) =>
        fields.Positive("invalid-quantity", AlertatronScript.Unnamed) is { } quantity ? new() { Quantity = quantity } : null;

    private static Refusal? Protect(string symbol, AlertatronCommand command, List<Signal> signals)
    {
        if (AlertatronValues.Level(command.Fields, AlertatronScript.Unnamed) is not { } level)
        {
            return command.Fields.Refusal ?? new("nothing-to-protect-with", $"{command.Name} has no distance. Send it in the brackets, for example StopLoss(250).", command.Name);
        }

        var isOpening = signals.Count > 0 && signals[^1].Action is SignalAction.Buy or SignalAction.Sell or SignalAction.Protect;
        var owner = isOpening ? signals[^1] : new() { Ticker = symbol, Action = SignalAction.Protect };
        owner = command.Name == "stoploss" ? owner with { StopLoss = level.AsStop() } : owner with { TakeProfit = TakeProfitTerms.Of(level.AsTarget()) };
        if (isOpening)
        {
            signals[^1] = owner;
        }
        else
        {
            signals.Add(owner);
        }

        return null;
    }
}
