using System.Globalization;
using System.Text;
using Signalbox.Markets;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Signals.Readers.PlainText;

/// <summary>Writes signals in our plain text: what <see cref="PlainTextReader"/> reads from it is the same signal again.</summary>
public sealed class PlainTextWriter
{
    private readonly StringBuilder text = new();

    private PlainTextWriter()
    {
    }

    public static string Write(Signal signal)
    {
        var writer = new PlainTextWriter();
        writer.WriteSignal(signal);
        return writer.text.ToString();
    }

    /// <summary>A batch: an order a line.</summary>
    public static string Write(IEnumerable<Signal> signals) => string.Join('\n', signals.Select(Write));

    private void WriteSignal(Signal signal)
    {
        WriteHead(signal);
        Add("after", Name(signal.AfterFillOf));
        WriteOrder(signal.Order);
        WriteAction(signal);
        Add(signal.Size is { } size ? SizeText.Write(size) : null);
        WriteStop(signal.StopLoss);
        foreach (var target in signal.TakeProfit?.Targets ?? [])
        {
            WriteTarget(target);
        }

        Add(signal.TimeInForce is { } tif ? Words.Of(tif) : null);
        WriteTiming(signal.Timing);
        WriteGuards(signal.Guards);
        WriteSwitches(signal);
        WriteOption(signal.Option);
        WriteLabels(signal);
    }

    private void WriteHead(Signal signal)
    {
        var isPlainAccount = signal.Account is { } account && IsBare(account) && char.IsAsciiLetter(account[0]);
        Add(isPlainAccount ? $"@{signal.Account}" : null);
        Add(signal.Ticker.Length == 0 ? null : isPlainAccount || !Keywords.IsVenue(signal.Ticker) ? Name(signal.Ticker) : Tokenizer.Quote(signal.Ticker));
        if (!isPlainAccount)
        {
            Add("on", Name(signal.Account));
        }
    }

    private void WriteOrder(OrderTerms? order)
    {
        if (order is null)
        {
            return;
        }

        switch (order.Type)
        {
            case OrderType.Market:
                Add("market");
                break;
            case OrderType.Limit:
                Add("limit");
                Add(order.LimitPrice?.ToString());
                break;
            case OrderType.Stop or OrderType.StopLimit:
                Add("stop");
                Add(order.StopPrice?.ToString());
                Add(order.Type == OrderType.StopLimit ? "limit" : null);
                Add(order.Type == OrderType.StopLimit ? order.LimitPrice?.ToString() : null);
                break;
            case OrderType.TrailingStop:
                Add("trail", order.TrailPercent is { } percent ? Percent(percent) : Money(order.TrailAmount));
                break;
        }

        Add(order.PostOnly ? "post" : null);
        Add("show", order.VisibleQuantity?.ToString());
        Add("quote", order.QuotePrice is { } quote ? Words.Of(quote) : null);
    }

    private void WriteAction(Signal signal)
    {
        Add(Keywords.Spelling(signal.Action switch
        {
            SignalAction.Buy => Keyword.Buy,
            SignalAction.Sell => Keyword.Sell,
            SignalAction.Exit => Keyword.Close,
            SignalAction.Add => Keyword.Add,
            SignalAction.Cancel => Keyword.Cancel,
            SignalAction.Reverse => Keyword.Reverse,
            SignalAction.Breakeven => Keyword.Breakeven,
            SignalAction.Flatten => Keyword.Flatten,
            SignalAction.Target => Keyword.Target,
            _ => Keyword.Protect,
        }));
        Add(signal.IncludeProtection ? "all" : null);
        Add("only", signal.CancelOrderType is not { } type ? null : type == OrderType.TrailingStop ? "trail" : Words.Of(type));
        Add("offset", signal.BreakevenOffset is { } offset ? Decimals.Canonical(offset) : null);
        Add(signal.TargetPosition?.ToString());
    }

    private void WriteStop(StopLossTerms? stop)
    {
        if (stop is null)
        {
            return;
        }

        var level = Level(stop.StopPrice, stop.Percent, stop.Amount) ?? (stop.LossAmount is { } loss ? $"loss ${loss}" : null);
        var isTrailing = stop.Type == StopLossType.TrailingStop;
        Add(level is not null || isTrailing ? "sl" : null);
        Add(level);
        Add(stop.Type == StopLossType.StopLimit ? "limit" : null);
        Add(stop.LimitPrice?.ToString());
        if (isTrailing)
        {
            Add("trail");
            Add(stop.TrailPercent is { } percent ? Percent(percent) : Money(stop.TrailAmount));
            Add("from", stop.TrailFromPercent is { } from ? Percent(from) : stop.TrailFromPrice is { } price ? $"@{price}" : null);
        }

        if (stop.BreakevenAfterTarget > 0)
        {
            Add("be after", $"tp{stop.BreakevenAfterTarget.ToString(CultureInfo.InvariantCulture)}");
            Add("offset", stop.BreakevenOffset is { } offset ? Decimals.Canonical(offset) : null);
        }
    }

