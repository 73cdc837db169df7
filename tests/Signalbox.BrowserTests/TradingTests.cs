using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>What moves money: entered, left, taken back and stopped from the browser, and true at the account.</summary>
public sealed class TradingTests(ControlCentreFixture centre)
{
    [Fact]
    public async Task OrderEntry_BuysAfterASecondPress_AndThePositionIsClosedFromItsRow()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/order-entry?account=paper&symbol=SPY");
        var page = watched.Page;
        await page.GetByLabel("Size").FillAsync("3");
        await page.GetByLabel("Stop loss in percent").FillAsync("5");
        var buy = page.GetByRole(AriaRole.Button, new() { Name = "Buy SPY" });
        var again = page.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" });
        await buy.ClickAsync();
        await again.WaitForAsync();
        await again.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.Equal("0", await QuantityAsync("SPY"));

        await buy.ClickAsync();
        await again.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("The whole story");
        Assert.Equal("3", await QuantityAsync("SPY"));

        await page.GotoAsync("/positions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close 3 SPY" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "SPY" })).ToHaveCountAsync(0);
        Assert.Equal("0", await QuantityAsync("SPY"));
        watched.AssertFaultless();
    }

    [Fact]
    public async Task OrderEntry_WhatIsRefused_SaysWhyAndKeepsWhatWasTyped()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/order-entry?account=paper&symbol=SPY");
        var page = watched.Page;
        await page.GetByLabel("Size").FillAsync("a lot");
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy SPY" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("quantity");
        Assert.Equal("a lot", await page.GetByLabel("Size").InputValueAsync());
    }

    [Fact]
    public async Task Orders_ARestingOrder_IsCancelledFromItsRow()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await centre.Server.SignalAsync("""{"ticker":"AAPL","action":"buy","quantity":"2","orderType":"limit","limitPrice":"1"}""");
        await using var watched = await centre.OpenAsync("/orders");
        var row = watched.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "AAPL" });
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await row.GetByRole(AriaRole.Button).ClickAsync();

        await Assertions.Expect(row).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task KillSwitch_HaltsInOneBrowser_ShowsInTheOther_AndIsReleased()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var first = await centre.OpenAsync("/");
        await using var second = await centre.OpenAsync("/risk");
        await PageList.ShownAsync(second.Page, "/risk");
        await first.Page.Locator("body").PressAsync("Shift+K");
        await first.Page.GetByLabel("Why").FillAsync("a test of the switch");
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Halt and cancel everywhere" }).ClickAsync();

        await Assertions.Expect(second.Page.Locator("main")).ToContainTextAsync("a test of the switch");
        var refused = await centre.Server.SignalAsync("""{"ticker":"AAPL","action":"buy","quantity":"1"}""");
        Assert.Equal("denied", refused.GetProperty("results")[0].GetProperty("status").GetString());

        await second.Page.GetByLabel("Why").FillAsync("the test is over");
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Release: trade again" }).ClickAsync();
        await Assertions.Expect(first.Page.Locator("main")).ToContainTextAsync("trading is active", new() { Timeout = 10_000 });
    }

    [Fact]
    public async Task Risk_ALimitIsSet_AndHolds()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/risk");
        var page = watched.Page;
        await page.GetByLabel("For", new() { Exact = true }).SelectOptionAsync("account");
        await page.GetByLabel("Value of one entry").FillAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save limits" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        var refused = await centre.Server.SignalAsync("""{"ticker":"AAPL","action":"buy","quantity":"1"}""");
        Assert.Equal("denied", refused.GetProperty("results")[0].GetProperty("status").GetString());

        await page.GetByLabel("Value of one entry").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save limits" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Value of one entry")).ToHaveValueAsync("");
    }

    private async Task<string> QuantityAsync(string symbol)
    {
        var positions = await ControlCentreFixture.ReadAsync(centre.Server.Http, $"positions?symbol={symbol}&open=true");
        var items = positions.GetProperty("items");
        return items.GetArrayLength() == 0 ? "0" : items[0].GetProperty("quantity").GetString()!;
    }
}
