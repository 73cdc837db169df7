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

    /// <summary>What the page cannot know it does not guess: the same order keeps its id until it was answered, so that the server takes it once.</summary>
    [Fact]
    public async Task OrderEntry_WhoseAnswerIsLost_IsPressedAgain_AndTakenOnce()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/order-entry?account=paper&symbol=MNQ");
        var page = watched.Page;
        var isLost = true;
        await page.RouteAsync("**/api/v1/orders", async route =>
        {
            if (isLost)
            {
                await route.FetchAsync();
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await page.GetByLabel("Size").FillAsync("1");
        var buy = page.GetByRole(AriaRole.Button, new() { Name = "Buy MNQ" });
        var again = page.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" });
        await buy.ClickAsync();
        await again.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Note)).ToContainTextAsync("Whether the order arrived is not known");
        isLost = false;
        await buy.ClickAsync();
        await again.ClickAsync();

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("The whole story");
        Assert.Equal("1", await QuantityAsync("MNQ"));
        await centre.Server.SignalAsync("""{"ticker":"MNQ","action":"exit"}""");
    }

    [Fact]
    public async Task OrderEntry_ADoubleClickOrAHeldKey_AsksAndSendsNothing()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/order-entry?account=paper&symbol=MNQ");
        var page = watched.Page;
        var sent = 0;
        await page.RouteAsync("**/api/v1/orders", async route =>
        {
            sent++;
            await route.AbortAsync();
        });
        await page.GetByLabel("Size").FillAsync("1");
        var again = page.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy MNQ" }).DblClickAsync();
        await Assertions.Expect(again).ToBeVisibleAsync();
        await page.GetByLabel("Size").FocusAsync();
        await Assertions.Expect(again).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sell MNQ" }).FocusAsync();
        for (var repeated = 0; repeated < 4; repeated++)
        {
            // Pressed again without being let go: the key repeats.
            await page.Keyboard.DownAsync("Enter");
        }

        await page.Keyboard.UpAsync("Enter");
        await Assertions.Expect(again).ToBeVisibleAsync();
        Assert.Equal(0, sent);
    }

    /// <summary>MNQ is worth two dollars a point: a contract is twice its price.</summary>
    [Fact]
    public async Task OrderEntry_TellsWhatTheContractsAreWorth_AndDropsThePriceOfAnotherMarket()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/order-entry?account=paper&symbol=MNQ&price=20000");
        var page = watched.Page;
        await page.GetByLabel("Size").FillAsync("3");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Worth about 120\u202f000.00 USD before fees.");

        await page.GetByLabel("Symbol").SelectOptionAsync("SPY");
        await Assertions.Expect(page.GetByLabel("Type")).ToHaveValueAsync("market");
        Assert.DoesNotContain("price=", page.Url, StringComparison.Ordinal);
        watched.AssertFaultless();
    }

    [Fact]
    public async Task KillSwitch_WhileItsStateCannotBeRead_IsThereAllTheSame()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/");
        var page = watched.Page;
        await page.RouteAsync("**/api/v1/kill-switch", route => route.FulfillAsync(new() { Status = 500, ContentType = "application/json", Body = """{"code":"fault","message":"It cannot be told."}""" }));
        await page.GetByRole(AriaRole.Link, new() { Name = "Kill" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Why")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("It cannot be told.");
        await page.GetByLabel("Why").FillAsync("a look");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Halt and cancel everywhere" })).ToBeEnabledAsync();

        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("Shift+K");
        await Assertions.Expect(page.GetByLabel("Why")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Orders_ARestingOrder_IsCancelledFromItsRow()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await centre.Server.SignalAsync("""{"ticker":"AAPL","action":"buy","quantity":"2","orderType":"limit","limitPrice":"1"}""");
        await using var watched = await centre.OpenAsync("/orders");
        var row = watched.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "AAPL" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" }).ClickAsync();

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
