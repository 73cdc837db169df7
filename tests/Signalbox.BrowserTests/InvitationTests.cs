using Microsoft.Playwright;
using Signalbox.Tests.Api;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>A person is invited, and comes in: by mouse, by keys, and by an external identity.</summary>
public sealed class InvitationTests(ControlCentreFixture centre)
{
    private const string Chosen = "a password of the invited";

    [Fact]
    public async Task Person_IsInvitedByMouse_AndComesInWithAPassword_Once()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var owner = await centre.OpenAsync("/settings");
        await PageList.ShownAsync(owner.Page, "/settings");
        await Button(owner.Page, "Invite a person").ClickAsync();
        await Grave.AssertNoneAsync(owner.Page);
        await Dialog(owner.Page).GetByLabel("Name").FillAsync("ivy");
        await Dialog(owner.Page).GetByLabel("Role").SelectOptionAsync("trader");
        await Button(owner.Page, "Make the link").ClickAsync();
        await Assertions.Expect(Dialog(owner.Page).GetByRole(AriaRole.Heading)).ToHaveTextAsync("The link for ivy");
        var link = new Uri(await Dialog(owner.Page).Locator("code").InnerTextAsync());
        await Grave.AssertNoneAsync(owner.Page);
        await Button(owner.Page, "Done").ClickAsync();
        await Assertions.Expect(Out(owner.Page)).ToContainTextAsync("ivy");
        owner.AssertFaultless();

        await using var ivy = await centre.OpenAsync(link.PathAndQuery + link.Fragment, "light", width: 390, height: 844, isSignedIn: false);
        await Assertions.Expect(ivy.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Welcome, ivy");
        await Grave.AssertNoneAsync(ivy.Page);
        Assert.True(await ivy.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await ivy.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Chosen);
        await Button(ivy.Page, "Come in").ClickAsync();
        await ivy.Page.Locator("#content").WaitForAsync();
        ivy.AssertFaultless();

        await using var late = await centre.OpenAsync(link.PathAndQuery + link.Fragment, isSignedIn: false);
        await Assertions.Expect(late.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This link invites nobody");
        await Grave.AssertNoneAsync(late.Page);
    }

    [Fact]
    public async Task Person_IsInvitedRevokedAndComesIn_ByKeysAlone()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var owner = await centre.OpenAsync("/settings");
        await PageList.ShownAsync(owner.Page, "/settings");
        var keys = owner.Page.Keyboard;
        await Button(owner.Page, "Invite a person").FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(Dialog(owner.Page).GetByLabel("Name")).ToBeFocusedAsync();
        await keys.TypeAsync("kim");
        await keys.PressAsync("Enter");
        await Assertions.Expect(Dialog(owner.Page).GetByRole(AriaRole.Heading)).ToHaveTextAsync("The link for kim");
        await keys.PressAsync("Escape");
        await Assertions.Expect(Dialog(owner.Page)).ToBeHiddenAsync();

        await Button(owner.Page, "New link for kim").FocusAsync();
        await keys.PressAsync("Enter");
        await keys.PressAsync("Enter");
        await Assertions.Expect(Dialog(owner.Page).GetByRole(AriaRole.Heading)).ToHaveTextAsync("The link for kim");
        var link = new Uri(await Dialog(owner.Page).Locator("code").InnerTextAsync());
        await keys.PressAsync("Escape");

        await using var kim = await centre.OpenAsync(link.PathAndQuery + link.Fragment, isSignedIn: false);
        await Assertions.Expect(kim.Page.GetByLabel("Password", new() { Exact = true })).ToBeFocusedAsync();
        await kim.Page.Keyboard.TypeAsync(Chosen);
        await kim.Page.Keyboard.PressAsync("Enter");
        await kim.Page.Locator("#content").WaitForAsync();

        await Button(owner.Page, "Invite a person").FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(Dialog(owner.Page).GetByLabel("Name")).ToBeFocusedAsync();
        await keys.TypeAsync("lou");
        await keys.PressAsync("Enter");
        await Assertions.Expect(Dialog(owner.Page).GetByRole(AriaRole.Heading)).ToHaveTextAsync("The link for lou");
        await keys.PressAsync("Escape");
        await Button(owner.Page, "Revoke the invitation of lou").FocusAsync();
        await keys.PressAsync("Enter");
        await keys.PressAsync("Enter");
        await Assertions.Expect(Button(owner.Page, "Revoke the invitation of lou")).ToHaveCountAsync(0);

        await Button(owner.Page, "Invite again lou").FocusAsync();
        await keys.PressAsync("Enter");
        await keys.PressAsync("Enter");
        await Assertions.Expect(Dialog(owner.Page).GetByRole(AriaRole.Heading)).ToHaveTextAsync("The link for lou");
        await keys.PressAsync("Escape");
        await Assertions.Expect(Out(owner.Page)).ToContainTextAsync("lou");
        owner.AssertFaultless();
    }

    [Fact]
    public async Task Person_ComesInByAnExternalIdentity_AndProvesItInAWindowOfItsOwn()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var issuer = await TestIssuer.StartAsync();
        issuer.Present = "subject-1";
        await using var server = await ServerProcess.StartAsync("--no-demo", "--oidc-issuer", issuer.Address, "--oidc-client", TestIssuer.ClientId);
        await using var owner = await centre.OpenAsync(server, server.SetupUrl.PathAndQuery, signedIn: null);
        await ControlCentreFixture.BecomeOwnerAsync(owner.Page);
        await owner.Page.GotoAsync("/settings");
        await Button(owner.Page, "Invite a person").ClickAsync();
        await Dialog(owner.Page).GetByLabel("Name").FillAsync("noor");
        await Button(owner.Page, "Make the link").ClickAsync();
        var link = new Uri(await Dialog(owner.Page).Locator("code").InnerTextAsync());

        await using var watched = await centre.OpenAsync(server, link.PathAndQuery + link.Fragment, signedIn: null);
        var page = watched.Page;
        await Button(page, "Come in with an external identity").ClickAsync();
        await page.Locator("#content").WaitForAsync();

        // The proof of the sign-in is still fresh: the server's own refusal stands in for five minutes.
        await page.GotoAsync("/security");
        await page.RouteAsync("**/api/v1/session/password", route => route.FulfillAsync(new()
        {
            Status = 403, ContentType = "application/json", Body = """{ "code": "fresh-proof-required", "message": "Prove it.", "errors": [] }""",
        }), new() { Times = 1 });
        await page.GetByLabel("New password").FillAsync(Chosen);
        await Button(page, "Set a password").ClickAsync();
        await Button(page, "Sign in anew with your external identity").ClickAsync();

        await Assertions.Expect(page.GetByText("The password is changed; your other sessions are over.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Present password")).ToBeVisibleAsync();
        await Assertions.Expect(page.Context.Pages[^1].GetByText("You have proven who you are.")).ToBeVisibleAsync();
    }

    private static ILocator Dialog(IPage page) => page.GetByRole(AriaRole.Dialog);

    private static ILocator Out(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "Invitations that are out" });

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
