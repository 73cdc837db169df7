using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Nothing serious stands in anybody's way, on any page, in either theme; no page errs or asks another machine.</summary>
public sealed class AccessibilityTests(ControlCentreFixture centre)
{
    private static readonly string[] Grave = ["serious", "critical"];

    // Off in axe itself, because it is young; whoever speaks to a page says what they see.
    private static readonly AxeRunOptions Rules = new() { Rules = new() { ["label-content-name-mismatch"] = new() { Enabled = true } } };

    [Theory]
    [MemberData(nameof(PageList.InBothThemes), MemberType = typeof(PageList))]
    public async Task Page_InATheme_HasNoGraveViolations(string path, string theme)
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync(path, theme);
        await PageList.ShownAsync(watched.Page, path);

        var found = await watched.Page.RunAxe(Rules);

        Assert.Empty(found.Violations.Where(violation => Grave.Contains(violation.Impact)).Select(Tell));
        watched.AssertFaultless();
    }

    /// <summary>Tables are cards there, and panels stand below each other.</summary>
    [Theory]
    [InlineData("/", "dark")]
    [InlineData("/positions", "light")]
    [InlineData("/orders", "dark")]
    [InlineData("/charts", "light")]
    [InlineData("/start", "dark")]
    public async Task Page_OnAPhone_HasNoGraveViolations(string path, string theme)
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync(path, theme, width: 390, height: 844);
        await PageList.ShownAsync(watched.Page, path);

        var found = await watched.Page.RunAxe(Rules);

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

        var found = await watched.Page.RunAxe(Rules);

        Assert.Empty(found.Violations.Where(violation => Grave.Contains(violation.Impact)).Select(Tell));
    }

    private static string Tell(AxeResultItem violation) =>
        $"{violation.Id} ({violation.Impact}): {violation.Help} {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}";
}
