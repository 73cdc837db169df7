using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Commands;

namespace Signalbox.Signals.Readers.OctoBot;

/// <summary>OctoBot's alerts: KEY=VALUE on lines of their own or between semicolons, with SIGNAL and SYMBOL.</summary>
public sealed partial class OctoBotReader : ISignalReader
{
    private const int TickerLengthMax = 64;

    private static readonly FrozenDictionary<string, SignalAction> Signals = new Dictionary<string, SignalAction>
    {
        ["buy"] = SignalAction.Buy,
        ["sell"] = SignalAction.Sell,
        ["cancel"] = SignalAction.Cancel,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, OrderType> OrderTypes = new Dictionary<string, OrderType>
    {
        ["market"] = OrderType.Market,
        ["limit"] = OrderType.Limit,
        ["stop"] = OrderType.Stop,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Known =
    [
        "SIGNAL", "SYMBOL", "EXCHANGE", "ORDER_TYPE", "VOLUME", "PRICE", "STOP_PRICE", "TAKE_PROFIT_PRICE", "REDUCE_ONLY", "TAG", "LEVERAGE", "TOKEN",
        "TRAILING_PROFILE", "CANCEL_POLICY", "CANCEL_POLICY_PARAMS", "HEARTBEAT", "ALLOW_HOLDINGS_ADAPTATION",
    ];

    public string Name => "octobot";

    public bool Recognises(SignalText text)
    {
        if (text.LooksLikeJson || !text.Plain.Contains("SIGNAL", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var pairs = Pairs(text.Plain);
        return pairs is not null && pairs.Exists(pair => Is(pair, "SIGNAL")) && pairs.Exists(pair => Is(pair, "SYMBOL"));
    }

    public Reading Read(SignalText text)
    {
        var fields = new CommandFields(Pairs(text.Plain)!);
        var token = fields.Text("TOKEN");
        var signal = Build(fields);
        string[] known = [.. Known, .. fields.Names.Where(name => NumberedOrParameter.IsMatch(name))];
        // An order at the market may tell the price its sender saw.
        var isAtMarket = signal.Order?.Type == OrderType.Market;
        // What belongs to orders changes nothing about cancelling them.
        if (signal.Action == SignalAction.Cancel)
        {
            fields.RefuseUnknown(known);
        }
        else
        {
            fields.RefuseUnread(known, name => IsNote(name) || isAtMarket && name.Equals("PRICE", StringComparison.OrdinalIgnoreCase));
        }

        var reading = fields.Refusal is { } refusal ? Reading.Refused(refusal) : Reading.Of(signal with { UnknownFields = fields.Unread() });
        return reading with { Secrets = token is null ? [] : [new("TOKEN", token)] };
    }

    private static Signal Build(CommandFields fields)
    {
        var ticker = fields.Text("SYMBOL");
        if (ticker is null or { Length: > TickerLengthMax })
        {
            fields.Refuse("empty-ticker-name", "SYMBOL is missing or empty. Name what to trade, for example SYMBOL=BTCUSDT.", "SYMBOL");
        }

        var action = fields.Word(Signals, "invalid-action", "SIGNAL");
        if (action is null)
        {
            fields.Refuse("invalid-action", "SIGNAL is missing. Send buy, sell or cancel.", "SIGNAL");
        }

        // The alert's exchange is the one of the chart, as {{exchange}} has it.
        var exchange = fields.Text("EXCHANGE");
        var signal = new Signal { Ticker = exchange is null || ticker?.Contains(':', StringComparison.Ordinal) == true ? ticker ?? "" : $"{exchange}:{ticker}", Action = action ?? SignalAction.Buy };
        return action == SignalAction.Cancel ? Cancel(fields, signal) : Order(fields, signal);
    }

    private static Signal Cancel(CommandFields fields, Signal signal)
    {
        fields.Cannot("PARAM_SIDE", "cancels the orders of one side, which is not done here. Leave it out to cancel both.");
        fields.Cannot("TAG", "cancels the orders of one tag, which is not done here. Leave it out to cancel all of the symbol.");
        return signal with { IncludeProtection = true };
    }

    private static Signal Order(CommandFields fields, Signal signal)
    {
        fields.Cannot("TRAILING_PROFILE", "trails in a way of its own, which is not done here. Leave it out.");
        var type = fields.Word(OrderTypes, "invalid-order-type", "ORDER_TYPE");
        var stop = type == OrderType.Stop ? fields.Price("invalid-stop-price", "STOP_PRICE") : null;
        if (type == OrderType.Stop && stop is null)
        {
            fields.Refuse("invalid-stop-price", "ORDER_TYPE=STOP needs a STOP_PRICE.", "STOP_PRICE");
        }

        return signal with
        {
            Size = OctoBotValues.Volume(fields),
            Order = type switch
            {
                OrderType.Stop => new() { Type = OrderType.Stop, StopPrice = stop },
                OrderType.Market => new() { Type = OrderType.Market },
                OrderType.Limit => new() { Type = OrderType.Limit, LimitPrice = OctoBotValues.LimitPrice(fields) },
                _ => fields.Has("PRICE") ? new() { Type = OrderType.Limit, LimitPrice = OctoBotValues.LimitPrice(fields) } : null,
            },
            TakeProfit = OctoBotValues.TakeProfit(fields),
            StopLoss = type == OrderType.Stop ? null : OctoBotValues.StopLoss(fields),
            ReduceOnly = fields.Flag("REDUCE_ONLY"),
            Leverage = fields.Positive("invalid-leverage", "LEVERAGE"),
        };
    }

    private static bool IsNote(string name) =>
        name.StartsWith("PARAM_", StringComparison.OrdinalIgnoreCase) || name.ToUpperInvariant() is "TAG" or "HEARTBEAT" or "ALLOW_HOLDINGS_ADAPTATION";

    private static bool Is((string Name, string Value) pair, string name) => string.Equals(pair.Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Null where a part is no KEY=VALUE: then it is not this language.</summary>
    private static List<(string Name, string Value)>? Pairs(string text)
    {
        var pairs = new List<(string, string)>();
        foreach (var part in text.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || part.AsSpan(0, equals).TrimEnd().ContainsAny(' ', '{', '('))
            {
                return null;
            }

            pairs.Add((part[..equals].TrimEnd(), part[(equals + 1)..]));
        }

        return pairs;
    }

    [GeneratedRegex(@"^(?:PARAM_.*|TAKE_PROFIT_(?:PRICE|VOLUME_RATIO)(?:_\d{1,2})?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberedOrParameter { get; }
}
