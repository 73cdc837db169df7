using System.Collections.Frozen;
using Signalbox.Signals.Readers.Commands;

namespace Signalbox.Signals.Readers.Alertatron;

/// <summary>One block, command after command. The name before the symbol is the account's or the venue's.</summary>
internal sealed class AlertatronBlock(string name, string symbol)
{
    private static readonly FrozenDictionary<string, string> Undone = new Dictionary<string, string>
    {
        ["scaled"] = "Send the orders one by one.",
        ["scaledorder"] = "Send the orders one by one.",
        ["twap"] = "Send the orders one by one with wait between them.",
        ["twaporder"] = "Send the orders one by one with wait between them.",
        ["waterfall"] = "Send the orders one by one.",
        ["waterfallorder"] = "Send the orders one by one.",
        ["iceberg"] = "Send a limit order.",
        ["icebergorder"] = "Send a limit order.",
        ["pingpong"] = "Send limit orders.",
        ["pingpongorder"] = "Send limit orders.",
        ["marketmaker"] = "Send limit orders.",
        ["marketmakerorder"] = "Send limit orders.",
        ["aggressive"] = "Send a limit order with postOnly, or a market order.",
        ["aggressiveentry"] = "Send a limit order with postOnly, or a market order.",
        ["aggressiveentryorder"] = "Send a limit order with postOnly, or a market order.",
        ["exchangesettings"] = "Set the leverage of the subscription.",
        ["trailingtakeprofit"] = "Send a trailing stop.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly List<Signal> signals = [];
    private readonly AlertatronCondition condition = new();
    private decimal pause;

    public IReadOnlyList<Signal> Signals => signals;

    /// <summary>Why the block cannot be carried out; null when it can.</summary>
    public Refusal? Read(IReadOnlyList<AlertatronCommand> commands)
    {
        for (var place = 0; place < commands.Count; place++)
        {
            var command = commands[place];
            Read(command, commands.Skip(place + 1));
            command.Fields.RefuseUnread(AlertatronOrders.Parameters);
            if (command.Fields.Refusal is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private void Read(AlertatronCommand command, IEnumerable<AlertatronCommand> later)
    {
        switch (command.Name)
        {
            case "wait":
                Wait(command.Fields);
                break;
            case "cancel" or "cancelorders":
                Cancel(command, later);
                break;
            case "notify" or "balance" or "getposition" or "bot":
                // They tell somebody something and move nothing.
                foreach (var field in command.Fields.Names.ToArray())
                {
                    command.Fields.Text(field);
                }

                break;
            case "continue" or "stop" when command.Fields.Has("if"):
                condition.Read(command);
                break;
            default:
                Order(command);
                break;
        }
    }

    private void Order(AlertatronCommand command)
    {
        var signal = AlertatronOrders.Read(command);
        if (signal is null)
        {
            command.Fields.Refuse("unsupported-command", Undone.TryGetValue(command.Name, out var instead)
                ? $"The command {command.Name} is not carried out here. {instead}"
                : $"There is no command {CommandFields.Shown(command.Name)} here. Send market, limit, stopMarket, stopOrTakeProfit, trailingStop, cancel or wait.", command.Name);
            return;
        }

        if (condition.IsAnswered && pause == 0m && AlertatronCondition.Joined(signals[^1], signal) is { } joined)
        {
            // The order in front of it may have made the condition untrue, so what protects it goes with it.
            signals[^1] = joined;
            return;
        }

        Add(signal, command);
    }

    private void Add(Signal signal, AlertatronCommand command)
    {
        condition.RefuseBeside(signal, command);
        signals.Add(condition.Guarding(signal) with
        {
            Ticker = symbol,
            Account = name,
            Timing = pause > 0 ? (signal.Timing ?? new()) with { DelaySeconds = pause } : signal.Timing,
        });
        pause = 0m;
    }

    private void Wait(CommandFields fields)
    {
        var text = fields.Text(AlertatronScript.Unnamed, "duration");
        if (text is null || Durations.Seconds(text) is not { } seconds)
        {
            fields.Refuse("invalid-delay", $"wait is {CommandFields.Shown(text ?? "")}. Send a time such as 30s, 5m or 2h, at most 7 days.", "wait");
            return;
        }

        pause += seconds;
    }

    private void Cancel(AlertatronCommand asked, IEnumerable<AlertatronCommand> later)
    {
        var fields = asked.Fields;
        var which = (fields.Text("which", AlertatronScript.Unnamed) ?? "all").ToUpperInvariant();
        var tag = fields.Text("tag");
        if (which == "TAGGED" && tag is not null && later.Any(command => command.Fields.Has("tag") && command.Fields.Text("tag") == tag && AlertatronOrders.Replaces(command)))
        {
            // Cancelling what the next command puts in its place: the stop is moved instead, so that nothing is naked meanwhile.
            return;
        }

        if (which != "ALL")
        {
            fields.Refuse("unsupported-parameter", $"cancel(which={which.ToLowerInvariant()}) cancels some of the orders, which is not done here. Send which=all, or move a stop by a stop order with the same tag.", "which");
            return;
        }

        Add(new() { Ticker = symbol, Action = SignalAction.Cancel, IncludeProtection = true }, asked);
    }
}
