using System.Globalization;
using System.Text;

namespace Signalbox.Server.Guidance;

/// <summary>Programs that send a message. The webhook's address comes from the environment: it is a secret and no part of a program.</summary>
internal static class CodeSamples
{
    private const string Address = "SIGNALBOX_WEBHOOK";

    public static string Curl(string message, string contentType) =>
        $"curl -X POST \"${Address}\" -H 'Content-Type: {contentType}' --data-binary '{message.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    public static string Python(string message, string contentType) =>
        $$"""
        import os, urllib.request

        body = {{Literal(message)}}
        request = urllib.request.Request(
            os.environ["{{Address}}"],
            data=body.encode("utf-8"),
            headers={"Content-Type": "{{contentType}}"},
            method="POST",
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            print(answer.status, answer.read().decode("utf-8"))
        """;

    public static string JavaScript(string message, string contentType) =>
        $$"""
        const answer = await fetch(process.env.{{Address}}, {
          method: "POST",
          headers: { "Content-Type": "{{contentType}}" },
          body: {{Literal(message)}},
        });
        console.log(answer.status, await answer.text());
        """;

    /// <summary>A Pine script that raises the alert. Pine replaces no placeholders in its own texts, so it says the values itself.</summary>
    public static string Pine(string message, SignalSource source) => source == SignalSource.TradingviewStrategy
        ? $"""
        //@version=6
        strategy("Signalbox", overlay = true)
        signalbox(string action) => {Expression(message)}
        if ta.crossover(ta.sma(close, 14), ta.sma(close, 28))
            strategy.entry("long", strategy.long, alert_message = signalbox("buy"))
        if ta.crossunder(ta.sma(close, 14), ta.sma(close, 28))
            strategy.entry("short", strategy.short, alert_message = signalbox("sell"))
        """
        : $"""
        //@version=6
        indicator("Signalbox", overlay = true)
        if ta.crossover(ta.sma(close, 14), ta.sma(close, 28))
            alert({Expression(message)}, alert.freq_once_per_bar_close)
        """;

    private static string Expression(string message)
    {
        var expression = new StringBuilder("'").Append(message.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\'');
        return expression
            .Replace("{{ticker}}", "' + syminfo.ticker + '")
            .Replace("{{close}}", "' + str.tostring(close) + '")
            .Replace("{{timenow}}", "' + str.format_time(timenow, \"yyyy-MM-dd'T'HH:mm:ss'Z'\", \"UTC\") + '")
            .Replace("{{interval}}", "' + timeframe.period + '")
            .Replace("{{strategy.order.action}}", "' + action + '")
            .Replace("{{strategy.order.contracts}}", "' + str.tostring(strategy.default_entry_qty(close)) + '")
            .ToString();
    }

    /// <summary>As both Python and JavaScript read it.</summary>
    private static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => literal.Append('\\').Append(letter),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                _ when char.IsControl(letter) || letter is '\u2028' or '\u2029' => literal.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture)),
                _ => literal.Append(letter),
            };
        }

        return literal.Append('"').ToString();
    }
}
