using System.Collections.Frozen;
using System.Globalization;
using Signalbox.Signals.Readers.Commands;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.Autoview;

/// <summary>One command of an Autoview alert.</summary>
internal static class AutoviewCommand
{
    private static readonly FrozenDictionary<string, bool> Closings = new Dictionary<string, bool>
    {
        ["position"] = true,
        ["pos"] = true,
        ["order"] = false,
        ["orders"] = false,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly (string Name, string Why)[] Undone =
    [
        ("ab", "borrows funds, which is not done here. Borrow at the venue."),
        ("ar", "repays borrowed funds, which is not done here. Repay at the venue."),
        ("bcc", "sends the command elsewhere and not to the venue. Remove the command."),
        ("cmo", "chooses among orders or positions, which is not done here. Leave it out."),
        ("h", "trades both sides of one instrument at a time, which is not done here. Use one-way mode."),
        ("iceberg", "splits the order, which is not done here. Leave it out."),
        ("u", "says what the quantity counts, which is not done here. Leave it out and send units, or a percentage of the equity."),
        ("w", "moves funds, which is not done here."),
        ("y", "asks for a balance or repays a loan, which is not done here. Leave it out."),
    ];

    /// <summary>Null for a command that only pauses.</summary>
    public static Signal? Read(CommandFields fields, AutoviewContext around)
    {
        fields.LetPass("cc", "cot", "shared");
        var pause = fields.Text("delay") is { } text ? AutoviewValues.Delay(fields, text) : 0m;
        if (!fields.Has("b") && !fields.Has("c"))
        {
            around.Symbol = fields.Text("s") ?? around.Symbol;
            around.DelaySeconds += pause;
            fields.LetPass("e", "a", "d");
            return null;
        }

        foreach (var (name, why) in Undone.Where(undone => undone.Name != "y" || fields.Text("y")?.ToUpperInvariant() is not (null or "BALANCE" or "EQUITY")))
        {
            fields.Cannot(name, why);
        }

        // Without a symbol the chart's is meant, which no message carries: the address or the strategy has to name it.
        around.Symbol = fields.Text("s") ?? around.Symbol;
        var delay = pause + around.DelaySeconds;
        around.DelaySeconds = 0m;
        var signal = fields.Has("c") ? Close(fields) : Open(fields);
        return signal with
        {
            Ticker = around.Symbol ?? "",
            Account = Account(fields),
            IsTest = fields.Flag("d"),
            Timing = Timing(fields, delay),
            ExtendedHours = fields.Has("eh") ? fields.Flag("eh") : null,
        };
    }

    private static string? Account(CommandFields fields)
    {
        var exchange = fields.Text("e");
        return fields.Text("a") is { } account and not "*" ? account : exchange?.Split('-')[0];
    }

    private static SignalTiming? Timing(CommandFields fields, decimal delay)
    {
        DateTimeOffset? until = null;
        if (fields.Text("dt") is { } text)
        {
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                until = time;
            }
            else
            {
                fields.Refuse("invalid-expires-at", $"dt is {CommandFields.Shown(text)}. Send a date such as 2026-09-14.", "dt");
            }
        }

        return delay == 0m && until is null ? null : new() { DelaySeconds = delay == 0m ? null : delay, GoodTill = until };
    }

    private static Signal Open(CommandFields fields)
    {
        var (order, life) = AutoviewValues.Order(fields);
        return new()
        {
            Ticker = "",
            Action = fields.Word(CommonWords.Sides, "invalid-action", "b") == true ? SignalAction.Buy : SignalAction.Sell,
            Size = AutoviewValues.Size(fields),
            Order = order,
            TimeInForce = life,
            TakeProfit = AutoviewValues.TakeProfit(fields),
            StopLoss = AutoviewValues.StopLoss(fields),
            Leverage = fields.Text("l") is { } leverage and not "0" ? AutoviewValues.Plain(fields, "l", leverage, "invalid-leverage") : null,
            ReduceOnly = fields.Flag("ro"),
        };
    }

    private static Signal Close(CommandFields fields)
    {
        var side = fields.Word(CommonWords.Sides, "invalid-action", "b");
        fields.LetPass("l", "ro");
        if (fields.Word(Closings, "invalid-action", "c") == true)
        {
            var guards = side is { } isLong ? new SignalGuards { RequiredPosition = isLong ? RequiredPosition.Long : RequiredPosition.Short } : null;
            if (AutoviewValues.Protection(fields) is { } protection)
            {
                return protection with { Guards = guards };
            }

            var (order, life) = AutoviewValues.Order(fields);
            return new()
            {
                Ticker = "",
                Action = SignalAction.Exit,
                Size = AutoviewValues.Part(fields),
                Order = order,
                TimeInForce = life,
                Guards = guards,
            };
        }

        if (side is not null)
        {
            fields.Refuse("unsupported-parameter", "The parameter b cancels the orders of one side, which is not done here. Leave it out to cancel both.", "b");
        }

        if (fields.Text("cm") is { } most and not "100%")
        {
            fields.Refuse("unsupported-parameter", $"The parameter cm is {CommandFields.Shown(most)}; orders are cancelled all or not at all here. Leave it out.", "cm");
        }

        fields.Cannot("t", "cancels the orders of one type, which is not done here. Leave it out to cancel all of the symbol.");
        return new() { Ticker = "", Action = SignalAction.Cancel, IncludeProtection = true };
    }
}
