using Microsoft.Playwright;
using Xunit;

namespace Signalbox.Tests.Browser;

/// <summary>Nothing serious stands in anybody's way, on any page, in either theme; no page errs or asks another machine.</summary>
public sealed class AccessibilityTests(ControlCentreFixture centre)
{
    private const string TooWide =
        """
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
          .filter(each => each.getBoundingClientRect().right > innerWidth + 1).slice(0, 6)
          .map(each => `${each.tagName} ${each.className} to ${Math.round(each.getBoundingClientRect().right)}`)
        """;

    /// <summary>One visit for all that is asked of every page: opening one takes longer than looking at it.</summary>
    [Theory]
    [MemberData(nameof(PageList.Paths), MemberType = typeof(PageList))]
    public async Task Page_InBothThemesAndWidths_HasNoGraveViolations_AndFits(string path)
    {
        Assert.SkipUnless(ControlCentreFixture.HasChromium, "There is no Chromium on this machine.");
        await using var watched = await centre.OpenAsync(path);
        await PageList.ShownAsync(watched.Page, path);

        await Grave.AssertNoneAsync(watched.Page);
        await watched.UseLightThemeAsync();
        await Grave.AssertNoneOfColoursAsync(watched.Page);
        await AssertFitsAsync(watched.Page);
        await watched.Page.SetViewportSizeAsync(390, 844);
        await AssertFitsAsync(watched.Page);
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

        await Grave.AssertNoneAsync(watched.Page);
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

        await Grave.AssertNoneAsync(watched.Page);
    }

    /// <summary>It may still be laying itself out.</summary>
    private static async Task AssertFitsAsync(IPage page)
    {
        string[] wide = [];
        await Until.HoldsAsync(async () => (wide = await page.EvaluateAsync<string[]>(TooWide)).Length == 0, () => $"{page.Url} is wider than its screen: {string.Join(" | ", wide)}");
    }
}
