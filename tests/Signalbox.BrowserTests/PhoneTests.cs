using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>On a phone everything that protects money is in reach, and nothing is cut off.</summary>
public sealed class PhoneTests(ControlCentreFixture centre)
{
    private const int Width = 390;

    [Fact]
    public async Task Positions_AreCards_WithEverythingOnThemInReach()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        // The suite's one account is shared: this symbol is held by no other test.
        await centre.Server.SignalAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.02"}""");
        await using var watched = await centre.OpenAsync("/positions", width: Width, height: 844);
        var card = watched.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "BTCUSDT" });
        foreach (var text in (string[])["long", "Quantity", "Entry", "Mark", "Open P&L", "Stops and targets", "none"])
        {
            await Assertions.Expect(card).ToContainTextAsync(text);
        }

        var close = card.GetByRole(AriaRole.Button, new() { Name = "Close 0.02 BTCUSDT" });
        var box = (await close.BoundingBoxAsync())!;
        Assert.True(box.X >= 0 && box.X + box.Width <= Width && box.Height >= 40, $"{box.X} {box.Width} {box.Height}");
        await close.ClickAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" }).ClickAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Dashboard_TheIntervalsOfItsChart_StandOnOneLine_AllInSight()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/", width: Width, height: 844);
        var intervals = watched.Page.GetByRole(AriaRole.Group, new() { Name = "Interval" });
        await intervals.WaitForAsync();
        var head = await intervals.EvaluateAsync<double[]>("group => [...group.children].flatMap(each => { const box = each.getBoundingClientRect(); return [box.top, box.height, box.right]; })");
        var boxes = head.Chunk(3).ToArray();
        Assert.Equal(5, boxes.Length);
        Assert.All(boxes, box => Assert.Equal((boxes[0][0], boxes[0][1]), (box[0], box[1])));
        Assert.All(boxes, box => Assert.InRange(box[2], 0, Width));
        var symbol = (await watched.Page.GetByLabel("Symbol").First.BoundingBoxAsync())!;
        Assert.InRange(boxes[0][0] - symbol.Y, -8, 8);
    }

    [Fact]
    public async Task Head_ShowsWhatTheAccountsAreWorth_AndTheKillSwitchIsOnePressAway()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/signals", width: Width, height: 844);
        var head = watched.Page.Locator("header").First;
        await Assertions.Expect(head).ToContainTextAsync("USDT");
        var cut = await head.EvaluateAsync<string[]>(
            """
            head => [...head.querySelectorAll('*')]
              .filter(each => each.getBoundingClientRect().width > 0)
              .filter(each => each.getBoundingClientRect().right > innerWidth + 0.5 || each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline')
              .map(each => `${each.tagName} ${each.textContent}`)
            """);
        Assert.Empty(cut);

        await watched.Page.GetByRole(AriaRole.Link, new() { Name = "Kill" }).ClickAsync();
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Button, new() { Name = "Halt and cancel everywhere" })).ToBeVisibleAsync();
    }
}
