using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Nothing serious stands in anybody's way, on any page, in either theme; no page errs or asks another machine.</summary>
public sealed class AccessibilityTests(ControlCentreFixture centre)
{
    private static readonly string[] Grave = ["serious", "critical"];

    [Theory]
    [MemberData(nameof(PageList.InBothThemes), MemberType = typeof(PageList))]
    public async Task Page_InATheme_HasNoGraveViolations(string path, string theme)
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync(path, theme);
        await PageList.ShownAsync(watched.Page, path);

        var found = await watched.Page.RunAxe();

        Assert.Empty(found.Violations.Where(violation => Grave.Contains(violation.Impact)).Select(Tell));
        watched.AssertFaultless();
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task SignIn_HasNoGraveViolations(string theme)
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync("/positions", theme, isSignedIn: false);
        await watched.Page.GetByLabel("Password").WaitForAsync();

        var found = await watched.Page.RunAxe();

        Assert.Empty(found.Violations.Where(violation => Grave.Contains(violation.Impact)).Select(Tell));
    }

    private static string Tell(AxeResultItem violation) =>
        $"{violation.Id} ({violation.Impact}): {violation.Help} {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}";
}
