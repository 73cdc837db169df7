using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Giving others a part of what one may: people, tokens, machines, shares; by mouse and by keyboard.</summary>
public sealed class PermissionTests(ControlCentreFixture centre)
{
    private const string PressAgain = "Press again to confirm";

    [Fact]
    public async Task Token_IsMadeByKeyboard_ShownOnce_AndRevoked()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/settings");
        var panel = watched.Page.GetByRole(AriaRole.Region, new() { Name = "API tokens" });
        await panel.GetByLabel("Name").FocusAsync();
        await watched.Page.Keyboard.TypeAsync("reporting");
        await watched.Page.Keyboard.PressAsync("Enter");

        var shown = panel.GetByRole(AriaRole.Status);
        await Assertions.Expect(shown).ToContainTextAsync("it is not shown again: sbx_");
        var row = panel.GetByRole(AriaRole.Row).Filter(new() { HasText = "reporting" });
        await Assertions.Expect(row).ToContainTextAsync("read");
        await Assertions.Expect(row).ToContainTextAsync("never");

        await watched.Page.ReloadAsync();
        await Assertions.Expect(row).ToBeVisibleAsync();
        Assert.DoesNotContain("sbx_", await panel.InnerTextAsync(), StringComparison.Ordinal);
        await row.GetByRole(AriaRole.Button, new() { Name = "Revoke reporting" }).PressAsync("Enter");
        await row.GetByRole(AriaRole.Button, new() { Name = "Stop reporting?" }).PressAsync("Enter");
        await Assertions.Expect(row).ToHaveCountAsync(0);
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Token_LimitedToAStrategyAndAnAccount_SaysSoInTheList()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/settings");
        var panel = watched.Page.GetByRole(AriaRole.Region, new() { Name = "API tokens" });
        await panel.GetByLabel("Name").FillAsync("narrow");
        await panel.GetByLabel("Only these strategies").SelectOptionAsync("demo");
        await panel.GetByLabel("Only these accounts").SelectOptionAsync("paper");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Create a token" }).ClickAsync();

        var row = panel.GetByRole(AriaRole.Row).Filter(new() { HasText = "narrow" });
        await Assertions.Expect(row).ToContainTextAsync("only demo, paper");
        await Assertions.Expect(panel.GetByLabel("Only these strategies")).ToHaveValuesAsync(Array.Empty<string>());
        await row.GetByRole(AriaRole.Button, new() { Name = "Revoke narrow" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Stop narrow?" }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Machine_IsMade_GetsANewSecret_AndIsSwitchedOff()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/settings");
        var panel = watched.Page.GetByRole(AriaRole.Region, new() { Name = "OAuth clients" });
        await panel.GetByLabel("Machine").FillAsync("ledger");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Create a client" }).ClickAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Status)).ToContainTextAsync("sbc_");
        var first = await panel.GetByRole(AriaRole.Status).InnerTextAsync();

        await panel.GetByRole(AriaRole.Button, new() { Name = "New secret for ledger" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = PressAgain }).ClickAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Status)).Not.ToHaveTextAsync(first);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Switch off ledger" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = PressAgain }).ClickAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Switch on ledger" })).ToBeVisibleAsync();
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Strategy_IsPublished_SharedWithAUser_AndTakenBack()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/settings");
        var page = watched.Page;
        var people = page.GetByRole(AriaRole.Region, new() { Name = "People" });
        await people.GetByLabel("Name").FillAsync("carol");
        await people.GetByLabel("First password").FillAsync("correct horse battery staple");
        await people.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("trader");
        await people.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await people.GetByLabel("Role of carol").SelectOptionAsync("approver");
        var change = people.GetByRole(AriaRole.Button, new() { Name = "Change the role of carol" });
        await change.ClickAsync();
        await people.GetByRole(AriaRole.Button, new() { Name = PressAgain }).ClickAsync();
        await Assertions.Expect(change).ToHaveCountAsync(0);
        await Assertions.Expect(people.GetByLabel("Role of carol")).ToHaveValueAsync("approver");

        await page.GotoAsync("/strategies/demo");
        await page.GetByLabel("Description").FillAsync("Follows the demo");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish to everybody" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Withdraw from the catalogue" })).ToBeVisibleAsync();

        var sharing = page.GetByRole(AriaRole.Region, new() { Name = "Sharing" });
        await sharing.GetByLabel("User").FillAsync("carol");
        await sharing.GetByLabel("May").SelectOptionAsync("trade");
        await sharing.GetByRole(AriaRole.Button, new() { Name = "Share", Exact = true }).ClickAsync();
        var row = sharing.GetByRole(AriaRole.Row).Filter(new() { HasText = "carol" });
        await Assertions.Expect(row).ToContainTextAsync("trade");
        await row.GetByRole(AriaRole.Button, new() { Name = "Stop sharing with carol" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = PressAgain }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);

        await page.GotoAsync("/strategies");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Published strategies" })).ToContainTextAsync("Follows the demo");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Subscribe to demo" })).ToBeEnabledAsync();
        watched.AssertFaultless();
    }
}
