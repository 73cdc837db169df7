using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Every page's main task without a mouse: reached with Tab, j and k, done with Enter, Space and what is typed. On a server of its own.</summary>
public sealed partial class KeyboardTests(ControlCentreFixture centre)
{
    private const int TabsMax = 120;

    /// <summary>
    /// Page, keys, and what then stands there. A step is <c>to:Name</c> (Tab until it has the focus), <c>type:text</c> (over what is there),
    /// <c>row:text</c> (j until that row), <c>send:text</c> (a signal comes in) or a key. What a step needs is made by those before it; the
    /// switch comes first, while the sign-in still counts as a proof. Signing in, tokens, panels and chart lines have tests of their own.
    /// </summary>
    private static readonly (string Path, string[] Keys, string Shows)[] Tasks =
    [
        ("/", ["Shift+K", "to:Why", "type:by keys", "to:■ Halt and cancel everywhere", "Enter"], "halted since"),
        ("/risk?kill", ["to:Why", "type:by keys again", "to:Release: trade again", "Enter"], "trading is active"),
        ("/alerts", ["to:What is done about it", "type:it was me", "Enter"], "Nothing to worry about"),
        ("/alerts?view=rules", ["to:Add a rule", "Enter", "to:Name", "type:Known", "Enter"], "Saved."),
        ("/audit", ["row:alert rules changed", "Enter"], "Close the entry"),
        ("/order-entry?account=paper&symbol=SPY", ["to:Size", "type:2", "to:Buy SPY", "Enter", "Enter"], "The whole story"),
        ("/positions", ["to:Close 2 SPY", "Enter", "Enter"], "No position is open"),
        ("/performance", ["to:Symbol", "Enter"], "SPY"),
        ("/order-entry?account=paper&symbol=AAPL", ["to:Type", "l", "to:Size", "type:1", "to:Limit price", "type:1", "to:Buy AAPL", "Enter", "Enter"], "The whole story"),
        ("/orders", ["to:Cancel entry buy 1 AAPL", "Enter", "Enter"], "No order is working"),
        ("/signals", ["row:AAPL", "Enter", "to:Replay on paper", "Enter", "Enter"], "A replay of the buy of AAPL"),
        ("/strategies", ["to:New strategy", "type:Keyed", "Enter"], "Paste it into your TradingView alert"),
        ("/strategies/demo?show=messages", ["to:Message, in any language the webhook reads", "type:SPY buy 1", "Control+Enter"], "Read as"),
        ("/charts", ["to:1 min", "Enter", "to:Depth", "Enter"], "Lightweight Charts"),
        ("/subscriptions", ["row:demo", "Enter", "to:Sends orders by itself", "Space", "to:Quantity multiplier", "type:2", "Enter"], "Saved."),
        ("/approvals", ["send:SPY buy 1", "to:Approve buy 2 SPY at Paper account", "Enter", "Enter"], "Nothing waits for you"),
        ("/jobs", ["to:Rebuild the lists", "Enter", "Enter"], "done"),
        ("/brokers", ["row:Paper account", "Enter", "to:Switch off", "Enter", "Enter"], "Switch on"),
    ];

    [Fact]
    public async Task EveryPage_DoesItsMainTask_ByKeysAlone()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var server = await ServerProcess.StartAsync();
        await using var watched = await centre.OpenAsync(server, server.SetupUrl.PathAndQuery, signedIn: null);
        var page = watched.Page;
        await ControlCentreFixture.BecomeOwnerAsync(page);
        foreach (var (path, keys, shows) in Tasks)
        {
            await page.GotoAsync(path);
            await page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).WaitForAsync();
            foreach (var key in keys)
            {
                await StepAsync(server, watched, key, path);
            }

            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(shows, new() { IgnoreCase = true });
        }

        watched.AssertFaultless();
    }

    private static async Task StepAsync(ServerProcess server, WatchedPage watched, string step, string path)
    {
        var page = watched.Page;
        var (kind, rest) = Step().Match(step) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : ("", step);
        switch (kind)
        {
            case "to":
                await TabToAsync(page, rest, path);
                break;
            case "type":
                await page.Keyboard.PressAsync("Control+A");
                await page.Keyboard.TypeAsync(rest);
                break;
            case "row":
                await RowAsync(watched, rest);
                break;
            case "send":
                await server.SignalAsync(rest, waitMs: 0);
                break;
            default:
                await page.Keyboard.PressAsync(rest);
                break;
        }
    }

    /// <summary>The link that skips the pages at the side, and then Tab.</summary>
    private static async Task TabToAsync(IPage page, string name, string path)
    {
        var target = page.Locator("main").Locator("button, input, select, textarea").And(page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true })
            .Or(page.GetByLabel(name, new() { Exact = true })));
        await target.First.WaitForAsync();
        await Assertions.Expect(target.First).ToBeEnabledAsync();
        if (!await page.EvaluateAsync<bool>("document.querySelector('main').contains(document.activeElement)"))
        {
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Enter");
        }

        for (var tabs = 0; tabs < TabsMax; tabs++)
        {
            if (await target.First.EvaluateAsync<bool>("each => each === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{name} on {path} is not reached with {TabsMax} presses of Tab.");
    }

    private static async Task RowAsync(WatchedPage watched, string text)
    {
        await watched.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = text }).First.WaitForAsync();
        await watched.FocusRowAsync();
        await Assertions.Expect(watched.Page.Locator("[data-focused]")).ToContainTextAsync(text);
    }

    [GeneratedRegex("^(to|type|row|send):(.*)$")]
    private static partial Regex Step();
}
