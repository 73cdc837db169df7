using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>The guide, from a screen with nothing on it to a trade that somebody's own alert has fired.</summary>
public sealed partial class FirstRunTests(ControlCentreFixture centre)
{
    [Fact]
    public async Task Guide_OnAnEmptyServer_LeadsToAFilledTradeByTheShownCommand()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var server = await ServerProcess.StartAsync("--no-demo");
        await using var watched = await centre.OpenAsync(server, server.SetupUrl.PathAndQuery, signedIn: null);
        var page = watched.Page;
        await ControlCentreFixture.BecomeOwnerAsync(page);
        await Assertions.Expect(page).ToHaveURLAsync(StartPage());
        await Button(page, "Create the strategy").ClickAsync();
        await Button(page, "Open a paper account").ClickAsync();
        await Button(page, "Subscribe Paper account").ClickAsync();
        await page.GetByText("Every signal reaches Paper account").WaitForAsync();

        // It is left in the middle and goes on where it was.
        await page.GotoAsync("/");
        await Button(page, "Get started").ClickAsync();
        await Button(page, "Show address and message").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("{{ticker}}");
        await Assertions.Expect(page.GetByText("Waiting for your first signal")).ToBeVisibleAsync();
        await SendAsync(await page.Locator("figure", new() { HasText = "Command for a terminal" }).Locator("pre").InnerTextAsync());

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Done: your own alert has traded.");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("filled");
        await page.GetByRole(AriaRole.Link, new() { Name = "Positions", Exact = true }).Last.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "BTCUSDT" })).ToContainTextAsync("stop loss");
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Guide_ThatIsDismissed_StaysAway_AndIsReachedFromThePalette()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var server = await ServerProcess.StartAsync("--no-demo");
        await using var watched = await centre.OpenAsync(server, server.SetupUrl.PathAndQuery, signedIn: null);
        var page = watched.Page;
        await ControlCentreFixture.BecomeOwnerAsync(page);
        await Button(page, "Not now").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Accounts" }).WaitForAsync();
        await Assertions.Expect(page.GetByText("Nothing has traded here yet")).ToBeHiddenAsync();

        await using var other = await centre.OpenAsync(server, "/", await page.Context.StorageStateAsync());
        await other.Page.GetByRole(AriaRole.Heading, new() { Name = "Accounts" }).WaitForAsync();
        await Assertions.Expect(other.Page.GetByText("Nothing has traded here yet")).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("Control+k");
        await page.GetByPlaceholder("Go to a page").WaitForAsync();
        await page.Keyboard.TypeAsync("get started");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Make a strategy" })).ToBeVisibleAsync();
        watched.AssertFaultless();
    }

    /// <summary>Every page of a server with nothing in it says what to do; none breaks or stands in anybody's way.</summary>
    [Fact]
    public async Task Pages_OfAnEmptyServer_AreWholeAndSayWhatToDo()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var server = await ServerProcess.StartAsync("--no-demo");
        await using var watched = await centre.OpenAsync(server, server.SetupUrl.PathAndQuery, signedIn: null, width: 390);
        await ControlCentreFixture.BecomeOwnerAsync(watched.Page);
        foreach (var (path, _, _) in PageList.All)
        {
            await watched.Page.GotoAsync(path);
            await Assertions.Expect(watched.Page.Locator("main")).Not.ToContainTextAsync("Loading", new() { IgnoreCase = true });
            Assert.True((await watched.Page.Locator("main").InnerTextAsync()).Length > 20, path);
            await Grave.AssertNoneAsync(watched.Page);
        }

        watched.AssertFaultless();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>Sends what the command sends, as curl does: its -d is a form to the server.</summary>
    private static async Task SendAsync(string command)
    {
        var parts = Quoted().Matches(command);
        Assert.Equal(2, parts.Count);
        using var http = new HttpClient();
        using var body = new StringContent(parts[1].Groups[1].Value, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await http.PostAsync(new Uri(parts[0].Groups[1].Value), body, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [GeneratedRegex("/start$")]
    private static partial Regex StartPage();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
