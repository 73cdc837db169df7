using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>A strategy's page: messages composed and tested, settings that are never lost, earlier states restored.</summary>
public sealed class StrategyTests(ControlCentreFixture centre)
{
    [Fact]
    public async Task Composer_WritesAMessage_ThatTheTesterUnderstands_AndNothingTrades()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/strategies/demo?show=messages");
        var page = watched.Page;
        var composer = page.GetByRole(AriaRole.Region, new() { Name = "Compose a message", Exact = true });
        await composer.GetByLabel("Ticker").FillAsync("SPY");
        await composer.GetByLabel("Size", new() { Exact = true }).FillAsync("2");
        await composer.GetByLabel("Stop loss", new() { Exact = true }).SelectOptionAsync("stop");
        await composer.GetByLabel("Stop loss: level").FillAsync("3");

        var message = page.GetByRole(AriaRole.Region, new() { Name = "Composed message" });
        await Assertions.Expect(message).ToContainTextAsync("""{"ticker":"{{ticker}}","action":"buy","quantity":"2","stopLoss":{"type":"stop","percent":"3"},"signalPrice":"{{close}}""");
        await composer.GetByRole(AriaRole.Button, new() { Name = "Test this message" }).ClickAsync();

        var tester = page.GetByRole(AriaRole.Region, new() { Name = "Test a message", Exact = true });
        await Assertions.Expect(tester).ToContainTextAsync("Read as traderspost");
        await Assertions.Expect(tester).ToContainTextAsync("entry: buy 2 SPY market");
        await Assertions.Expect(tester.GetByRole(AriaRole.List, new() { Name = "What was understood" })).ToContainTextAsync("stopLoss.percent = 3");
        Assert.Empty((await ControlCentreFixture.ReadAsync(centre.Server.Http, "positions?symbol=SPY&open=true")).GetProperty("items").EnumerateArray());
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Composer_InALanguageThatCannotSayIt_SaysSoAtTheLanguage()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/strategies/demo?show=messages");
        var composer = watched.Page.GetByRole(AriaRole.Region, new() { Name = "Compose a message", Exact = true });
        await composer.GetByLabel("Action").SelectOptionAsync("reverse");

        await Assertions.Expect(composer.GetByRole(AriaRole.Alert)).ToContainTextAsync("format");
        await composer.GetByLabel("Language").SelectOptionAsync("text");
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Region, new() { Name = "Composed message" })).ToContainTextAsync("reverse");
    }

    [Fact]
    public async Task Tester_ByKeyboard_ShowsWhereAMessageStopsMakingSense()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/strategies/demo?show=messages");
        var page = watched.Page;
        await page.GetByLabel("Message, in any language the webhook reads").FocusAsync();
        await page.Keyboard.TypeAsync("BTCUSDT bui 1 sl 2%");
        await page.Keyboard.PressAsync("Control+Enter");

        var tester = page.GetByRole(AriaRole.Region, new() { Name = "Test a message", Exact = true });
        await Assertions.Expect(tester.GetByRole(AriaRole.Alert)).ToContainTextAsync("Did you mean buy?");
        await Assertions.Expect(tester.Locator("mark")).ToHaveTextAsync("bui");
        await Assertions.Expect(page.GetByLabel("Message, in any language the webhook reads")).ToHaveValueAsync("BTCUSDT bui 1 sl 2%");
    }

    [Fact]
    public async Task Settings_ThatAreRefused_SayWhyAtTheField_AndKeepWhatWasTyped()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        var id = await CreateAsync("Refused");
        await using var watched = await centre.OpenAsync($"/strategies/{id}");
        var page = watched.Page;
        var validity = page.GetByLabel("Signals are valid for, seconds");
        await validity.FillAsync("soon");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        await Assertions.Expect(validity).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(validity).ToHaveValueAsync("soon");
        await validity.FillAsync("30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        Assert.Equal(30, (await ControlCentreFixture.ReadAsync(centre.Server.Http, $"strategies/{id}")).GetProperty("signalValiditySeconds").GetInt32());
    }

    [Fact]
    public async Task Session_ThatRanOut_AsksToSignIn_AndReturnsWithWhatWasTyped()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        var id = await CreateAsync("Before");
        await using var watched = await centre.OpenAsync($"/strategies/{id}");
        var page = watched.Page;
        var name = page.Locator("main").GetByLabel("Name", new() { Exact = true }).First;
        await name.FillAsync("Typed before the session ran out");
        var kept = await page.Context.CookiesAsync();
        await page.Context.ClearCookiesAsync();
        // Not by the mouse: something the page asks by itself may be refused first, and then the sign-in already stands before the button.
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).DispatchEventAsync("click");

        await page.GetByRole(AriaRole.Heading, new() { Name = "Your session ran out: sign in to go on" }).WaitForAsync();
        Assert.NotEmpty(kept);
        await page.GetByLabel("Password").FillAsync(ControlCentreFixture.Password);
        await page.GetByLabel("Name").Last.FillAsync(ControlCentreFixture.Owner);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Assertions.Expect(name).ToHaveValueAsync("Typed before the session ran out");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        Assert.EndsWith($"/strategies/{id}", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_ShowsWhatChanged_AndRestoresAnEarlierState()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        var id = await CreateAsync("Original");
        var version = (await ControlCentreFixture.ReadAsync(centre.Server.Http, $"strategies/{id}")).GetProperty("version").GetInt64();
        using (var change = new StringContent($$"""{"name":"Changed","version":{{version}}}""", Encoding.UTF8, "application/json"))
        using (var changed = await centre.Server.Http.PutAsync(new Uri($"/api/v1/strategies/{id}", UriKind.Relative), change, TestContext.Current.CancellationToken))
        {
            changed.EnsureSuccessStatusCode();
        }

        await using var watched = await centre.OpenAsync($"/strategies/{id}?show=history");
        var page = watched.Page;
        var history = page.GetByRole(AriaRole.Region, new() { Name = "History", Exact = true });
        await Assertions.Expect(history).ToContainTextAsync("Changed");
        await history.GetByRole(AriaRole.Button, new() { Name = "Restore change" }).ClickAsync();
        await history.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" }).ClickAsync();

        await Assertions.Expect(history).ToContainTextAsync("Restored the state of change");
        Assert.Equal("Original", (await ControlCentreFixture.ReadAsync(centre.Server.Http, $"strategies/{id}")).GetProperty("name").GetString());
        watched.AssertFaultless();
    }

    private async Task<string> CreateAsync(string name)
    {
        using var content = new StringContent($$"""{"name":"{{name}}"}""", Encoding.UTF8, "application/json");
        using var answer = await centre.Server.Http.PostAsync(new Uri("/api/v1/strategies", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
    }
}
