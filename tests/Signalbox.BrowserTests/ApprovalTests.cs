using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>An order that waits for a person is edited, and approved as edited. On a server of its own: its subscription asks before it sends.</summary>
public sealed class ApprovalTests(ControlCentreFixture centre)
{
    [Fact]
    public async Task Order_IsEdited_RefusedAtItsField_ApprovedAsEdited_AndTheAuditSaysSo()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var server = await ServerProcess.StartAsync();
        await using var watched = await centre.OpenAsync(server, server.SetupUrl.PathAndQuery, signedIn: null);
        var page = watched.Page;
        await ControlCentreFixture.BecomeOwnerAsync(page);
        await AskBeforeSendingAsync(server);
        await server.SignalAsync("""{"v":1,"ticker":"SPY","action":"buy","size":{"quantity":"1"},"takeProfit":{"targets":[{"percent":2,"sharePercent":50},{"percent":4,"sharePercent":50}]}}""", waitMs: 0);
        var bid = await BidAsync(server);

        await page.GotoAsync("/approvals");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit buy 1 SPY at Paper account" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Left to decide")).ToBeVisibleAsync();
        await page.GetByLabel("Quantity").FillAsync("2");
        await page.GetByLabel("Order", new() { Exact = true }).SelectOptionAsync("limit");
        await page.GetByLabel("Limit price").FillAsync(Text(bid * 0.9m));
        await page.GetByLabel("Stop loss at").FillAsync(Text(bid * 0.95m));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("10.0");
        await Grave.AssertNoneAsync(page);
        await ApproveAsync(page);

        var stop = page.GetByLabel("Stop loss at");
        await Assertions.Expect(stop).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("must be below");
        await stop.FillAsync(Text(bid * 0.8m));
        await page.GetByLabel("Target 2 at").FillAsync(Text(bid * 1.3m));
        await ApproveAsync(page);

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Nothing waits for you");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "buy SPY" })).ToContainTextAsync("working");
        var orders = (await ControlCentreFixture.ReadAsync(server.Http, "orders?symbol=SPY&open=true")).GetProperty("items");
        Assert.Equal(("2", "limit"), (orders[0].GetProperty("quantity").GetString(), orders[0].GetProperty("type").GetString()));

        await page.GotoAsync("/audit?event=trade_approval_given");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "trade approval given" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("entrySize.quantity");
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Order_IsEditedByKeys_AndEnterInAFieldSendsNothing()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var server = await ServerProcess.StartAsync();
        await using var watched = await centre.OpenAsync(server, server.SetupUrl.PathAndQuery, signedIn: null, width: 390, height: 844);
        var page = watched.Page;
        await ControlCentreFixture.BecomeOwnerAsync(page);
        await AskBeforeSendingAsync(server);
        await server.SignalAsync("""{"ticker":"SPY","action":"buy","quantity":"1"}""", waitMs: 0);

        await page.GotoAsync("/approvals");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit buy 1 SPY at Paper account" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Quantity").FillAsync("3");
        await page.Keyboard.PressAsync("Enter");
        var approve = page.GetByRole(AriaRole.Button, new() { Name = "Approve as edited: buy 3 SPY at Paper account" });
        await Assertions.Expect(approve).ToBeFocusedAsync();
        Assert.Empty((await ControlCentreFixture.ReadAsync(server.Http, "orders?symbol=SPY")).GetProperty("items").EnumerateArray());
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Nothing waits for you");
        Assert.Equal("3", (await ControlCentreFixture.ReadAsync(server.Http, "positions?symbol=SPY")).GetProperty("items")[0].GetProperty("quantity").GetString());
        watched.AssertFaultless();
    }

    private static async Task ApproveAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Approve") }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" }).ClickAsync();
    }

    private static async Task AskBeforeSendingAsync(ServerProcess server)
    {
        var version = (await ControlCentreFixture.ReadAsync(server.Http, "subscriptions/demo")).GetProperty("version").GetInt64();
        using var change = new StringContent(
            $$"""{"strategyId":"demo","accountId":"paper","version":{{version.ToString(CultureInfo.InvariantCulture)}},"rules":{"autoSubmit":false} }""", Encoding.UTF8, "application/json");
        using var changed = await server.Http.PutAsync(new Uri("/api/v1/subscriptions/demo", UriKind.Relative), change);
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
    }

    private static async Task<decimal> BidAsync(ServerProcess server)
    {
        JsonElement quote = default;
        await Until.HoldsAsync(async () => (quote = await ControlCentreFixture.ReadAsync(server.Http, "accounts/paper/quotes/SPY")).TryGetProperty("bid", out _));
        return decimal.Parse(quote.GetProperty("bid").GetString()!, CultureInfo.InvariantCulture);
    }

    private static string Text(decimal price) => price.ToString("0.00", CultureInfo.InvariantCulture);
}
