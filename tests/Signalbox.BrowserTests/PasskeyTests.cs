using System.Net.Http.Json;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Passkeys in the real browser, with the authenticator that Chromium itself simulates.</summary>
public sealed class PasskeyTests(ControlCentreFixture centre)
{
    private const string Password = "a password of a person";
    private const string Stale = """{ "code": "fresh-proof-required", "message": "Prove who you are.", "errors": [] }""";

    [Fact]
    public async Task Passkey_IsMade_SignsIn_Proves_AndIsTakenAway()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        using (var answer = await centre.Server.Http.PostAsJsonAsync(new Uri("/api/v1/users", UriKind.Relative), new { name = "pam", role = "viewer", password = Password }, TestContext.Current.CancellationToken))
        {
            Assert.Equal(201, (int)answer.StatusCode);
        }

        await using var watched = await centre.OpenAsync($"http://localhost:{centre.Server.Address.Port}/security", isSignedIn: false);
        var page = watched.Page;
        await AddAuthenticatorAsync(page);
        await page.GetByLabel("Name").FillAsync("pam");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");

        await page.GetByLabel("Name of this device").FillAsync("The test's device");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("They are not shown again.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "Passkeys" })).ToContainTextAsync("The test's device");
        await Grave.AssertNoneAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        var list = page.GetByRole(AriaRole.Table, new() { Name = "Passkeys" });
        await Assertions.Expect(list).ToContainTextAsync("used ");

        await page.GetByRole(AriaRole.Button, new() { Name = "Rename The test's device" }).ClickAsync();
        await page.GetByLabel("New name").FillAsync("Pam's laptop");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(list).ToContainTextAsync("Pam's laptop");

        await page.RouteAsync("**/api/v1/session/passkeys/*", route => route.FulfillAsync(new() { Status = 403, ContentType = "application/json", Body = Stale }), new() { Times = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Pam's laptop" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(list).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Set up an authenticator" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Passkey_OfNobodyHere_SignsNobodyIn()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync($"http://localhost:{centre.Server.Address.Port}/", isSignedIn: false);
        await AddAuthenticatorAsync(watched.Page);
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();

        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The browser gave no passkey");
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
