using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Panels are arranged by mouse and by keys, and stand the same in every browser of the user.</summary>
public sealed class DashboardTests(ControlCentreFixture centre)
{
    [Fact]
    public async Task Panels_ArrangedInOneBrowser_StandSoInTheOther_UntilTheyAreReset()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        var (left, top, width) = await PlaceAsync(second.Page, "positions");

        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Arrange panels" }).ClickAsync();
        var positions = Panel(first.Page, "positions");
        await positions.FocusAsync();
        await positions.PressAsync("ArrowUp");
        await positions.PressAsync("Shift+ArrowLeft");
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Hide Equity" }).ClickAsync();

        await Assertions.Expect(Panel(second.Page, "equity")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Until.HoldsAsync(async () => await PlaceAsync(second.Page, "positions") is var now && now.Top < top && now.Width < width);

        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Reset the layout" }).ClickAsync();
        await Assertions.Expect(Panel(second.Page, "equity")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await Until.HoldsAsync(async () => await PlaceAsync(second.Page, "positions") == (left, top, width));
        first.AssertFaultless();
        second.AssertFaultless();
    }

    [Fact]
    public async Task Panel_IsDraggedByItsHead_OnlyWhenThePanelsAreUnlocked()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await OpenAsync();
        var page = watched.Page;
        var before = await PlaceAsync(page, "equity");
        await DragAsync(page, "equity", -500);
        Assert.Equal(before, await PlaceAsync(page, "equity"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Arrange panels" }).ClickAsync();
        await page.EvaluateAsync("getSelection().removeAllRanges()");
        await DragAsync(page, "equity", -500);
        await Until.HoldsAsync(async () => (await PlaceAsync(page, "equity")).Left < before.Left - 200);
        var saved = await PlaceAsync(page, "equity");
        await Until.HoldsAsync(async () => (await KeptVersionAsync(page)) > 0);
        await page.ReloadAsync();
        await Until.HoldsAsync(async () => await PlaceAsync(page, "equity") == saved);

        await page.GetByRole(AriaRole.Button, new() { Name = "Arrange panels" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reset the layout" }).ClickAsync();
        await Until.HoldsAsync(async () => await PlaceAsync(page, "equity") == before);
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Presets_ShowOtherPanels_AndHiddenOnesComeBack()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Arrange panels" }).ClickAsync();
        await page.GetByLabel("Preset").SelectOptionAsync("trading");
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "Order book of" })).ToBeVisibleAsync();
        await Assertions.Expect(Panel(page, "signals")).ToHaveCountAsync(0);
        await page.GetByLabel("Show a panel").SelectOptionAsync("signals");
        await Assertions.Expect(Panel(page, "signals")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Reset the layout" }).ClickAsync();
        await Assertions.Expect(Panel(page, "depth")).ToHaveCountAsync(0);
        watched.AssertFaultless();
    }

    private static ILocator Panel(IPage page, string name) => page.Locator($"[data-panel='{name}']");

    private static async Task<(int Left, int Top, int Width)> PlaceAsync(IPage page, string name)
    {
        var box = await Panel(page, name).BoundingBoxAsync() ?? throw new InvalidOperationException($"The panel {name} is not shown.");
        return ((int)Math.Round(box.X), (int)Math.Round(box.Y), (int)Math.Round(box.Width));
    }

    private static async Task DragAsync(IPage page, string name, int right)
    {
        var head = (await Panel(page, name).Locator("h2").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(head.X + 10, head.Y + 5);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(head.X + 10 + right, head.Y + 5, new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }

    private static Task<int> KeptVersionAsync(IPage page) =>
        page.EvaluateAsync<int>("fetch('/api/v1/layouts/dashboard').then(answer => answer.json()).then(layout => layout.version)");

    private async Task<WatchedPage> OpenAsync()
    {
        var watched = await centre.OpenAsync("/");
        await Panel(watched.Page, "accounts").WaitForAsync();
        return watched;
    }
}
