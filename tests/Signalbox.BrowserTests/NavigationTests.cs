using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Every page is reached by mouse, by keys and by its address.</summary>
public sealed class NavigationTests(ControlCentreFixture centre)
{
    [Fact]
    public async Task Rail_ListsExactlyTheKnownPages_AndEachOpensByMouse()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/");
        var page = watched.Page;
        var links = page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link);
        await links.First.WaitForAsync();

        var paths = await links.EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.Equal(PageList.All.Select(each => each.Path).Order(), paths.Order());
        foreach (var path in paths)
        {
            await page.Locator($"nav a[href='{path}']").ClickAsync();
            await PageList.ShownAsync(page, path);
        }

        watched.AssertFaultless();
    }

    [Fact]
    public async Task Keys_GAndALetter_OpenEveryPage()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/settings");
        await PageList.ShownAsync(watched.Page, "/settings");
        foreach (var (path, key, _) in PageList.All)
        {
            await watched.Page.Locator("body").PressAsync("g");
            await watched.Page.Locator("body").PressAsync(key);
            await PageList.ShownAsync(watched.Page, path);
            Assert.Equal(path, new Uri(watched.Page.Url).AbsolutePath);
        }

        watched.AssertFaultless();
    }

    /// <summary>A filter is set, a signal looked into and left again: the field keeps the focus, and the list its filter.</summary>
    [Fact]
    public async Task Signals_AFilter_KeepsTheFocus_AndIsThereAfterASignalWasLookedInto()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/signals");
        var page = watched.Page;
        await PageList.ShownAsync(page, "/signals");
        var find = page.GetByLabel("Find in signals");
        await find.FillAsync("jump");
        await find.PressAsync("Enter");
        var rows = page.Locator("[data-key]");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(find).ToBeFocusedAsync();

        await rows.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        await Assertions.Expect(find).ToHaveValueAsync("jump");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        watched.AssertFaultless();
    }

    [Theory]
    [InlineData("New strategy", "/strategies", "New strategy")]
    [InlineData("Connect a broker", "/brokers", "Broker")]
    [InlineData("New subscription", "/subscriptions", "Strategy")]
    [InlineData("Set risk limits", "/risk", "For")]
    [InlineData("New API token", "/settings", "Name")]
    [InlineData("Halt and flatten", "/risk", "Why")]
    [InlineData("Pause entries", "/risk", "Why")]
    public async Task Palette_LeadsToWhatIsDone_WhereverOneIs(string command, string path, string label)
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        foreach (var from in (string[])["/orders", path])
        {
            await using var watched = await centre.OpenAsync(from);
            var page = watched.Page;
            await PageList.ShownAsync(page, from);
            await OrderAsync(page, command);

            var focused = page.Locator("main :focus");
            await Assertions.Expect(focused.And(page.GetByLabel(label, new() { Exact = true }))).ToHaveCountAsync(1);
            Assert.Equal(path, new Uri(page.Url).AbsolutePath);
            if (label == "Why")
            {
                await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = command, Exact = true })).ToHaveAttributeAsync("aria-checked", "true");
            }

            watched.AssertFaultless();
        }
    }

    [Fact]
    public async Task Palette_HasEveryPage_AndOpensASignalByItsId_AndTurnsTheTheme()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        var id = (await centre.Server.SignalAsync("""{"ticker":"MNQ","action":"cancel","extras":{"note":"by its id"}}""")).GetProperty("id").GetString()!;
        await using var watched = await centre.OpenAsync("/orders");
        var page = watched.Page;
        await PageList.ShownAsync(page, "/orders");
        var titles = await page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link).EvaluateAllAsync<string[]>("links => links.map(link => link.firstChild.textContent)");
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByPlaceholder("Go to a page").WaitForAsync();
        var options = await page.GetByRole(AriaRole.Option).AllInnerTextsAsync();
        Assert.All(titles, title => Assert.Contains(options, option => option.StartsWith(title, StringComparison.Ordinal)));
        await Grave.AssertNoneAsync(page);
        await page.Keyboard.TypeAsync($"look at {id}");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/signals/{id}$"));

        await OrderAsync(page, "Use the light theme");
        await page.Locator("html[data-theme=light]").WaitForAsync();
        watched.AssertFaultless();
    }

    private static async Task OrderAsync(IPage page, string command)
    {
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByPlaceholder("Go to a page").WaitForAsync();
        await page.Keyboard.TypeAsync(command);
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Selected = true })).ToContainTextAsync(command);
        await page.Keyboard.PressAsync("Enter");
    }

    [Fact]
    public async Task Palette_FindsAPageByItsName()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/");
        await PageList.ShownAsync(watched.Page, "/");
        await watched.Page.Keyboard.PressAsync("Control+k");
        await watched.Page.GetByPlaceholder("Go to a page").WaitForAsync();
        await watched.Page.Keyboard.TypeAsync("heal");
        await watched.Page.Keyboard.PressAsync("Enter");

        await PageList.ShownAsync(watched.Page, "/health");
    }

    [Fact]
    public async Task SignIn_ReturnsToTheAddressThatWasAskedFor()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/orders?view=fills", isSignedIn: false);
        await watched.Page.GetByLabel("Name").FillAsync("owner");
        await watched.Page.GetByLabel("Password").FillAsync("wrong horse battery staple");
        await watched.Page.Keyboard.PressAsync("Enter");
        await watched.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        Assert.Equal("owner", await watched.Page.GetByLabel("Name").InputValueAsync());

        await watched.Page.GetByLabel("Password").FillAsync("correct horse battery staple");
        await watched.Page.Keyboard.PressAsync("Enter");

        await watched.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).WaitForAsync();
        Assert.EndsWith("/orders?view=fills", watched.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignalRows_ByKeys_OpenTheirStoryAndComeBack()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/signals");
        await PageList.ShownAsync(watched.Page, "/signals");
        await watched.FocusRowAsync();
        await watched.Page.Locator("body").PressAsync("Enter");
        await Assertions.Expect(watched.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/signals/.+"));

        await watched.Page.GoBackAsync();
        await PageList.ShownAsync(watched.Page, "/signals");
        await watched.Page.Locator("body").PressAsync("/");
        Assert.True(await watched.Page.EvaluateAsync<bool>("document.activeElement?.hasAttribute('data-filter') ?? false"));
    }
}
