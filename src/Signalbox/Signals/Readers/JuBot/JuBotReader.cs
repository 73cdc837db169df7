using Signalbox.Markets;
using Signalbox.Signals.Readers.Commands;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.JuBot;

/// <summary>
/// JuBot's alerts: ENTRY or EXIT, LONG or SHORT, then short keys. An entry cancels the orders of the symbol and closes what
/// is held before it opens.
/// </summary>
public sealed class JuBotReader : ISignalReader
{
    private static readonly string[] Known = ["e", "s", "q", "tf", "l", "p", "t", "tp", "sl", "ts", "id"];

    public string Name => "jubot";

    public bool Recognises(SignalText text) => !text.LooksLikeJson
        && (text.Plain.Contains('=', StringComparison.Ordinal) || text.Plain.AsSpan().Trim().StartsWith("ENTRY", StringComparison.OrdinalIgnoreCase))
        && Head(text.Plain) is not null;

    public Reading Read(SignalText text)
    {
        var (isEntry, isLong, rest) = Head(text.Plain)!.Value;
        var tokens = rest.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var fields = new CommandFields(tokens.Select(token => token.Split('=', 2)).Select(pair => (pair[0], pair.Length == 2 ? pair[1] : "")));
        var ticker = fields.Text("s");
        if (tokens.Length == 0)
        {
            return Reading.Refused(new("empty-ticker-name", "The alert says on which side and not what to trade. Add the symbol and the quantity, for example ENTRY LONG s=BTCUSDT q=10%.", "s"));
        }

        // The chart's time frame is how that product tells a repeated alert; here a time does.
        fields.LetPass("tf", "id");
        var bare = new Signal { Ticker = ticker ?? "", Account = fields.Text("e")?.Split('-')[0], Action = SignalAction.Exit };
        var signals = isEntry ? Entry(fields, bare, isLong) : [bare with { Guards = new() { RequiredPosition = isLong ? RequiredPosition.Long : RequiredPosition.Short } }];
        fields.RefuseUnread(Known);
        return fields.Refusal is { } refusal ? Reading.Refused(refusal) : Reading.Of(signals);
    }

    private static IReadOnlyList<Signal> Entry(CommandFields fields, Signal bare, bool isLong) =>
    [
        // What protects the position goes with the position, one step later.
        bare with { Action = SignalAction.Cancel },
        bare with { Action = SignalAction.Target, TargetPosition = Quantity.Zero },
        bare with
        {
            Action = isLong ? SignalAction.Buy : SignalAction.Sell,
            Size = Share(fields, "q", "invalid-quantity") is var (number, isPercent)
                ? new() { Quantity = number, Type = isPercent ? QuantityType.PercentOfEquity : QuantityType.FixedQuantity }
                : null,
            Order = Order(fields),
            Leverage = fields.Positive("invalid-leverage", "l"),
            TakeProfit = Share(fields, "tp", "invalid-take-profit-percent") is var (target, isPart)
                ? TakeProfitTerms.Of(isPart ? new() { Percent = target } : new() { LimitPrice = new(target) })
                : null,
            StopLoss = Share(fields, "sl", "invalid-stop-loss-percent") is var (stop, isDistance)
                ? isDistance ? new() { Percent = stop } : new() { StopPrice = new(stop) }
                : null,
        },
    ];

    private static OrderTerms? Order(CommandFields fields)
    {
        var type = fields.Word(CommonWords.MarketAndLimit, "invalid-order-type", "t");
        return type == OrderType.Market ? new() { Type = OrderType.Market }
            : fields.Price("invalid-limit-price", "p") is { } price ? new() { Type = OrderType.Limit, LimitPrice = price }
            : type is null ? null : new() { Type = OrderType.Limit };
    }

    private static (decimal Number, bool IsPercent)? Share(CommandFields fields, string name, string code)
    {
        if (fields.Text(name) is not { } text)
        {
            return null;
        }

        if (Amounts.TrySplit(text, out var number, out var mark) && number > 0 && mark is "" or "%")
        {
            return (number, mark.Length > 0);
        }

        fields.Refuse(code, $"{name} is {CommandFields.Shown(text)}. Send a number or a percentage such as 5%.", name);
        return null;
    }

    private static (bool IsEntry, bool IsLong, string Fields)? Head(string text)
    {
        var words = text.Trim().Split([' ', '\t', '\r', '\n'], 3, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words.Length == 3 && !words[2].Contains('=', StringComparison.Ordinal))
        {
            return null;
        }

        if (words.Length == 2 && !words[0].Equals("ENTRY", StringComparison.OrdinalIgnoreCase))
        {
            // Exit with a side is an order of our plain text; entry is not, and would be read as what to trade.
            return null;
        }

        bool? isEntry = words[0].ToUpperInvariant() switch { "ENTRY" => true, "EXIT" => false, _ => null };
        bool? isLong = words[1].ToUpperInvariant() switch { "LONG" => true, "SHORT" => false, _ => null };
        return isEntry is { } entry && isLong is { } side ? (entry, side, words.Length == 3 ? words[2] : "") : null;
    }
}
