using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>What moves risk asks anew who sits there, and nothing that was typed is lost by it.</summary>
public sealed class ProofTests(ControlCentreFixture centre)
{
    private const string Stale = """{ "code": "fresh-proof-required", "message": "Prove who you are.", "errors": [] }""";

    [Fact]
    public async Task Token_WithAStaleProof_IsCreatedAfterThePasswordWasGivenByKeys()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/settings");
        var page = watched.Page;
        await AnswerOnceAsStaleAsync(page);
        await page.GetByRole(AriaRole.Region, new() { Name = "API tokens" }).GetByLabel("Name").FillAsync("made after a proof");
        await page.Keyboard.PressAsync("Enter");

        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Is it you, owner?" });
        await dialog.WaitForAsync();
        await Grave.AssertNoneAsync(page);
        await page.Keyboard.TypeAsync("not the password");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog).ToContainTextAsync("does not prove who you are");
        await dialog.GetByLabel("Your password").FillAsync(ControlCentreFixture.Password);
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByText("Copy it now, it is not shown again")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "made after a proof" })).ToHaveCountAsync(1);
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Token_WhoseProofIsDeclined_IsNotCreatedAndItsNameStays()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/settings");
        var page = watched.Page;
        await AnswerOnceAsStaleAsync(page);
        var name = page.GetByRole(AriaRole.Region, new() { Name = "API tokens" }).GetByLabel("Name");
        await name.FillAsync("never made");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create a token" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Leave it" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Prove who you are.");
        Assert.Equal("never made", await name.InputValueAsync());
    }

    /// <summary>As the server does when the proof is older than five minutes; what comes after goes through.</summary>
    private static Task AnswerOnceAsStaleAsync(IPage page) =>
        page.RouteAsync("**/api/v1/tokens", route => route.FulfillAsync(new() { Status = 403, ContentType = "application/json", Body = Stale }), new() { Times = 1 });
}
