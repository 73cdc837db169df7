using Signalbox.Signals.Readers.Commands;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.Alertatron;

/// <summary>
/// What a block asks before it goes on. The language asks once, where the question stands; here every signal asks for itself when
/// it begins. The two are the same until an order changes the position that was asked for.
/// </summary>
internal sealed class AlertatronCondition
{
    private RequiredPosition? required;

    /// <summary>An order under the condition may have made it untrue: asked again, it would stop what follows.</summary>
    public bool IsAnswered { get; private set; }

    // A position is compared with a number; only whether there is one, and on which side, can be asked here.
    public void Read(AlertatronCommand command)
    {
        var asked = command.Fields.Text("if")?.ToUpperInvariant();
        var value = command.Fields.Text(AlertatronScript.Unnamed);
        RequiredPosition? position = (command.Name, asked, value) switch
        {
            ("continue", "POSITIONGREATERTHAN", "0") => RequiredPosition.Long,
            ("continue", "POSITIONLESSTHAN", "0") => RequiredPosition.Short,
            ("continue", "POSITIONEQUAL" or "POSITIONEQUALS" or "POSITIONEQUALTO", "0") => RequiredPosition.Flat,
            _ => null,
        };
        if (position is null)
        {
            command.Fields.Refuse("unsupported-command",
                $"{command.Name}(if={CommandFields.Shown(asked?.ToLowerInvariant() ?? "")}, value={CommandFields.Shown(value ?? "")}) is not asked here. "
                + "Send continue with positionGreaterThan, positionLessThan or positionEquals and the value 0.", "if");
        }
        else if (required is not null && required != position)
        {
            command.Fields.Refuse("unsupported-command", "A block asks one condition here, and this one asks a second. Send what follows it in a message of its own.", "if");
        }

        required = position;
    }

    /// <summary>The order with the protection that follows it; null where the two are not one order.</summary>
    public static Signal? Joined(Signal order, Signal protection) =>
        protection.Action == SignalAction.Protect
            && order is { Action: SignalAction.Buy or SignalAction.Sell } or { Action: SignalAction.Target, TargetPosition.IsZero: false }
            && (order.StopLoss is null || protection.StopLoss is null) && (order.TakeProfit is null || protection.TakeProfit is null)
            ? order with { StopLoss = order.StopLoss ?? protection.StopLoss, TakeProfit = order.TakeProfit ?? protection.TakeProfit }
            : null;

    /// <summary>Says that an order cannot be carried out under the condition.</summary>
    public void RefuseBeside(Signal signal, AlertatronCommand command)
    {
        if (IsAnswered)
        {
            command.Fields.Refuse("unsupported-command",
                $"The command {command.Name} follows an order under the same continue, and that order changes the position the condition asks for. "
                + "Send the stop or the target directly after the order, without wait, and anything else in a message of its own.", command.Name);
        }
        else if (required is { } position && signal.Guards?.RequiredPosition is { } closes && closes != position)
        {
            command.Fields.Refuse("unsupported-command",
                $"The command {command.Name} reduces a position of the other side than its continue asks for, so it would never do anything. Correct the side or the condition.", command.Name);
        }
    }

    public Signal Guarding(Signal signal)
    {
        if (required is not { } position)
        {
            return signal;
        }

        IsAnswered |= !Keeps(signal, position);
        return signal with { Guards = (signal.Guards ?? new()) with { RequiredPosition = position } };
    }

    /// <summary>Whether the position is still on the side that was asked for when the signal is done.</summary>
    private static bool Keeps(Signal signal, RequiredPosition position) => signal.Action switch
    {
        SignalAction.Cancel or SignalAction.Protect => true,
        SignalAction.Buy => position == RequiredPosition.Long,
        SignalAction.Sell => position == RequiredPosition.Short,
        SignalAction.Target => signal.TargetPosition is { } target
            && (target.IsZero ? RequiredPosition.Flat : target > Markets.Quantity.Zero ? RequiredPosition.Long : RequiredPosition.Short) == position,
        SignalAction.Exit => signal.Size is { Type: QuantityType.PercentOfPosition, Quantity: < 100m },
        _ => false,
    };
}
