using System.Net.Http.Json;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>One ticket for several accounts, and what they hold together. On servers of their own.</summary>
public sealed class SeveralAccountsTests(ControlCentreFixture centre)
{
    private const string Ticket = "/order-entry?account=paper&symbol=SPY";

    [Fact]
    public async Task Ticket_GoesToEveryChosenAccount_AndPositionsAreSummedInEachCurrency_ByMouse()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var server = await ServerProcess.StartAsync();
        await using var watched = await OpenAsync(server);
        var page = watched.Page;
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Second" }).CheckAsync();
        await page.GetByLabel("Size").FillAsync("3");
        var impact = page.GetByRole(AriaRole.List, new() { Name = "What it comes to at each account" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(impact).ToHaveCountAsync(2);
        await Assertions.Expect(impact.Nth(1)).ToContainTextAsync("USD of 100\u202f000.00 USD free");
        await Grave.AssertNoneAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy SPY" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "at each of 2 accounts? Press again to confirm" }).ClickAsync();
        var answers = page.GetByRole(AriaRole.List, new() { Name = "What became of it at each account" });
        await Assertions.Expect(answers.GetByText("The whole story")).ToHaveCountAsync(2);
        Assert.Equal(["3", "3"], await HeldAsync(server));

        await server.SignalAsync("""{"ticker":"BTCUSDT","action":"sell","quantity":"0.1"}""");
        await page.GotoAsync("/positions");
        await page.GetByRole(AriaRole.Button, new() { Name = "By account" }).ClickAsync();
        Assert.EndsWith("/positions?group=account", page.Url, StringComparison.Ordinal);
        var looks = page.Locator("main [role=row][data-look]");
        await Assertions.Expect(looks).ToHaveCountAsync(5);
        await Assertions.Expect(looks.Filter(new() { HasText = "All in USD" }).First).ToContainTextAsync("(2)");
        await Assertions.Expect(looks.Filter(new() { HasText = "All in USDT" })).ToContainTextAsync("(1)");
        await Assertions.Expect(looks.Filter(new() { HasText = "Second in USD" })).ToContainTextAsync("(1)");
        await page.GetByRole(AriaRole.Button, new() { Name = "By strategy" }).ClickAsync();
        await Assertions.Expect(looks.Filter(new() { HasText = "by hand in USD" })).ToContainTextAsync("(2)");
        await Grave.AssertNoneAsync(page);
        await watched.UseLightThemeAsync();
        await Grave.AssertNoneOfColoursAsync(page);
        await page.ReloadAsync();
        await Assertions.Expect(looks.Filter(new() { HasText = "by hand in USD" })).ToContainTextAsync("(2)");
        watched.AssertFaultless();
    }

    /// <summary>What one account was asked in vain is asked again there alone.</summary>
    [Fact]
    public async Task Ticket_ThatFailsAtOneAccount_IsSentAgainThereAlone_ByKeys()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var server = await ServerProcess.StartAsync();
        await using var watched = await OpenAsync(server);
        var page = watched.Page;
        var fails = true;
        await page.RouteAsync("**/api/v1/orders", async route =>
        {
            if (fails && !route.Request.PostData!.Contains("\"paper\"", StringComparison.Ordinal))
            {
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await PressAsync(page.GetByRole(AriaRole.Checkbox, new() { Name = "Second" }), "Space");
        await page.GetByLabel("Size").FocusAsync();
        await page.Keyboard.TypeAsync("2");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Buy SPY" }), "Enter");
        await page.Keyboard.PressAsync("Enter");
        var again = page.GetByRole(AriaRole.Button, new() { Name = "Send again where it failed" });
        await Assertions.Expect(again).ToBeVisibleAsync();
        Assert.Equal(["2"], await HeldAsync(server));

        fails = false;
        await PressAsync(again, "Enter");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("The whole story")).ToHaveCountAsync(2);
        await Assertions.Expect(again).ToHaveCountAsync(0);
        Assert.Equal(["2", "2"], await HeldAsync(server));
    }

    private static async Task PressAsync(ILocator control, string key)
    {
        await control.FocusAsync();
        await control.Page.Keyboard.PressAsync(key);
    }

    private async Task<WatchedPage> OpenAsync(ServerProcess server)
    {
        using var answer = await server.Http.PostAsJsonAsync(new Uri("/api/v1/connections", UriKind.Relative), new { name = "Second", broker = "paper", mode = "paper" }, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var watched = await centre.OpenAsync(server, server.SetupUrl.PathAndQuery, signedIn: null);
        await ControlCentreFixture.BecomeOwnerAsync(watched.Page);
        await watched.Page.GotoAsync(Ticket);
        await watched.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Second" }).WaitForAsync();
        return watched;
    }

    private static async Task<string[]> HeldAsync(ServerProcess server)
    {
        var positions = await ControlCentreFixture.ReadAsync(server.Http, "positions?symbol=SPY&open=true");
        return [.. positions.GetProperty("items").EnumerateArray().Select(each => each.GetProperty("quantity").GetString()!)];
    }
}
