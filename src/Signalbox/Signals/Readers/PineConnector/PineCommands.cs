using System.Collections.Frozen;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Commands;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Signals.Readers.PineConnector;

/// <summary>What the commands of the language mean here.</summary>
internal static class PineCommands
{
    public static readonly FrozenSet<string> Parameters = new[]
    {
        "risk", "vol_lots", "vol_dollar", "vol_pct", "vol_balance_loss", "sl", "tp", "sl_pips", "tp_pips", "sl_price", "tp_price", "sl_pct", "tp_pct", "price", "entry_price",
        "comment", "secret", "accfilter", "spread", "betrigger", "beoffset", "trailtrig", "traildist", "trailstep", "atrtimeframe", "atrtrigger", "atrperiod",
        "atrmultiplier", "atrshift", "pct", "magic", "id",
    }.Concat(Enumerable.Range(1, 20).Select(place => $"tp{place}")).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What an alert that holds for every command of a strategy says about entries: a command that opens nothing has no use for it.</summary>
    private static readonly string[] OfEntries = ["risk", "price", "entry_price", "spread"];

    private static readonly string[] OfProtection =
    [
        "sl", "sl_pips", "sl_price", "sl_pct", "tp_pips", "tp_price", "tp_pct", "traildist", "trailstep", "beoffset", "tp",
        .. Enumerable.Range(1, 20).Select(place => $"tp{place}"),
    ];