    private void WriteTarget(TargetTerms target)
    {
        Add("tp", Level(target.LimitPrice, target.Percent, target.Amount) ?? $"profit ${target.ProfitAmount}");
        Add(target.SharePercent is { } share ? Percent(share) : null);
    }

    private void WriteTiming(SignalTiming? timing)
    {
        Add("ttl", Seconds(timing?.CancelAfterSeconds));
        Add("delay", Seconds(timing?.DelaySeconds));
        Add("lag", Seconds(timing?.MaxLagSeconds));
        Add("until", Time(timing?.GoodTill));
        Add(timing is { IgnoreTradingWindows: true } ? "anytime" : null);
    }

    private void WriteGuards(SignalGuards? guards)
    {
        if (guards is { SpreadMax: not null } or { SpreadPercentMax: not null })
        {
            Add("spread", guards.SpreadMax is { } price ? Decimals.Canonical(price) : null);
            Add(guards.SpreadMax is null ? "spread" : null);
            Add(guards.SpreadPercentMax is { } percent ? Percent(percent) : null);
        }

        Add("slip", guards?.SlippagePercentMax is { } slip ? Percent(slip) : null);
        Add("if", guards?.RequiredPosition is { } position ? Words.Of(position) : null);
    }

    private void WriteSwitches(Signal signal)
    {
        Add("stay", signal.Sentiment switch { Sentiment.Bullish => "long", Sentiment.Bearish => "short", Sentiment.Flat => "flat", _ => null });
        Add(signal.CancelOpenOrders switch { true => "clear", false => "keep", null => null });
        Add(signal.ReduceOnly ? "reduce" : null);
        Add("lev", signal.Leverage is { } leverage ? $"{Decimals.Canonical(leverage)}x" : null);
        Add(signal.ExtendedHours switch { true => "ext", false => "rth", null => null });
        Add(signal.IsTest ? "test" : null);
    }

    private void WriteOption(OptionTerms? option)
    {
        Add(option?.Right is { } right ? Words.Of(right) : null);
        Add(option?.Moneyness switch { Moneyness.InTheMoney => "itm", Moneyness.OutOfTheMoney => "otm", _ => null });
        Add("strike", option?.StrikePrice?.ToString());
        Add("exp", Name(option?.Expiration));
        Add("away", option?.StrikesAway?.ToString(CultureInfo.InvariantCulture));
        Add("strikes", option?.StrikeCount?.ToString(CultureInfo.InvariantCulture));
    }

    private void WriteLabels(Signal signal)
    {
        Add("price", signal.SignalPrice?.ToString());
        Add("id", Name(signal.ExplicitId));
        Add("oid", Name(signal.SenderOrderId));
        Add("sent", Time(signal.SentAt));
        Add("interval", Name(signal.Interval));
        Add("group", Name(signal.CancelGroup));
        Add("extras", signal.Extras?.GetRawText());
    }

    private static string? Level(Price? price, decimal? percent, decimal? amount) =>
        price is { } absolute ? $"@{absolute}"
        : percent is { } relative ? $"off {Percent(relative)}"
        : amount is { } distance ? $"off {Money(distance)}"
        : null;

    private static string Percent(decimal value) => $"{Decimals.Canonical(value)}%";

    private static string? Money(decimal? value) => value is { } amount ? $"${Decimals.Canonical(amount)}" : null;

    private static string? Seconds(decimal? value) => value is { } seconds ? DurationText.Write(seconds) : null;

    private static string? Time(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);

    private static string? Name(string? name) => name is null || IsBare(name) ? name : Tokenizer.Quote(name);

    /// <summary>Whether a name can stand without quotes and be nothing else.</summary>
    private static bool IsBare(string name) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ':' or '.' or '_' or '/' or '!' or '-')
        && Keywords.Of(name) == Keyword.None && SizeText.TryRead(name) is null && !SizeText.IsNumberLike(name) && !name.EndsWith(':');

    private void Add(string? word)
    {
        if (word is not null)
        {
            text.Append(text.Length == 0 ? "" : " ").Append(word);
        }
    }

    private void Add(string keyword, string? value)
    {
        if (value is not null)
        {
            Add(keyword);
            Add(value);
        }
    }
}
