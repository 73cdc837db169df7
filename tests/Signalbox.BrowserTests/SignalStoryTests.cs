using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>A signal looked into: how it was read, what went to the venue, sent again on paper, and lists as files.</summary>
public sealed class SignalStoryTests(ControlCentreFixture centre)
{
    [Fact]
    public async Task Signal_OpenedByKeyboard_TellsHowItWasRead_AndWhatWentToTheVenue()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await centre.Server.SignalAsync("SOLUSDT buy 0.5 sl off 5%");
        await using var watched = await centre.OpenAsync("/signals?ticker=SOLUSDT");
        var page = watched.Page;
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "SOLUSDT" }).First.WaitForAsync();
        await watched.FocusRowAsync();
        await page.Locator("body").PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "What was understood" })).ToContainTextAsync("stopLoss.percent = 5");
        var calls = page.Locator("details").Filter(new() { HasText = "Requests to the venue" }).First;
        await calls.Locator("summary").First.ClickAsync();
        await calls.Locator("details").First.Locator("summary").ClickAsync();
        await Assertions.Expect(calls).ToContainTextAsync("\"outcome\": \"accepted\"");
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Signal_ReplayedOnPaper_IsANewSignalThatSaysSo()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        var sent = await centre.Server.SignalAsync("NVDA buy 1");
        await using var watched = await centre.OpenAsync($"/signals/{sent.GetProperty("id").GetString()}");
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Replay on paper" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" }).ClickAsync();

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("A replay of the buy of NVDA");
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Signals_ExportedWithTheirFilter_AreAFileToDownload()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/signals?status=rejected");
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Export CSV" }).ClickAsync();
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Download" });
        await link.WaitForAsync();

        var file = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        var text = await File.ReadAllLinesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        Assert.StartsWith("id,strategyId,", text[0], StringComparison.Ordinal);
        Assert.True(text.Length > 1);
    }

    [Fact]
    public async Task Configuration_Imported_ShowsWhatItWouldChange_AndThenApplies()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/jobs");
        var page = watched.Page;
        await page.GetByLabel("or its text").FillAsync("""{"format":"signalbox-configuration","version":1,"strategies":[{"id":"x","strategy":{"name":"Imported here"}}]}""");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what it would change" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("It would change 1 of 1.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply the import" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" }).ClickAsync();

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Applied.");
        await page.GotoAsync("/strategies");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Imported here");
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Import_OfAFileWithFaults_LeadsToTheirLines_AndGoesOnWithoutThePage()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/jobs");
        var page = watched.Page;
        var text = page.GetByLabel("or its text");
        await text.FillAsync("{\n  \"format\": \"signalbox-configuration\",\n  \"version\": 1,\n  \"strategies\": [{ \"id\": \"y\",\n    \"strategy\": { \"name\": \"Faulty\", \"enabeld\": true } }]\n}");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what it would change" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Did you mean enabled?");
        await page.GetByRole(AriaRole.Button, new() { Name = "line 5" }).ClickAsync();
        Assert.Contains("enabeld", await text.EvaluateAsync<string>("area => area.value.slice(area.selectionStart, area.selectionEnd)"), StringComparison.Ordinal);

        await text.FillAsync((await text.InputValueAsync()).Replace("enabeld", "enabled", StringComparison.Ordinal).Replace("}]", "}], \"subscriptions\": [{ \"subscription\": { \"strategyId\": \"y\",\n  \"accountId\": \"nobody\" } }]", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "See what it would change" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no connection nobody.");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "line 6" })).ToBeVisibleAsync();

        await text.FillAsync("{\"format\":\"signalbox-configuration\",\"version\":1,\"strategies\":[{\"id\":\"y\",\"strategy\":{\"name\":\"Imported without its page\"}}]}");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what it would change" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply the import" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("import="));
        var address = new Uri(page.Url).PathAndQuery;
        await page.GotoAsync("/positions");
        await page.GotoAsync("/jobs");
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "import: 1 strategy, 0 subscriptions" }).First).ToContainTextAsync("done");
        await page.GotoAsync(address);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Imported whole: 1 created");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Applied.");
        watched.AssertFaultless();
    }

    [Theory]
    [InlineData("/strategies/demo", "Defaults")]
    [InlineData("/strategies/demo?show=messages", "Sent from")]
    [InlineData("/strategies/demo?show=history", "History")]
    [InlineData("/subscriptions/demo", "Holds")]
    [InlineData("/brokers/paper", "Acknowledgement")]
    public async Task DetailPage_InBothThemes_HasNoGraveViolations(string path, string shows)
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync(path);
        await Assertions.Expect(watched.Page.Locator("main")).ToContainTextAsync(shows, new() { IgnoreCase = true });

        await Grave.AssertNoneAsync(watched.Page);
        await watched.UseLightThemeAsync();
        await Grave.AssertNoneOfColoursAsync(watched.Page);
        watched.AssertFaultless();
    }
}
