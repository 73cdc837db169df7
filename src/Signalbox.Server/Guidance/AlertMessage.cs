using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Readers.PlainText;
using Signalbox.Signals.Readers.SignalboxJson;
using Signalbox.Signals.Readers.TradersPost;
using Signalbox.Signals.Terms;

namespace Signalbox.Server.Guidance;

/// <summary>
/// A signal written with placeholders where the alert's sender fills in what it knows. Placeholders are no values, so the
/// signal is written with stand-ins and these are then replaced.
/// </summary>
internal static class AlertMessage
{
    // With a blank, so that plain text quotes it: ALL, ON and DAY are stocks and words of the language too.
    private const string Ticker = "STAND IN TICKER";
    private const string Interval = "STANDININTERVAL";
    private static readonly DateTimeOffset Time = new(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);
    private const decimal Quantity = 918273645.5m;
    private const decimal Price = 817263545.25m;

    /// <param name="signals">One, where placeholders are asked for.</param>
    public static string Write(IReadOnlyList<Signal> signals, SignalSource source, SignalFormat format)
    {
        if (source == SignalSource.Code)
        {
            return Write(signals, format);
        }

        var signal = signals[0];
        var isStrategy = source == SignalSource.TradingviewStrategy;
        var standIn = signal with
        {
            Ticker = Ticker,
            Action = isStrategy ? SignalAction.Buy : signal.Action,
            Size = isStrategy ? new SizeTerms { Quantity = Quantity } : signal.Size,
            SignalPrice = new Price(Price),
            SentAt = Time,
            Interval = Interval,

            // An alert says the same every time: with an id of its own only the first would trade.
            ExplicitId = null,
            SenderOrderId = null,
        };
        var message = Replace(Write([standIn], format));
        return isStrategy ? ReplaceAction(message, format) : message;
    }

    private static string Write(IReadOnlyList<Signal> signals, SignalFormat format) =>
        format == SignalFormat.Text ? PlainTextWriter.Write(signals)
        : format == SignalFormat.Traderspost ? TradersPostWriter.Write(signals)
        : signals is [var single] ? SignalboxJsonWriter.Write(single)
        : SignalboxJsonWriter.Write(signals);

    private static string Replace(string message) => message
        .Replace(Ticker, "{{ticker}}", StringComparison.Ordinal)
        .Replace(Text.Decimals.Canonical(Quantity), "{{strategy.order.contracts}}", StringComparison.Ordinal)
        .Replace(Text.Decimals.Canonical(Price), "{{close}}", StringComparison.Ordinal)
        .Replace(Time.ToString("O", System.Globalization.CultureInfo.InvariantCulture), "{{timenow}}", StringComparison.Ordinal)
        .Replace(Interval, "{{interval}}", StringComparison.Ordinal);

    private static string ReplaceAction(string message, SignalFormat format)
    {
        var written = format == SignalFormat.Text ? " buy " : "\"action\":\"buy\"";
        var at = message.IndexOf(written, StringComparison.Ordinal);
        return string.Concat(message.AsSpan(0, at), written.Replace("buy", "{{strategy.order.action}}", StringComparison.Ordinal), message.AsSpan(at + written.Length));
    }
}
