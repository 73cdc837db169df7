using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Entries are found, opened with their differences, and taken along.</summary>
public sealed class AuditTests(ControlCentreFixture centre)
{
    [Fact]
    public async Task Filters_StandInTheAddress_AndFindAnEntryWithItsDifferences()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/audit");
        var page = watched.Page;
        await page.GetByLabel("What", new() { Exact = true }).FillAsync("subscription_created");
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("event=subscription_created"));
        await page.GetByRole(AriaRole.Cell, new() { Name = "subscription created", Exact = true }).First.ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Before and after" })).ToContainTextAsync("demo");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close the entry" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear the filters" }).ClickAsync();
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/audit$"));
        watched.AssertFaultless();
    }

    [Fact]
    public async Task Export_TakesWhatTheFiltersShow()
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/audit?event=subscription_created");
        var download = await watched.Page.RunAndWaitForDownloadAsync(() =>
            watched.Page.GetByRole(AriaRole.Link, new() { Name = "Export as CSV" }).ClickAsync());

        Assert.Equal("signalbox-audit.csv", download.SuggestedFilename);
        await using var content = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(content, Encoding.UTF8);
        var lines = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd('\n').Split('\n');
        Assert.All(lines[1..], line => Assert.Contains(",subscription_created,", line, StringComparison.Ordinal));
        Assert.True(lines.Length > 1);
    }
}
