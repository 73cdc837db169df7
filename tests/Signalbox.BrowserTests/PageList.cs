using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Every page of the rail and the text by which its content is known to be there.</summary>
public static class PageList
{
    public static readonly IReadOnlyList<(string Path, string Key, string Shows)> All =
    [
        ("/", "d", "Equity"),
        ("/signals", "s", "traderspost"),
        ("/positions", "p", "ETHUSDT"),
        ("/orders", "o", "ETHUSDT"),
        ("/order-entry", "n", "Ticket"),
        ("/approvals", "a", "Nothing waits for you"),
        ("/charts", "c", "Lightweight Charts"),
        ("/performance", "f", "Profit factor"),
        ("/strategies", "t", "demo"),
        ("/subscriptions", "u", "demo"),
        ("/brokers", "b", "Paper account"),
        ("/risk", "r", "Kill switch"),
        ("/health", "h", "Phases of a signal"),
        ("/alerts", "w", "Alerts"),
        ("/audit", "l", "every change, from the journal"),
        ("/security", "y", "Second factor"),
        ("/start", "i", "Get started"),
        ("/jobs", "x", "Rebuild the lists"),
        ("/settings", "e", "Theme"),
    ];

    public static TheoryData<string> Paths => [.. All.Select(each => each.Path)];

    public static TheoryData<string, string> InBothThemes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (path, _, _) in All)
            {
                data.Add(path, "dark");
                data.Add(path, "light");
            }

            return data;
        }
    }

    internal static async Task ShownAsync(IPage page, string path)
    {
        var shows = All.Single(each => each.Path == path).Shows;
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(shows, new() { Timeout = 15_000, IgnoreCase = true });
    }
}
