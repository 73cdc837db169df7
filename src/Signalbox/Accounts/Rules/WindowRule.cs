namespace Signalbox.Accounts.Rules;

/// <summary>Trading windows: outside them nothing is opened, and nothing is closed either unless exits may pass.</summary>
internal static class WindowRule
{
    public static Verdict? Judge(RuleContext context)
    {
        if (context.Request.Terms.Rules.Windows is not { } windows)
        {
            return null;
        }

        if (context.Request.IgnoreTradingWindows)
        {
            return Verdict.Pass("trading-window", "The signal asks to ignore trading windows.");
        }

        if (!context.Enters && windows.AllowExitsOutside)
        {
            return Verdict.Pass("trading-window", "Exits and cancels pass at any time.");
        }

        var isOpen = windows.IsOpen(context.Now);
        return Verdict.Of(isOpen, "trading-window", "outside-window",
            isOpen ? "Inside a trading window." : $"It is outside the trading windows of the subscription ({windows.TimeZone}).");
    }
}
