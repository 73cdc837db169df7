using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Backups, checkpoints and archives on the settings page, and how long archives are kept.</summary>
public sealed class UpkeepTests(ControlCentreFixture centre)
{
    [Fact]
    public async Task Upkeep_SaysWhatIsDoneWhen_AndKeepsTheAuditForSixYearsAtLeast()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/settings");
        var panel = watched.Page.GetByRole(AriaRole.Region, new() { Name = "Backups, checkpoints, archives" });
        await Assertions.Expect(panel.GetByRole(AriaRole.Row).Filter(new() { HasText = "Daily backup" })).ToContainTextAsync("--backup-folder");
        await Assertions.Expect(panel.GetByRole(AriaRole.Row).Filter(new() { HasText = "Daily checkpoint" })).ToContainTextAsync("well");
        await Assertions.Expect(panel).ToContainTextAsync("There is no archive yet");

        await panel.GetByLabel("Keep audit archives, years").FillAsync("5");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Save the retention" }).ClickAsync();
        await Assertions.Expect(panel).ToContainTextAsync("Expected 6 to 100 years");
        await panel.GetByLabel("Keep audit archives, years").FillAsync("7");
        await watched.Page.RunAndWaitForResponseAsync(
            () => panel.GetByRole(AriaRole.Button, new() { Name = "Save the retention" }).ClickAsync(), answer => answer.Ok && answer.Url.EndsWith("/upkeep/retention", StringComparison.Ordinal));
        await Assertions.Expect(panel).Not.ToContainTextAsync("Expected 6 to 100 years");
        await watched.Page.ReloadAsync();
        await Assertions.Expect(panel.GetByLabel("Keep audit archives, years")).ToHaveValueAsync("7");
        watched.AssertFaultless();
    }
    [Fact]
    public async Task Secret_GetsADayToExpireOn_AndLosesItAgain()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/settings");
        var row = watched.Page.GetByRole(AriaRole.Region, new() { Name = "Vault" }).GetByRole(AriaRole.Row).Filter(new() { HasText = "demo" });
        var day = row.GetByLabel("Day on which the secret of demo expires");
        await day.FillAsync("2019-12-31");
        await row.GetByRole(AriaRole.Button, new() { Name = "Save the date" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("replace it");

        await watched.Page.ReloadAsync();
        await Assertions.Expect(day).ToHaveValueAsync("2019-12-31");
        await day.FillAsync("");
        await row.GetByRole(AriaRole.Button, new() { Name = "Remove the date" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("good");
        watched.AssertFaultless();
    }
}
