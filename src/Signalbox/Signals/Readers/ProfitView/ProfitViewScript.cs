using System.Collections.Frozen;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Commands;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.ProfitView;

/// <summary>The lines of one script, and what earlier ones say for later ones: the exchange, the symbol, a pause, a condition.</summary>
internal sealed class ProfitViewScript
{
    public static readonly FrozenSet<string> Known = new[]
    {
        "long", "short", "buy", "sell", "close", "cancel", "delay", "exchange", "ex", "e", "symbol", "sym", "s", "account", "acc", "a", "parallel", "type", "t",
        "leverage", "l", "stoploss", "sl", "takeprofit", "tp", "price", "p", "priceref", "pr", "quantity", "q", "ifpos", "ifnone", "iffound", "iferror", "error", "retries",
        "expect", "return", "id", "notify",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly List<Signal> signals = [];
    private string? symbol;
    private string? account;
    private decimal pause;
    private bool onlyFlat;

    public IReadOnlyList<Signal> Signals => signals;

    public static bool IsSide(string text) => text.Trim('[', ']', '!').ToUpperInvariant() is "LONG" or "SHORT" or "BUY" or "SELL" or "SIDE";

    public void Read(CommandFields fields)
    {
        Around(fields);
        if (fields.Text("delay") is { } text)
        {
            pause += Durations.Seconds(text) ?? Refused(fields, "delay", text);
        }

        onlyFlat |= fields.Text("ifpos")?.Equals("abort", StringComparison.OrdinalIgnoreCase) == true;
        if (fields.Has("[side]") || fields.Text("close") is "[side]" or "[!side]")
        {
            fields.Refuse("side-not-known", "[side] takes its side from the alert's name, which does not travel with the message. Write long or short in the place of [side].", "side");
            return;
        }

        foreach (var name in (string[])["long", "buy", "short", "sell"])
        {
            if (fields.Text(name) is { } quantity)
            {
                Add(Open(fields, name is "long" or "buy", quantity));
            }
        }

        if (fields.Has("close"))
        {
            Add(Close(fields));
        }

        if (fields.Has("cancel"))
        {
            fields.Text("cancel");
            Add(new() { Ticker = "", Action = SignalAction.Cancel });
        }
    }

    private void Around(CommandFields fields)
    {
        // Errors and labels: see the reader.
        fields.LetPass("ifnone", "iffound", "iferror", "error", "retries", "expect", "return", "id", "notify");
        fields.Cannot("parallel", "names several accounts. Subscribe them to the strategy.");
        symbol = fields.Text("symbol", "sym", "s") ?? symbol;
        var exchange = fields.Text("exchange", "ex", "e");
        account = fields.Text("account", "acc", "a") ?? exchange?.Split('-')[0] ?? account;
    }

    private void Add(Signal signal)
    {
        signals.Add(signal with
        {
            // Without a symbol the chart's is meant: the address or the strategy has to name it.
            Ticker = symbol ?? "",
            Account = account,
            Timing = pause > 0 ? new() { DelaySeconds = pause } : null,
            Guards = onlyFlat && signal.Action is SignalAction.Buy or SignalAction.Sell ? new() { RequiredPosition = RequiredPosition.Flat } : signal.Guards,
        });
        pause = 0m;
    }

    private static Signal Open(CommandFields fields, bool isLong, string quantity) => new()
    {
        Ticker = "",
        Action = isLong ? SignalAction.Buy : SignalAction.Sell,
        Size = Size(fields, quantity == ProfitViewLine.Bare ? fields.Text("quantity", "q") ?? quantity : quantity, QuantityType.PercentOfEquity),
        Order = Order(fields),
        Leverage = fields.Positive("invalid-leverage", "leverage", "l"),
        StopLoss = StopLoss(fields),
        TakeProfit = fields.Text("takeprofit", "tp") is { } target ? Target(fields, "takeprofit", target) : null,
    };

    // A close with a stop or a price is no order to close now: it protects the position.
    private static Signal Close(CommandFields fields)
    {
        var closed = fields.Text("close") ?? ProfitViewLine.Bare;
        bool? isLong = closed.ToUpperInvariant() switch { "LONG" or "BUY" => true, "SHORT" or "SELL" => false, _ => null };
        if (isLong is null && !closed.Equals(ProfitViewLine.Bare, StringComparison.OrdinalIgnoreCase))
        {
            fields.Refuse("invalid-action", $"close is {CommandFields.Shown(closed)}, which is no side. Send close=long or close=short, with quantity=50% for a part of the position.", "close");
        }

        var guards = isLong is { } side ? new SignalGuards { RequiredPosition = side ? RequiredPosition.Long : RequiredPosition.Short } : null;
        var stop = StopLoss(fields);
        var target = fields.Text("price", "p") is { } price ? Target(fields, "price", price) : fields.Text("takeprofit", "tp") is { } profit ? Target(fields, "takeprofit", profit) : null;
        fields.Text("priceref", "pr");
        if (stop is not null || target is not null)
        {
            fields.LetPass("type", "t");
            return new() { Ticker = "", Action = SignalAction.Protect, Guards = guards, StopLoss = stop, TakeProfit = target };
        }

        // Closing needs no leverage.
        fields.LetPass("leverage", "l");
        return new()
        {
            Ticker = "",
            Action = SignalAction.Exit,
            Guards = guards,
            Size = fields.Text("quantity", "q") is { } part ? Size(fields, part, QuantityType.PercentOfPosition) : null,
            Order = Order(fields),
        };
    }

    private static SizeTerms? Size(CommandFields fields, string text, QuantityType percentOf) =>
        Distance(fields, "quantity", text) is var (number, isPercent) ? new() { Quantity = number, Type = isPercent ? percentOf : QuantityType.FixedQuantity } : null;

    private static OrderTerms? Order(CommandFields fields)
    {
        var type = fields.Word(CommonWords.MarketAndLimit, "invalid-order-type", "type", "t");
        return type == OrderType.Market ? new() { Type = OrderType.Market }
            : fields.Price("invalid-limit-price", "price", "p") is { } price ? new() { Type = OrderType.Limit, LimitPrice = price }
            : type is null ? null : new() { Type = OrderType.Limit };
    }

    private static StopLossTerms? StopLoss(CommandFields fields) =>
        fields.Text("stoploss", "sl") is { } text && Distance(fields, "stoploss", text) is var (number, isPercent)
            ? isPercent ? new() { Percent = number } : IsSigned(text) ? new() { Amount = number } : new() { StopPrice = new(number) }
            : null;

    private static TakeProfitTerms? Target(CommandFields fields, string name, string text) =>
        Distance(fields, name, text) is var (number, isPercent)
            ? TakeProfitTerms.Of(isPercent ? new() { Percent = number } : IsSigned(text) ? new() { Amount = number } : new() { LimitPrice = new(number) })
            : null;

    private static bool IsSigned(string text) => text.Length > 0 && text[0] is '-' or '+' or '[';

    private static (decimal Number, bool IsPercent)? Distance(CommandFields fields, string name, string text)
    {
        var bare = text.Replace("[-]", "", StringComparison.Ordinal).Replace("[+]", "", StringComparison.Ordinal);
        if (Amounts.TrySplit(bare, out var number, out var mark) && number != 0 && mark is "" or "%")
        {
            return (Math.Abs(number), mark.Length > 0);
        }

        Refused(fields, name, text);
        return null;
    }

    private static decimal Refused(CommandFields fields, string name, string text)
    {
        fields.Refuse("invalid-number", $"{name} is {CommandFields.Shown(text)}. Send a number, or a percentage such as 2%.", name);
        return 0m;
    }
}
