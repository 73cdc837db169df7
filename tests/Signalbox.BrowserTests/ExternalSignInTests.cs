using Microsoft.Playwright;
using Signalbox.Tests.Api;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>The whole way to an OpenID Connect issuer and back, in a browser; the issuer is one of our own, on loopback.</summary>
public sealed class ExternalSignInTests(ControlCentreFixture centre)
{
    [Fact]
    public async Task Identity_IsLinkedOnThePage_SignsInWithoutAPassword_AndIsUnlinked()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var issuer = await TestIssuer.StartAsync();
        issuer.Present = "subject-1";
        await using var server = await ServerProcess.StartAsync("--no-demo", "--oidc-issuer", issuer.Address, "--oidc-client", TestIssuer.ClientId);
        await using var watched = await centre.OpenAsync(server, server.SetupUrl.PathAndQuery, signedIn: null);
        var page = watched.Page;
        await ControlCentreFixture.BecomeOwnerAsync(page);

        await page.GotoAsync("/security");
        await Button(page, "Link your external identity").ClickAsync();
        await Assertions.Expect(Button(page, "Unlink your external identity")).ToBeVisibleAsync();
        Assert.Equal("/security", new Uri(page.Url).AbsolutePath);

        await Button(page, "Sign out").ClickAsync();
        await Button(page, "Sign in with an external identity").ClickAsync();
        await Assertions.Expect(Button(page, "Sign out")).ToBeVisibleAsync();

        await page.GotoAsync("/security");
        await Button(page, "Unlink your external identity").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Press again to confirm" }).ClickAsync();
        await Assertions.Expect(Button(page, "Link your external identity")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Answer_ThatIsRefused_ComesBackToThePage_WhichSaysWhatToDo()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var issuer = await TestIssuer.StartAsync();
        issuer.Present = "stranger";
        await using var server = await ServerProcess.StartAsync("--no-demo", "--oidc-issuer", issuer.Address, "--oidc-client", TestIssuer.ClientId);
        await using var owner = await centre.OpenAsync(server, server.SetupUrl.PathAndQuery, signedIn: null);
        await ControlCentreFixture.BecomeOwnerAsync(owner.Page);
        await using var watched = await centre.OpenAsync(server, "/", signedIn: null);
        var page = watched.Page;
        await Button(page, "Sign in with an external identity").ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("nobody here has linked this identity. Sign in with your password");
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(server.Address, "/").ToString());
        await Grave.AssertNoneAsync(page);
        await page.GetByLabel("Name").FillAsync(ControlCentreFixture.Owner);
        await page.GetByLabel("Password").FillAsync(ControlCentreFixture.Password);
        await Button(page, "Sign in").ClickAsync();
        await page.Locator("#content").WaitForAsync();
        await Assertions.Expect(page.GetByText("nobody here has linked")).ToHaveCountAsync(0);

        await page.GotoAsync("/api/v1/session/external/callback?error=access_denied&state=none");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Begin again.");
        await Button(page, "Close the notice").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
