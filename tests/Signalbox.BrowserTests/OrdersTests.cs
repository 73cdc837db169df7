using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>A resting order is found by filters that are the address, and given another quantity or price, by mouse and by keys. On servers of their own.</summary>
public sealed class OrdersTests(ControlCentreFixture centre)
{
    private const string Symbol = "AAPL";

    [Fact]
    public async Task RestingOrder_IsFilteredAndAmended_ByMouse()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var server = await ServerProcess.StartAsync();
        var id = await RestAsync(server);
        await using var watched = await centre.OpenAsync(server, server.SetupUrl.PathAndQuery, signedIn: null);
        var page = watched.Page;
        await ControlCentreFixture.BecomeOwnerAsync(page);
        await server.SignalAsync("""{"ticker":"SPY","action":"buy","quantity":"1","orderType":"limit","limitPrice":"1"}""");
        await page.GotoAsync("/orders");
        await Assertions.Expect(page.Locator("main [role=row][data-key]")).ToHaveCountAsync(2);
        await page.GetByLabel("Symbol").FillAsync(Symbol);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Leg").SelectOptionAsync("entry");
        await page.GetByLabel("Time", new() { Exact = true }).SelectOptionAsync("1h");
        var rows = page.Locator("main [role=row][data-key]");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        Assert.Contains($"symbol={Symbol}&leg=entry&period=1h", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = $"Amend entry buy 10 {Symbol}" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Quantity").FillAsync("12");
        await dialog.GetByLabel("Limit price").FillAsync("2");
        await Grave.AssertNoneAsync(page);
        await page.EvaluateAsync("() => { document.documentElement.dataset.theme = 'light'; }");
        await Grave.AssertNoneOfColoursAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = $"Amend buy {Symbol}" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(rows).ToContainTextAsync("12");
        Assert.Equal(("12", "2"), await LevelsAsync(server, id));

        await page.GetByLabel("Side").SelectOptionAsync("sell");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("No order matches");
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        Assert.EndsWith("/orders", page.Url, StringComparison.Ordinal);
        watched.AssertFaultless();
    }

    [Fact]
    public async Task RestingOrder_IsAmended_ByKeysAlone_AndALimitsRefusalStandsAtTheField()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var server = await ServerProcess.StartAsync();
        var id = await RestAsync(server);
        await SetLimitAsync(server, """{"positionQuantityMax":"15","version":0}""");
        await using var watched = await centre.OpenAsync(server, server.SetupUrl.PathAndQuery, signedIn: null);
        var page = watched.Page;
        await ControlCentreFixture.BecomeOwnerAsync(page);
        await page.GotoAsync($"/orders?symbol={Symbol}");
        await Assertions.Expect(page.Locator("main [role=row][data-key]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("m");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByLabel("Quantity")).ToBeFocusedAsync();
        await TypeAndConfirmAsync(page, "20");
        await Assertions.Expect(dialog.GetByLabel("Quantity")).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("may become 20 and the limit .* is 15"));
        Assert.Equal("10", (await LevelsAsync(server, id)).Quantity);

        await dialog.GetByLabel("Quantity").FocusAsync();
        await TypeAndConfirmAsync(page, "5");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        Assert.Equal("5", (await LevelsAsync(server, id)).Quantity);

        await page.Keyboard.PressAsync("m");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        Assert.DoesNotContain("amend=", page.Url, StringComparison.Ordinal);
        watched.AssertFaultless();
    }

    /// <summary>Enter in a field leads to the button, and sends nothing.</summary>
    private static async Task TypeAndConfirmAsync(IPage page, string quantity)
    {
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync(quantity);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task<string> RestAsync(ServerProcess server)
    {
        await server.SignalAsync($$"""{"ticker":"{{Symbol}}","action":"buy","quantity":"10","orderType":"limit","limitPrice":"1"}""");
        return (await ControlCentreFixture.ReadAsync(server.Http, $"orders?symbol={Symbol}&open=true")).GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    private static async Task<(string Quantity, string Limit)> LevelsAsync(ServerProcess server, string id)
    {
        var order = await ControlCentreFixture.ReadAsync(server.Http, $"orders/{id}");
        return (order.GetProperty("quantity").GetString()!, order.GetProperty("limitPrice").GetString()!);
    }

    private static async Task SetLimitAsync(ServerProcess server, string limits)
    {
        using var content = new StringContent(limits, System.Text.Encoding.UTF8, "application/json");
        using var answer = await server.Http.PutAsync(new Uri("/api/v1/risk/limits/subscription/demo", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