    private static readonly FrozenDictionary<string, PineCommand> Known = new Dictionary<string, PineCommand>
    {
        ["buy"] = new(PineVerb.Open, true),
        ["long"] = new(PineVerb.Open, true),
        ["bull"] = new(PineVerb.Open, true),
        ["bullish"] = new(PineVerb.Open, true),
        ["sell"] = new(PineVerb.Open, false),
        ["short"] = new(PineVerb.Open, false),
        ["bear"] = new(PineVerb.Open, false),
        ["bearish"] = new(PineVerb.Open, false),
        ["buystop"] = new(PineVerb.Open, true, OrderType.Stop),
        ["buylimit"] = new(PineVerb.Open, true, OrderType.Limit),
        ["sellstop"] = new(PineVerb.Open, false, OrderType.Stop),
        ["selllimit"] = new(PineVerb.Open, false, OrderType.Limit),
        ["closelong"] = new(PineVerb.Close, true),
        ["closebuy"] = new(PineVerb.Close, true),
        ["closeshort"] = new(PineVerb.Close, false),
        ["closesell"] = new(PineVerb.Close, false),
        ["closelongshort"] = new(PineVerb.Close, null),
        ["closelongpct"] = new(PineVerb.ClosePart, true),
        ["closeshortpct"] = new(PineVerb.ClosePart, false),
        ["closelongvol"] = new(PineVerb.CloseLots, true),
        ["closeshortvol"] = new(PineVerb.CloseLots, false),
        ["closelongbuy"] = new(PineVerb.CloseAndOpen, true),
        ["closeshortsell"] = new(PineVerb.CloseAndOpen, false),
        ["closelongsell"] = new(PineVerb.Turn, false),
        ["closeshortbuy"] = new(PineVerb.Turn, true),
        ["cancellongshort"] = new(PineVerb.Cancel, null),
        ["cancellong"] = new(PineVerb.Refuse, true),
        ["cancelshort"] = new(PineVerb.Refuse, false),
        ["newsltplong"] = new(PineVerb.Protect, true),
        ["newsltpshort"] = new(PineVerb.Protect, false),
        ["closeall"] = new(PineVerb.Flatten, null),
        ["closealleaoff"] = new(PineVerb.Refuse, null),
        ["eaoff"] = new(PineVerb.Refuse, null),
        ["eaon"] = new(PineVerb.Refuse, null),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool IsKnown(string command) => Known.ContainsKey(command);

    public static IReadOnlyList<Signal> Read(string name, string symbol, CommandFields fields)
    {
        if (!Known.TryGetValue(name, out var command))
        {
            var nearest = name.Length <= 64 ? NearestWord.Of(name, Known.Keys) : null;
            fields.Refuse("invalid-action", $"There is no command {CommandFields.Shown(name)}.{(nearest is null ? "" : $" Did you mean {nearest}?")} Send buy, sell, closelong, closeshort or another of the cheat sheet.", "command");
            return [];
        }

        if (command.Verb == PineVerb.Refuse)
        {
            fields.Refuse("unsupported-command", $"The command {name} is not carried out here. {Instead(name)}", "command");
        }

        // Closing everything concerns the account, so it needs no symbol.
        if (symbol.Length > 64 || symbol.Length == 0 && command.Verb != PineVerb.Flatten)
        {
            fields.Refuse("empty-ticker-name", "The symbol is missing. Name what to trade after the command, for example EURUSD.", "symbol");
        }

        fields.LetPass("comment", "magic", "id");
        var signals = Read(command, new() { Ticker = symbol, Action = SignalAction.Exit, Guards = Held(command.IsLong) }, new(fields, symbol));
        if (command.Verb is not (PineVerb.Open or PineVerb.CloseAndOpen or PineVerb.Turn))
        {
            fields.LetPass(OfEntries);
            fields.LetPass(command.Verb == PineVerb.Protect ? [] : OfProtection);
        }

        return signals;
    }

    private static IReadOnlyList<Signal> Read(PineCommand command, Signal bare, PineValues values) => command.Verb switch
    {
        PineVerb.Open => [Open(command, bare, values)],
        PineVerb.Close => [bare with { Size = values.Part() }],
        PineVerb.ClosePart => [bare with { Size = values.Required(values.Part() ?? values.RiskAsPart(), "pct") }],
        PineVerb.CloseLots => [bare with { Size = values.Required(values.Size(), "vol_lots") }],
        PineVerb.CloseAndOpen => [bare, Open(command, bare, values)],
        PineVerb.Turn => [bare with { Guards = Held(!command.IsLong) }, Open(command, bare, values)],
        PineVerb.Cancel => [bare with { Action = SignalAction.Cancel }],
        PineVerb.Protect => [Protect(bare, values)],
        PineVerb.Flatten => [bare with { Action = SignalAction.Flatten }],
        _ => [],
    };

    private static SignalGuards? Held(bool? isLong) => isLong is { } side ? new() { RequiredPosition = side ? RequiredPosition.Long : RequiredPosition.Short } : null;

    private static Signal Open(PineCommand command, Signal bare, PineValues values) => bare with
    {
        Action = command.IsLong == true ? SignalAction.Buy : SignalAction.Sell,
        Guards = values.Spread(),
        Size = values.Size(),
        Order = command.Type switch
        {
            OrderType.Stop => new() { Type = OrderType.Stop, StopPrice = values.PendingPrice() },
            OrderType.Limit => new() { Type = OrderType.Limit, LimitPrice = values.PendingPrice() },
            _ => new() { Type = OrderType.Market },
        },
        TakeProfit = values.TakeProfit(),
        StopLoss = values.StopLoss(),
    };

    private static Signal Protect(Signal bare, PineValues values)
    {
        var signal = bare with { Action = SignalAction.Protect, TakeProfit = values.TakeProfit(), StopLoss = values.StopLoss() };
        if (signal is { TakeProfit: null, StopLoss: null })
        {
            values.Fields.Refuse("nothing-to-protect-with", "The command needs a new sl or tp.", "sl");
        }

        return signal;
    }

    private static string Instead(string name) => name.StartsWith("cancel", StringComparison.OrdinalIgnoreCase)
        ? "Orders of both sides are cancelled together: send cancellongshort."
        : "Switch the strategy or the account on or off instead, or send closeall.";
}

/// <param name="IsLong">Null: both sides.</param>
internal sealed record PineCommand(PineVerb Verb, bool? IsLong, OrderType Type = OrderType.Market);

internal enum PineVerb
{
    Open,
    Close,
    ClosePart,
    CloseLots,
    CloseAndOpen,
    Turn,
    Cancel,
    Protect,
    Flatten,
    Refuse,
}
