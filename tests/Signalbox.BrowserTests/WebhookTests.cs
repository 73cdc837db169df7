using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Who may call a strategy's webhook, set on the strategy's page and true at the webhook.</summary>
public sealed class WebhookTests(ControlCentreFixture centre)
{
    [Fact]
    public async Task Signature_IsAskedForFromThePage_AndItsSecretIsShownOnce()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        var (id, hook) = await NewStrategyAsync("signed");
        await using var watched = await OpenAsync(id);
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for a signature" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("How to send with the signature")).ToContainTextAsync("openssl dgst -sha256 -hmac");
        var secret = await page.GetByText("sbs_").First.TextContentAsync();
        Assert.Equal((401, "signature-missing"), await PostAsync(hook));
        await PictureAsync(page, "webhook-signature");

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("Every call must be signed")).ToBeVisibleAsync();
        Assert.DoesNotContain(secret!, await page.ContentAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop asking for the signature" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ask for a signature" })).ToBeVisibleAsync();
        Assert.NotEqual(401, (await PostAsync(hook)).Status);
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Rules_AreSaved_HoldAtTheWebhook_AndTellWhoWasRefused()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        var (id, hook) = await NewStrategyAsync("ruled");
        await using var watched = await OpenAsync(id);
        var page = watched.Page;
        await page.GetByLabel("From tradingview").CheckAsync();
        await page.GetByLabel("Requests").SelectOptionAsync("modest");

        // The note tells what is chosen, saved or not: what holds at the webhook holds after the answer.
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Save rules" }).ClickAsync(),
            answer => answer.Request.Method == "PUT" && answer.Url.EndsWith("/protection", StringComparison.Ordinal) && answer.Ok);
        await Assertions.Expect(page.GetByText("only from tradingview")).ToBeVisibleAsync();
        Assert.Equal((400, "not-trading-view"), await PostAsync(hook));

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("From tradingview")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel("Requests")).ToHaveValueAsync("modest");
        await Assertions.Expect(page.GetByText("1 × not-trading-view")).ToBeVisibleAsync();
        await PictureAsync(page, "webhook-rules");

        await page.GetByLabel("From these addresses").FillAsync("nowhere");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save rules" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Write an address");
        Assert.Equal("nowhere", await page.GetByLabel("From these addresses").InputValueAsync());
        await Grave.AssertNoneAsync(page);
        watched.AssertFaultless();
    }

    [Fact]
    public async Task NewAddress_LeavesTheOldOneForTheTimeChosen_AndItIsEndedFromThePage()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        var (id, hook) = await NewStrategyAsync("rotated");
        await using var watched = await OpenAsync(id, part: "");
        var page = watched.Page;
        await page.GetByLabel("After a new address the old one works").SelectOptionAsync("60");
        await page.GetByRole(AriaRole.Button, new() { Name = "New address" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The old address works until")).ToBeVisibleAsync();
        Assert.NotEqual(404, (await PostAsync(hook)).Status);

        await page.GetByRole(AriaRole.Button, new() { Name = "End it now" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The old address works until")).ToBeHiddenAsync();
        Assert.Equal(404, (await PostAsync(hook)).Status);
        watched.AssertFaultless();
    }

    /// <summary>Every question of the page is answered with yes.</summary>
    private async Task<WatchedPage> OpenAsync(string id, string part = "callers")
    {
        var watched = await centre.OpenAsync($"/strategies/{id}?show={part}");
        watched.Page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        return watched;
    }

    private async Task<(string Id, Uri Hook)> NewStrategyAsync(string name)
    {
        using var content = new StringContent($$"""{ "name": "{{name}}" }""", Encoding.UTF8, "application/json");
        using var created = await centre.Server.Http.PostAsync(new Uri("/api/v1/strategies", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var id = JsonElement.Parse(await created.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
        var address = await ControlCentreFixture.ReadAsync(centre.Server.Http, $"strategies/{id}/webhook");
        return (id, new(address.GetProperty("url").GetString()!));
    }

    private static async Task<(int Status, string Code)> PostAsync(Uri hook)
    {
        using var http = new HttpClient();
        using var content = new StringContent("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.01"}""");
        using var answer = await http.PostAsync(hook, content, TestContext.Current.CancellationToken);
        var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return ((int)answer.StatusCode, body.TryGetProperty("messageCode", out var code) ? code.GetString()! : "");
    }

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SIGNALBOX_SCREENSHOTS") is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}
