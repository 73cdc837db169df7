using System.Text.RegularExpressions;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Signals.Readers.PlainWords;

/// <summary>
/// Orders as people say them: <c>BUY 10 AAPL</c>, <c>buy 0.5 BTCUSD at 64250 limit</c>, <c>close NVDA</c>. Only sentences of
/// exactly these shapes are read, so that none is taken for one.
/// </summary>
public sealed partial class PlainWordsReader : ISignalReader
{
    public string Name => "plain-words";

    public bool Recognises(SignalText text) => !text.LooksLikeJson && text.Plain.Length < 128 && (Order.IsMatch(text.Plain) || Closing.IsMatch(text.Plain));

    public Reading Read(SignalText text)
    {
        if (Closing.Match(text.Plain) is { Success: true } closing)
        {
            return Reading.Of(new Signal { Ticker = closing.Groups["ticker"].Value, Action = SignalAction.Exit });
        }

        var order = Order.Match(text.Plain);
        if (!Decimals.TryParse(order.Groups["quantity"].Value, out var quantity) || quantity <= 0)
        {
            return Reading.Refused(new("invalid-quantity", $"{order.Groups["quantity"].Value} is no quantity. Send a number above zero.", "quantity"));
        }

        var price = order.Groups["price"];
        if (price.Success && (!Decimals.TryParse(price.Value, out var limit) || limit <= 0))
        {
            return Reading.Refused(new("invalid-limit-price", $"{price.Value} is no price. Send a number above zero.", "price"));
        }

        return Reading.Of(new Signal
        {
            Ticker = order.Groups["ticker"].Value,
            Action = order.Groups["side"].Value.ToUpperInvariant() is "BUY" or "LONG" ? SignalAction.Buy : SignalAction.Sell,
            Size = new() { Quantity = quantity },
            Order = price.Success ? new() { Type = OrderType.Limit, LimitPrice = new(decimal.Parse(price.Value, System.Globalization.CultureInfo.InvariantCulture)) } : null,
        });
    }

    [GeneratedRegex(@"^\s*(?<side>buy|sell|short|long)\s+(?<quantity>[0-9]*\.?[0-9]+)\s+(?!(?:market|limit|stop|trail|post|reduce|ioc|fok|day|gtc|at|sl|tp)\b)(?<ticker>[A-Z][A-Z0-9:./_!-]{0,40})(?:\s+(?:at|@)\s*(?<price>[0-9]*\.?[0-9]+)(?:\s+limit)?)?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Order { get; }

    [GeneratedRegex(@"^\s*(?:close|exit)\s+(?!long\b|short\b|all\b|position\b|market\b)(?<ticker>[A-Z][A-Z0-9:./_!-]{0,40})\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Closing { get; }
}
